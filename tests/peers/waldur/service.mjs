// The nine operations over HTTP: routes, credentials, bodies, lists, archive. Turns are in turn.mjs.
import { read_turn } from './bodies.mjs';
import { plain } from './ids.mjs';
import { kUsers } from './policy.mjs';
import { Refusal } from './refusal.mjs';
import { Store } from './store.mjs';
import { take_turn } from './turn.mjs';

const kRoutes = [
  [/^\/api\/chat-messages\/$/, { GET: 'chat_messages_list' }],
  [/^\/api\/chat-messages\/[^/]+\/$/, {}],
  [/^\/api\/chat-sessions\/current\/$/, { GET: 'chat_sessions_current_retrieve' }],
  [/^\/api\/chat-sessions\/$/, { GET: 'chat_sessions_list' }],
  [/^\/api\/chat-sessions\/([^/]+)\/$/, { GET: 'chat_sessions_retrieve' }],
  [/^\/api\/chat-threads\/$/, { GET: 'chat_threads_list' }],
  [/^\/api\/chat-threads\/([^/]+)\/$/, { GET: 'chat_threads_retrieve' }],
  [/^\/api\/chat-threads\/([^/]+)\/archive\/$/, { POST: 'chat_threads_archive' }],
  [/^\/api\/chat-threads\/([^/]+)\/unarchive\/$/, { POST: 'chat_threads_unarchive' }],
  [/^\/api\/chat\/stream\/$/, { POST: 'chat_stream' }],
];
const kLargestPage = 300;
const kOrders = ['created', '-created', 'modified', '-modified'];
const ok = (body, headers = {}) => ({ status: 200, headers, body });

const last = (query, name) => query.getAll(name).at(-1) || undefined;
const boolean = (query, name) => ({ true: true, True: true, false: false, False: false })[last(query, name)];

export class Service {
  constructor(policy) { Object.assign(this, { policy, store: new Store(policy) }); }

