// Conversations, runs and the log of events. Knows no HTTP; every choice that a breach may get wrong is the policy's.
import { randomUUID } from 'node:crypto';

export const kTerminals = ['RUN_FINISHED', 'RUN_ERROR', 'RUN_CANCELLED'];
export const kCodes = [
  'RUN_STARTED', 'RUN_FINISHED', 'RUN_ERROR', 'STEP_STARTED', 'STEP_FINISHED', 'TEXT_MESSAGE_START', 'TEXT_MESSAGE_CONTENT',
  'TEXT_MESSAGE_END', 'TOOL_CALL_START', 'TOOL_CALL_ARGS_DELTA', 'TOOL_CALL_END', 'TOOL_CALL_RESULT', 'TITLE_UPDATED',
  'RUN_CANCELLED', 'CONTEXT_COMPACTED', 'TOOL_CONFIRMATION_REQUIRED', 'TOOL_CALL_PROGRESS',
]; // the code of a name is its place here, from 1

const role = { assistant: 1, user: 2, system: 3, tool: 4 };
const role_of = (type) =>
  type === 'TOOL_CALL_RESULT' ? role.tool : /^(RUN|STEP|TITLE|CONTEXT)_/.test(type) ? role.system : role.assistant;

let clock = 0;
/** Microseconds that never stand still, so that "most recently updated" is always decided. */
function now() {
  clock = Math.max(clock + 1, Date.now() * 1000);
  return `${new Date(Math.floor(clock / 1000)).toISOString().slice(0, -1)}${String(clock % 1000).padStart(3, '0')}Z`;
}

class Run {
  constructor() {
    this.ended = false;
    this.pending = null; // the tool call that waits for a confirmation
    this.wake = null;
  }
  /** Resolves after the pause, or with undefined as soon as the run was cancelled. */
  pause(milliseconds) {
    if (this.ended) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds, true);
      this.wake = () => (clearTimeout(timer), resolve(undefined));
    });
  }
  /** Resolves with the user's answer, or with undefined when the run was cancelled. */
  answer(call) {
    this.pending = call;
    return new Promise((resolve) => (this.wake = (approved) => ((this.pending = null), resolve(approved))));
  }
}

export class Engine {
  constructor(policy, perform) {
    this.policy = policy;
    this.perform = perform;
    this.conversations = new Map();
  }

  create(user, { title, context }) {
    const at = now();
    const conversation = {
      conversation_uuid: randomUUID(), user, title: title ?? '', titled: typeof title === 'string', context: context ?? undefined,
      created_at: at, updated_at: at, events: [], readers: new Set(), run: null, run_start: 0, run_read: true,
    };
    this.conversations.set(conversation.conversation_uuid, conversation);
    return conversation;
  }

  /** Appends what the policy makes of one event to the log and tells the readers. */
  emit(conversation, type, data, tokens = 0) {
    for (const draft of this.policy.emitted({ type, role: role_of(type), data, tokens_used: tokens }, conversation))
      this.append(conversation, draft);
  }

  append(conversation, { type, role: of, data, tokens_used }) {
    const event = { event_id: this.policy.next_event_id(conversation), type, role: of, data, tokens_used, created_at: now() };
    conversation.events.push(event);
    conversation.updated_at = event.created_at;
    if (of === role.user) return;
    for (const reader of this.policy.audience(conversation, event)) reader.take(event);
  }

  /** Stores the user's message and starts the run in the background. */
  send(conversation, content) {
    for (const draft of this.policy.user_message(content)) this.append(conversation, { ...draft, role: role.user, tokens_used: 0 });
    conversation.run = new Run();
    conversation.run_start = conversation.events.length;
    conversation.run_read = conversation.readers.size > 0;
    this.emit(conversation, 'RUN_STARTED', {});
    this.perform(this, conversation, conversation.run, content);
  }

  finish(conversation, run, terminal, data = {}) {
    if (run.ended) return;
    run.ended = true;
    if (conversation.run === run) conversation.run = null;
    this.emit(conversation, terminal, data);
  }

  cancel(conversation) {
    const { run } = conversation;
    this.finish(conversation, run, 'RUN_CANCELLED');
    run.wake?.(undefined);
  }

  confirm(conversation, approved) {
    conversation.run.wake(approved);
  }
}
