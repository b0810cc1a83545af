// One turn: what is checked, what is stored when, and the lines of the answer.
import { answer, Cutter } from './agent.mjs';
import { inspect } from './guard.mjs';
import { Refusal } from './refusal.mjs';

/** Throws before a byte is sent, or answers by itself. */
export async function take_turn({ policy, store }, { user, response }, wish) {
  const refuse = (...why) => {
    policy.refused_turn(store, user);
    throw new Refusal(...why);
  };
  const thread = wish.thread_uuid && store.thread(wish.thread_uuid);
  const missing = wish.thread_uuid && (!thread || !policy.may_talk(user, thread));
  if (!policy.quota_before_thread && missing) refuse(404, thread ? 'foreign' : 'unknown_thread');
  if (user.condition === 'no_quota') refuse(409, 'no_quota');
  if (missing) refuse(404, thread ? 'foreign' : 'unknown_thread');
  const edited = wish.mode === 'edit' ? check_edit(policy, store, thread, wish.edit_message_uuid) : null;
  const where = thread || store.open(user);
  const turn = { mode: wish.mode, fresh: !thread, sent: [], response, left: false };
  response.on('close', () => { turn.left = !response.writableEnded; });
  const play = () => new Turn(policy, store, where, turn, wish, edited).play();
  where.turn = policy.serialises ? where.turn.then(play) : play();
  await where.turn;
}

function check_edit(policy, store, thread, uuid) {
  const message = thread.messages.find((one) => one.uuid === uuid);
  if (!message) throw new Refusal(404, 'unknown_message');
  if (message.role !== 'user') throw new Refusal(400, 'edit_answer', ['Only questions can be edited.']);
  if (!policy.editable(store, thread, message)) throw new Refusal(400, 'edit_old', ['Only the last question can be edited.']);
  return policy.edited(store, thread, message);
}

class Turn {
  constructor(policy, store, thread, state, wish, edited) { Object.assign(this, { policy, store, thread, state, wish, edited, text: '', pending: Promise.resolve() }); }

  async play() {
    const { policy, store, thread, state, wish } = this;
    const judgement = policy.judged(inspect(wish.input));
    const history = thread.messages.length > 0;
    const replaced = this.replaced_answer();
    const stores = !(wish.mode === 'reload' && replaced) || policy.reload_stores_question;
    const ask = () => store.add(thread, 'user', judgement.stored, { findings: judgement.findings, replaces: this.edited });
    let question = stores && policy.stores_early ? ask() : null;
    state.response.writeHead(200, policy.stream_headers());
    state.response.flushHeaders();
    this.say({ m: { thread_uuid: policy.id(thread.uuid) } });
    if (judgement.warning) this.say({ w: judgement.warning });
    await this.hear(policy.refusal(judgement, history), judgement);
    if (stores && !question) question = ask();
    const stored = state.left && !policy.stores_partial ? '' : policy.stored_answer(this.text);
    const reply = store.add(thread, 'assistant', stored, { replaces: replaced });
    if (state.left) return;
    const ids = { ...(question && !(wish.mode === 'reload' && replaced) && { user_message_uuid: policy.id(question.uuid) }), assistant_message_uuid: policy.id(reply.uuid) };
    if (state.fresh) policy.title(thread, judgement.stored, wish.input);
    policy.after_turn(thread, state);
    this.say({ m: ids });
    await this.pending;
    if (policy.closes) state.response.end();
  }

  replaced_answer() {
    if (this.wish.mode === 'reload') return this.policy.reload_target(this.store, this.thread) ?? null;
    if (this.wish.mode === 'edit' && this.policy.edit_replaces_answer) return this.store.in_force(this.thread, 'assistant') ?? null;
    return null;
  }

  async hear(refusal, judgement) {
    const cutter = this.policy.cutter(new Cutter());
    try {
      for await (const piece of refusal ? [{ text: refusal }] : answer(judgement.heard ?? this.wish.input)) {
        if (this.state.left) break;
        if (piece.table) this.say({ k: 'table', ...piece.table });
        else this.text += piece.text;
        if (piece.text && !piece.text.startsWith('{"tool"')) for (const line of cutter.add(piece.text)) this.say(line);
      }
      for (const line of cutter.finish()) this.say(line);
    } catch (error) {
      for (const line of cutter.finish()) this.say(line);
      this.say({ e: error.message });
    }
  }

  say(line) {
    for (const one of this.policy.lines(line, this.state)) {
      this.state.sent.push(one);
      this.pending = this.pending.then(() => this.state.left || this.policy.write(this.state.response, typeof one === 'string' ? one : this.policy.line_text(one)));
    }
  }
}
