// One reader of a conversation's events, over Server-Sent Events.
import { kTerminals } from './engine.mjs';

const kHeartbeat = 15000;

export class Reader {
  constructor(policy, conversation, response) {
    this.policy = policy;
    this.conversation = conversation;
    this.response = response;
    this.ended = false;
    this.taken = 0; // events this reader was given so far
    this.written = Promise.resolve();
    this.heartbeat = setInterval(() => this.put(': still here\n\n'), kHeartbeat);
    response.on('close', () => this.forget());
    response.on('error', () => this.forget()); // the reader went away in the middle of a write
  }

  /** Sends what the reader missed, then stays for what comes. `after` is undefined when there is no resume id. */
  open(after) {
    const { policy, conversation, response } = this;
    const missed = policy.replayed(conversation, after);
    response.writeHead(200, policy.stream_headers());
    response.flushHeaders();
    this.put(policy.stream_preamble());
    for (const event of missed) this.give(event);
    conversation.run_read = true;
    if (policy.is_over(conversation, after, this.taken)) return this.close();
    conversation.readers.add(this);
  }

  /** An event as it happens. */
  take(event) {
    if (this.ended) return;
    this.give(event);
    if (kTerminals.includes(event.type) && this.policy.closes_after(this, event)) this.close();
  }

  give(event) {
    this.taken += 1;
    for (const frame of this.policy.frames(event, this)) this.put(this.policy.frame_text(frame, this));
  }

  put(text) {
    if (text && !this.ended) this.written = this.written.then(() => this.policy.write(this.response, text));
  }

  close() {
    this.forget();
    this.written = this.written.then(() => this.policy.end(this.response));
  }

  forget() {
    this.ended = true;
    clearInterval(this.heartbeat);
    this.conversation.readers.delete(this);
  }
}