  async handle(request, response) {
    const ctx = { operation: null, refused: null, user: null };
    let reply;
    try {
      reply = await this.dispatch(ctx, request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      ctx.refused = error.why;
      reply = { status: error.status, headers: error.headers, body: error.body };
    }
    if (reply) this.policy.send_reply(response, this.policy.reply(reply, ctx));
  }

  async dispatch(ctx, request, response) {
    const url = new URL(request.url, `http://${request.headers.host ?? 'peer'}`);
    const [match, methods] = kRoutes.map(([path, to]) => [path.exec(url.pathname), to]).find(([found]) => found) ?? [];
    if (!match && request.method === 'GET' && kRoutes.some(([path]) => path.test(`${url.pathname}/`)))
      throw new Refusal(301, 'no_slash', undefined, { Location: `${url.pathname}/${url.search}` });
    if (!match) throw new Refusal(404, 'no_path');
    ctx.operation = methods[request.method] ?? null;
    const user = kUsers.find(({ token }) => token === this.policy.token_of(this.policy.words_of(request, url.searchParams)));
    ctx.user = user;
    if (ctx.operation === 'chat_stream' && user?.condition === 'chat_off' && this.policy.off_first) throw new Refusal(424, 'chat_off');
    if (!user || user.bad) throw new Refusal(401, 'unauthorized', undefined, { 'WWW-Authenticate': 'Token' });
    if (!ctx.operation) throw new Refusal(405, 'no_method', undefined, { Allow: Object.keys(methods).join(', ') });
    ctx.body = await read_all(request);
    ctx.request = request;
    const call = { ctx, user, query: url.searchParams, url, uuid: match[1] && plain(decodeURIComponent(match[1])), response, request };
    return this[ctx.operation](call);
  }

  seen(list, { ctx, user, uuid }) {
    const found = list.find((one) => one.uuid === uuid);
    if (!found || !this.policy.may_see(user, found.user, ctx.operation)) throw new Refusal(404, found ? 'foreign' : 'unknown');
    return found;
  }

  visible(list, { ctx, user }) { return list.filter((one) => this.policy.may_see(user, one.user, ctx.operation)); }

  chat_messages_list(call) {
    const { query, user } = call;
    const thread = last(query, 'thread');
    if (thread && !plain(thread)) throw new Refusal(400, 'bad_filter', { thread: ['Not a UUID.'] });
    const threads = this.visible(this.store.threads, call).filter((one) => !thread || one.uuid === plain(thread));
    const history = last(query, 'include_history') === undefined ? false : boolean(query, 'include_history') ?? true;
    const flagged = boolean(query, 'is_flagged');
    const rows = threads.flatMap((one) => this.policy.messages(one.messages, history)).filter((one) => flagged === undefined || one.findings.is_flagged === flagged);
    return ok(this.policy.message_order(rows).map((one) => this.policy.message_model(one, user)), this.policy.message_headers(rows));
  }

  chat_sessions_current_retrieve({ user }) { return ok(this.policy.session_model(this.store.session_of(user))); }

  chat_sessions_list(call) {
    return this.page(call, this.visible(this.store.sessions, call).reverse(), (one) => this.policy.session_model(one));
  }

  chat_sessions_retrieve(call) {
    return ok(this.policy.sparse(this.policy.session_model(this.seen(this.store.sessions, call)), call.query.getAll('field')));
  }

  chat_threads_list(call) {
    const order = this.order(call.query);
    const filters = this.thread_filters(call.query);
    const rows = this.visible(this.store.threads, call).filter((one) => this.policy.filters(one, filters));
    return this.page(call, this.policy.thread_order(rows, order), (one) => this.policy.thread_model(one));
  }

  chat_threads_retrieve(call) {
    return ok(this.policy.sparse(this.policy.thread_model(this.seen(this.store.threads, call)), call.query.getAll('field')));
  }

  chat_threads_archive(call) { return this.archive(call, true); }
  chat_threads_unarchive(call) { return this.archive(call, false); }

  archive(call, value) {
    const thread = this.seen(this.store.threads, call);
    if (!this.policy.archives(call.user, thread, value)) throw new Refusal(400, 'archived_already');
    this.policy.archive(thread, value, call.ctx.body);
    this.store.touch(thread, value ? 'archive' : 'unarchive');
    return { status: 204, headers: {}, body: undefined };
  }

  chat_stream(call) {
    if (call.user.condition === 'chat_off') throw new Refusal(424, 'chat_off');
    if (call.user.condition === 'no_model') throw new Refusal(409, 'no_model');
    return take_turn(this, call, read_turn(this.policy, call.ctx.body, call.request.headers['content-type']));
  }

  order(query) {
    const order = (last(query, 'o') ?? '-created').split(',').filter(Boolean);
    if (order.some((one) => !kOrders.includes(one))) throw new Refusal(400, 'bad_filter', { o: ['Unknown order.'] });
    return order;
  }

  thread_filters(query) {
    const { policy } = this;
    const wrong = {};
    const checked = (name, is_right) => {
      const value = last(query, name);
      if (value !== undefined && !is_right(value)) wrong[name] = ['This value is not possible.'];
      return value;
    };
    const day = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
    const created = checked('created', day), modified = checked('modified', day), user = checked('user', plain);
    const severity = checked('max_severity', (text) => ['none', 'low', 'medium', 'high', 'critical'].includes(text));
    if (Object.keys(wrong).length > 0) throw new Refusal(400, 'bad_filter', wrong);
    const archived = boolean(query, 'is_archived'), flagged = boolean(query, 'is_flagged'), part = last(query, 'query')?.toLowerCase();
    return [
      (one) => !created || policy.day(one.created) === created,
      (one) => !modified || policy.day(one.modified) === modified,
      (one) => !user || one.user.uuid === plain(user),
      (one) => !severity || one.severity === severity,
      (one) => policy.filter_archived(one, archived),
      (one) => flagged === undefined || (one.severity !== 'none') === flagged,
      (one) => !part || [one.name, one.user.name, one.user.first, one.user.surname, one.user.email].some((text) => text.toLowerCase().includes(part)),
    ];
  }

  page({ query, url }, rows, model) {
    const { policy } = this;
    const asked = /^\d+$/.test(last(query, 'page_size') ?? '') ? Number(last(query, 'page_size')) : 0;
    const size = Math.min(asked || policy.default_size, kLargestPage);
    const pages = Math.max(1, Math.ceil(rows.length / size));
    const wanted = last(query, 'page') ?? '1';
    const page = wanted === 'last' ? pages : /^\d+$/.test(wanted) ? Number(wanted) : 0;
    if (!policy.page_exists(page, pages)) throw new Refusal(404, 'no_page');
    const links = policy.relations(page, pages).map(([to, rel]) => [policy.page_url(url.origin + url.pathname, query, to), rel]);
    const fields = query.getAll('field');
    return ok(policy.cut(rows, page, size).map((one) => policy.sparse(model(one), fields)), { 'X-Result-Count': policy.count(rows, page, size), Link: policy.link(links) });
  }
}

async function read_all(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
