// Sessions, threads and messages, in memory.
import { randomUUID } from 'node:crypto';
import { worst } from './guard.mjs';

const id = () => randomUUID().replaceAll('-', '');
let last = 0n;
/** Microseconds, never the same twice: two changes can be told apart. */
function now() {
  const time = BigInt(Date.now()) * 1000n;
  last = time > last ? time : last + 1n;
  return last;
}
export const time_text = (time) => `${new Date(Number(time / 1000n)).toISOString().slice(0, 20)}${String(time % 1000000n).padStart(6, '0')}Z`;

const kNothing = () => ({ is_flagged: false, severity: 'none', injection_categories: [], pii_categories: [], action_taken: 'allow' });

export class Store {
  constructor(policy) { Object.assign(this, { policy, sessions: [], threads: [] }); }

  session_of(user) {
    let session = this.policy.one_session ? this.sessions.find((one) => one.user === user) : undefined;
    if (!session) this.sessions.push(session = { uuid: id(), user, created: now() });
    return session;
  }

  thread(uuid) { return this.threads.find((one) => one.uuid === uuid); }

  open(user) {
    const created = now();
    const thread = { uuid: id(), user, session: this.session_of(user), name: 'New chat', is_archived: false, created, modified: created, messages: [], severity: 'none', turn: Promise.resolve() };
    this.threads.push(thread);
    return thread;
  }

  /** The last message of that role that nothing replaces. */
  in_force(thread, role) { return active(thread.messages).findLast((one) => one.role === role); }

  add(thread, role, content, { replaces = null, findings = kNothing() } = {}) {
    const highest = Math.max(0, ...thread.messages.map((one) => one.sequence_index));
    const message = {
      uuid: id(), thread, role, content, sequence_index: this.policy.place(replaces, highest), replaces: this.policy.replaced(replaces), created: now(), findings,
    };
    thread.messages.push(message);
    if (findings.is_flagged) thread.severity = this.policy.thread_severity(thread.severity, findings.severity, worst);
    this.touch(thread, 'turn');
    return message;
  }

  touch(thread, why) { if (this.policy.touches(why)) thread.modified = now(); }
}

export function active(messages) {
  const gone = new Set(messages.map((one) => one.replaces?.uuid));
  return messages.filter((one) => !gone.has(one.uuid));
}
