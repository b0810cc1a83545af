// The seven operations over HTTP: routing, the order in which a request is judged, and the models of the answers.
import { randomBytes } from 'node:crypto';
import { check_id, read_body, read_last_event_id } from './bodies.mjs';
import { Engine, kCodes } from './engine.mjs';
import { perform } from './agent.mjs';
import { Reader } from './stream.mjs';
import { Refusal } from './refusal.mjs';

const kLargestBody = 1 << 20;
const kRoutes = [
  [/^\/v2\/conversations$/, { GET: 'list_conversations', POST: 'create_conversation' }],
  [/^\/v2\/conversations\/([^/]+)$/, { GET: 'get_conversation' }],
  [/^\/v2\/conversations\/([^/]+)\/messages$/, { POST: 'send_message' }],
  [/^\/v2\/conversations\/([^/]+)\/cancel$/, { POST: 'cancel_run' }],
  [/^\/v2\/conversations\/([^/]+)\/confirm$/, { POST: 'confirm_tool' }],
  [/^\/v2\/conversations\/([^/]+)\/events$/, { GET: 'stream_events' }],
];
const kWithBody = ['create_conversation', 'send_message', 'confirm_tool'];

export class Service {
  constructor(policy) {
    this.policy = policy;
    this.engine = new Engine(policy, perform);
    this.users = new Map();
  }

  async handle(request, response) {
    const ctx = { operation: null, refused: null };
    try {
      const reply = await this.answer(request, response, ctx);
      if (reply) this.reply(response, reply, ctx);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      ctx.refused = error.code;
      if (error.code === 'REQUEST_ENTITY_TOO_LARGE') error.headers.Connection = 'close';
      this.reply(response, error.reply(), ctx);
    }
  }

  reply(response, reply, ctx) {
    this.policy.send_reply(response, this.policy.reply(reply, ctx));
  }

  async answer(request, response, ctx) {
    const url = new URL(request.url, 'http://peer');
    const [match, methods] = kRoutes.map(([path, to]) => [path.exec(url.pathname), to]).find(([found]) => found) ?? [];
    if (!match) throw new Refusal('NOT_FOUND', url.pathname);
    ctx.operation = methods[request.method];
    if (!ctx.operation) throw new Refusal('METHOD_NOT_ALLOWED', request.method, { Allow: Object.keys(methods).join(', ') });
    ctx.user = this.user(request);
    if (match[1] !== undefined) check_id(decodeURIComponent(match[1]));
    if (kWithBody.includes(ctx.operation)) ctx.body = read_body(ctx.operation, request.headers['content-type'], await read_all(request));
    if (ctx.operation === 'stream_events') ctx.after = read_last_event_id(url.searchParams);
    if (match[1] !== undefined) ctx.conversation = this.find(ctx, match[1].toLowerCase());
    return this[ctx.operation](ctx, response);
  }

  /** A credential is a user: the raw key and the same key as a bearer token are one. */
  user(request) {
    const key = (request.headers.authorization ?? '').replace(/^Bearer +/i, '').trim();
    if (key === '') throw new Refusal('UNAUTHORIZED');
    if (!this.users.has(key)) this.users.set(key, { number: 1000 + this.users.size });
    return this.users.get(key);
  }

  find({ user, operation }, id) {
    const conversation = this.engine.conversations.get(id);
    if (!conversation || !this.policy.may_see(user, conversation, operation)) throw new Refusal('CONVERSATION_NOT_FOUND', id);
    return conversation;
  }

  list_conversations({ user }) {
    const mine = [...this.engine.conversations.values()].filter((one) => this.policy.may_see(user, one, 'list_conversations'));
    return ok(200, this.policy.sorted(mine).map((one) => this.model(one)));
  }

  create_conversation({ user, body }) {
    return ok(201, this.model(this.engine.create(user, body)));
  }

  get_conversation({ conversation }) {
    const { conversation_uuid } = conversation;
    const events = conversation.events.map(({ event_id, type, role, data, tokens_used, created_at }) => (
      { event_id, conversation_uuid, type: kCodes.indexOf(type) + 1, role, data, tokens_used, created_at }));
    return ok(200, { ...this.model(conversation), events: this.policy.stored(events) });
  }

  send_message({ conversation, body }) {
    if (!this.policy.accepts_run(conversation)) throw new Refusal('RUN_ALREADY_ACTIVE');
    this.engine.send(conversation, body.content);
    const trace_id = this.policy.trace_id_on_send ? randomBytes(16).toString('hex') : undefined;
    return ok(202, { ...this.status(conversation, 'send_message'), trace_id });
  }

  cancel_run({ conversation }) {
    if (!this.policy.may_cancel(conversation)) throw new Refusal('NO_ACTIVE_RUN');
    setImmediate(() => conversation.run && this.policy.cancel(this.engine, conversation)); // 200 first, then RUN_CANCELLED
    return ok(200, this.status(conversation, 'cancel_run'));
  }

  confirm_tool({ conversation, body }) {
    if (!this.policy.may_confirm(conversation)) throw new Refusal('NO_PENDING_CONFIRMATION');
    if (conversation.run?.pending) this.policy.confirm(this.engine, conversation, body.approved);
    return ok(200, this.status(conversation, body.approved ? 'approved' : 'rejected'));
  }

  stream_events({ conversation, after }, response) {
    new Reader(this.policy, conversation, response).open(after);
  }

  model({ conversation_uuid, user, title, context, created_at, updated_at }) {
    return { conversation_uuid, user_id: this.policy.user_id(user), title, context, created_at, updated_at };
  }

  status({ conversation_uuid }, what) {
    return { conversation_uuid, status: this.policy.status_words[what] };
  }
}

const ok = (status, body) => ({ status, headers: {}, body, media_type: 'application/json' });

async function read_all(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > kLargestBody) throw new Refusal('REQUEST_ENTITY_TOO_LARGE');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
