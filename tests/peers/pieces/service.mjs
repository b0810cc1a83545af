// Requests and sockets of the independent Pieces OS; policy.mjs decides what a right answer is.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { WebSocketServer } = createRequire(join(process.env.CONFAB_NPM, 'package.json'))('ws');

const kRoutes = [
  ['GET', /^\/conversations$/, 'conversations_snapshot'],
  ['GET', /^\/conversations\/identifiers$/, 'conversations_identifiers_snapshot'],
  ['POST', /^\/conversations\/create$/, 'conversations_create_specific_conversation'],
  ['POST', /^\/conversations\/create\/from_asset\/([^/]+)$/, 'conversations_create_from_asset'],
  ['POST', /^\/conversations\/([^/]+)\/delete$/, 'conversations_delete_specific_conversation'],
  ['GET', /^\/conversations\/stream\/identifiers$/, 'conversations_stream_identifiers'],
];
const stamp = { migration: 0, semantic: 'MAJOR_0_MINOR_0_PATCH_1' };

export class Service {
  conversations = []; // in the order of their creation
  readers = new Set();
  changes = 0;

  constructor(policy) {
    this.policy = policy;
    this.sockets = new WebSocketServer({ noServer: true, autoPong: policy.answers_ping, maxPayload: policy.max_incoming });
  }

  attach(server) {
    server.on('upgrade', (request, socket, head) => {
      const refused = this.route(request).operation !== 'conversations_stream_identifiers' ? this.policy.route_not_found : this.policy.upgrades(this);
      if (refused) {
        const { status, text } = refused;
        return socket.end(`HTTP/1.1 ${status} No\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`);
      }
      if (request.headers['sec-websocket-version'] !== '13') return socket.end('HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Version: 13\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      this.sockets.handleUpgrade(request, socket, head, (opened) => this.open(opened));
    });
  }

  open(socket) {
    const reader = { socket, number: this.readers.size + 1 };
    this.readers.add(reader);
    socket.on('close', () => this.readers.delete(reader));
    socket.on('error', () => {});
    socket.on('message', () => this.policy.on_incoming(reader, this));
    const first = this.policy.first(this.conversations, this);
    if (first) this.say(reader, first);
  }

  say({ socket }, message) {
    const send = () => socket.send(this.policy.render(message), { binary: this.policy.binary });
    if (this.policy.delay) setTimeout(send, this.policy.delay);
    else send();
  }

  announce(id, deleted, operation) {
    ++this.changes;
    for (const reader of this.readers) for (const message of this.policy.tell(id, deleted, { reader, operation, service: this })) this.say(reader, message);
  }

  route({ method, url }) {
    const { pathname, searchParams } = new URL(url, 'http://x');
    for (const [verb, pattern, operation] of kRoutes) {
      const found = method === verb && pattern.exec(pathname);
      if (found) return { operation, argument: found[1] && decodeURIComponent(found[1]), query: searchParams };
    }
    return { operation: null };
  }

  async handle(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const ctx = { ...this.route(request), request, body: Buffer.concat(chunks), conversation: null, service: this };
    const reply = this.policy.reply(this.answer(ctx), ctx);
    const { status, json, text, headers = {}, type = json === undefined ? 'text/plain; charset=utf-8' : 'application/json' } = reply;
    const bytes = json === undefined ? (text ?? '') : this.policy.render(json);
    response.writeHead(status, { ...(status === 204 ? {} : { 'Content-Type': type }), ...headers });
    response.end(status === 204 ? undefined : bytes);
  }

  answer(ctx) {
    if (ctx.operation === null) return this.policy.route_not_found;
    if (this.policy.needs_key(ctx)) return { status: 401, text: 'who are you' };
    return this[ctx.operation](ctx);
  }

  conversations_snapshot({ query }) {
    const shown = this.policy.listed(this.conversations).map((each) => this.policy.show(each, query.get('transferables')));
    return { status: 200, json: { schema: stamp, iterable: shown, indices: Object.fromEntries(shown.map(({ id }, at) => [id, at])) } };
  }

  conversations_identifiers_snapshot() {
    const shown = this.policy.identified(this.conversations).map(({ id }) => ({ id }));
    return { status: 200, json: { schema: stamp, iterable: shown, indices: Object.fromEntries(shown.map(({ id }, at) => [id, at])) } };
  }

  conversations_create_specific_conversation(ctx) {
    let seed;
    try {
      seed = ctx.body.length === 0 ? { type: 'COPILOT' } : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(ctx.body));
    } catch {
      return this.policy.error('no JSON', ctx);
    }
    if (ctx.body.length > 4 * 1024 * 1024) return this.policy.error('too much', ctx);
    if (ctx.body.length > 0 && !/json/.test(ctx.request.headers['content-type'] ?? 'json')) return this.policy.error('JSON is expected', ctx);
    const fault = this.policy.fault_of(seed);
    if (fault) return this.policy.error(fault, ctx);
    ctx.conversation = this.add(seed, ctx);
    return { status: 200, json: this.policy.show(ctx.conversation, ctx.query.get('transferables')) };
  }

  conversations_create_from_asset(ctx) {
    if (!this.policy.knows_asset(ctx.argument)) return this.policy.error('no such asset', ctx);
    ctx.conversation = this.add(this.policy.seed_about(ctx.argument), ctx);
    return { status: 200, json: { conversation: { id: ctx.conversation.id } } };
  }

  conversations_delete_specific_conversation(ctx) {
    const at = this.conversations.findIndex(({ id }) => id === ctx.argument);
    if (at < 0) return this.policy.erase_unknown;
    ctx.conversation = this.conversations[at];
    if (this.policy.removes(this.conversations, at)) this.conversations.splice(at, 1);
    this.announce(ctx.argument, true, ctx.operation);
    return { status: 204 };
  }

  conversations_stream_identifiers() {
    return this.policy.plain_get;
  }

  add(seed, { operation }) {
    const conversation = this.policy.make(seed, this.policy);
    if (this.policy.adds(this.conversations)) this.conversations.push(conversation);
    this.announce(conversation.id, false, operation);
    return conversation;
  }
}
