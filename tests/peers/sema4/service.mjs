// The eleven operations over HTTP.
import { randomUUID } from 'node:crypto';
import { perform } from './agent.mjs';
import { read_form } from './form.mjs';
import { Refusal } from './refusal.mjs';

const kConversation = '/agents/([^/]+)/conversations/([^/]+)';
const route = (text) => new RegExp(`^(?:/tenants/[^/]+/api/v2|/api/v2)?${text}/?$`);
const kRoutes = [
  [route('/agents/([^/]+)/conversations'), { GET: 'list_conversations', POST: 'create_conversation' }],
  [route(kConversation), { DELETE: 'delete_conversation' }],
  [route(`${kConversation}/messages`), { GET: 'list_messages', POST: 'post_message' }],
  [route(`${kConversation}/stream`), { POST: 'stream_message' }],
  [route(`${kConversation}/files`), { GET: 'list_files', POST: 'upload_files' }],
  [route(`${kConversation}/files/download`), { GET: 'download_file' }],
  [route(`${kConversation}/data-frames`), { GET: 'list_data_frames' }],
  [route(`${kConversation}/data-frames/([^/]+)`), { GET: 'get_data_frame' }],
];
const kBase = route('');
const ok = (body, status = 200) => ({ status, headers: {}, body });

export class Service {
  constructor(policy) {
    Object.assign(this, { policy, conversations: new Map(), last: 0 });
  }

  async handle(request, response) {
    const ctx = { operation: null, refused: null };
    let reply;
    try {
      reply = await this.dispatch(ctx, request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      ctx.refused = error.why;
      reply = { status: this.policy.refusal_status(error, ctx.operation), headers: error.headers, body: this.policy.refusal(error) };
    }
    if (reply) this.policy.send_reply(response, this.policy.reply(reply, ctx));
  }

  async dispatch(ctx, request, response) {
    const url = new URL(request.url, 'http://peer');
    const body = await read_all(request);
    if (request.method === 'GET' && kBase.test(url.pathname)) return ok({ openapi: '3.1.0', info: { title: 'peer', version: '1' }, paths: {} });
    const [match, methods] = kRoutes.map(([path, to]) => [path.exec(url.pathname), to]).find(([found]) => found) ?? [];
    if (!match) throw new Refusal(404, 'no_path');
    ctx.operation = methods[request.method];
    if (!ctx.operation) throw new Refusal(405, 'no_method', { Allow: Object.keys(methods).join(', ') });
    if (!this.policy.may_enter(request, ctx.operation)) throw new Refusal(401, 'no_key', { 'WWW-Authenticate': 'Bearer' });
    const [aid, cid, name] = match.slice(1).map(decoded);
    if (!this.policy.knows_agent(aid, ctx.operation)) throw new Refusal(404, 'no_agent');
    const call = { aid, name, query: url.searchParams, body, media_type: request.headers['content-type'], response, conversation: undefined };
    if (cid !== undefined) {
      call.conversation = this.conversations.get(cid);
      if (!this.policy.finds(call.conversation, aid, ctx.operation)) throw new Refusal(404, 'no_conversation');
      call.conversation ??= this.create(aid, 'made up');
    }
    return this[ctx.operation](call);
  }

  create(agent_id, name) {
    return { id: randomUUID(), number: ++this.last, agent_id, name, messages: [], files: [], frames: [], turn: Promise.resolve() };
  }

  list_conversations({ aid, query }) {
    return this.page(this.policy.listed([...this.conversations.values()], aid), query, false, this.policy.conversation_model);
  }

  create_conversation({ aid, body, media_type }) {
    const { name } = this.read_json(body, media_type, 'name');
    const made = this.create(aid, name);
    this.conversations.set(made.id, made);
    return ok(this.policy.conversation_model(made), this.policy.created_status);
  }

  delete_conversation({ conversation }) {
    this.policy.remove(this.conversations, conversation);
    return ok(this.policy.conversation_model(conversation));
  }

  list_messages({ conversation, query }) {
    return this.page(this.policy.message_order(conversation.messages), query, true, (one) => this.policy.message_model(one));
  }

  async post_message({ conversation, body, media_type }) {
    const { content } = this.read_json(body, media_type, 'content');
    const done = this.turn(conversation, content, () => {});
    if (this.policy.waits) await done;
    return ok(this.policy.state(conversation));
  }

  async stream_message({ conversation, body, media_type, response }) {
    const { content } = this.read_json(body, media_type, 'content');
    const { policy } = this;
    response.writeHead(200, policy.stream_headers());
    response.write(policy.preamble());
    const held = [];
    let at = 0;
    await this.turn(conversation, content, async (delta) => {
      const texts = policy.sent_deltas([delta], at).flatMap((one) => policy.events(one, at));
      ++at;
      if (policy.buffers) held.push(...texts);
      else for (const text of texts) await policy.write(response, text);
    });
    response.end(held.join('') + policy.closing());
  }

  /** One turn after the other; resolves when this one's answer is stored. */
  turn(conversation, prompt, on_delta) {
    const { policy } = this;
    const add = (role, text, complete, run) => {
      const message = { ...policy.message(role, text, complete, run), number: conversation.messages.length + 1 };
      if (policy.stores(role)) conversation.messages.push(message);
      return message;
    };
    const take = async () => {
      add('user', policy.stored_question(prompt), true, null);
      const run = randomUUID();
      const answer = add('agent', '', false, run);
      const deltas = [];
      for await (const delta of perform(conversation, prompt)) {
        deltas.push(delta);
        await on_delta(delta);
      }
      const finished = policy.message('agent', policy.stored_answer(deltas.join('')), true, run);
      Object.assign(answer, finished, { message_id: answer.message_id, created_at: answer.created_at });
    };
    conversation.turn = conversation.turn.then(take);
    return conversation.turn;
  }

  list_files({ conversation }) {
    return ok(this.policy.files_of(conversation, [...this.conversations.values()]).map((one) => this.policy.file_model(one)));
  }

  upload_files({ conversation, body, media_type }) {
    const { policy } = this;
    if (body.length > policy.largest) throw new Refusal(413, 'too_large');
    const parts = read_form(media_type, body).filter(({ field }) => field === policy.part_name);
    if (parts.length === 0 || parts.some(({ filename }) => filename === undefined)) throw new Refusal(422, 'no_files');
    const named = parts.map((part) => ({ ...part, name: policy.plain_name(part.filename) }));
    if (named.some(({ name }) => !policy.name_is_right(name))) throw new Refusal(422, 'bad_name');
    const made = named.map(({ name, type, bytes }) => {
      const file = { name, file_ref: policy.unique(conversation.files, name), file_id: randomUUID(), mime_type: type ?? 'application/octet-stream', bytes: policy.kept_bytes(bytes) };
      conversation.files.push(file);
      return file;
    });
    return ok(policy.uploaded(made).map((one) => policy.file_model(one)));
  }

  download_file({ conversation, query }) {
    const ref = query.get('file_ref');
    if (!ref) throw new Refusal(422, 'no_ref');
    const file = this.policy.finds_file(conversation, ref, [...this.conversations.values()]);
    if (!file) throw new Refusal(404, 'no_file');
    return { status: 200, headers: this.policy.download_headers(file), bytes: this.policy.sent_bytes(file.bytes) };
  }

  list_data_frames({ conversation, query }) {
    const samples = whole(query, 'num_samples', 0, 0);
    return ok(conversation.frames.map((one) => this.policy.info(one, samples)));
  }

  get_data_frame({ conversation, name, query }) {
    const { policy } = this;
    const frame = conversation.frames.find((one) => one.name === name);
    if (!frame) throw new Refusal(404, 'no_frame');
    const offset = whole(query, 'offset', 0, 0), limit = whole(query, 'limit', 1000, 0);
    if ((query.get('output_format') ?? 'json') !== 'json') throw new Refusal(422, 'no_such_format');
    const index = (column) => {
      const at = frame.columns.indexOf(column);
      if (at < 0) throw new Refusal(400, 'no_column');
      return at;
    };
    const columns = policy.columns(frame.columns, query.get('column_names')?.split(',') ?? frame.columns);
    const indexes = columns.map(index);
    const ordered = query.has('order_by') ? policy.sorted(frame.rows, index(query.get('order_by'))) : frame.rows;
    const rows = policy.sliced(ordered, offset, limit).map((row) => policy.row(row, indexes));
    return ok(policy.frame_model({ name, description: frame.description, columns, rows }));
  }

  page(rows, query, rising, model) {
    const limit = whole(query, 'limit', this.policy.default_limit, 1);
    let token;
    try {
      token = query.has('next') ? this.policy.read_token(query.get('next')) : undefined;
    } catch {
      throw new Refusal(400, 'bad_token');
    }
    const left = this.policy.rows_after(rows, token, rising);
    const cut = this.policy.cut(left, limit);
    const next = left.length > limit ? this.policy.token(left[limit - 1], rows) : null;
    return ok(this.policy.page(cut.map(model), next));
  }

  read_json(bytes, media_type, member) {
    if (!/^application\/json\b/i.test(media_type ?? 'application/json')) throw new Refusal(422, 'media_type');
    let value;
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      throw new Refusal(422, 'no_json');
    }
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Refusal(422, 'no_object');
    if (this.policy.refuses(value[member], member)) throw new Refusal(422, `bad_${member}`);
    if (member === 'content' && this.policy.refuses_content(value.content)) throw new Refusal(422, 'empty_content');
    return value;
  }
}

function whole(query, name, otherwise, least) {
  if (!query.has(name)) return otherwise;
  if (!/^\d{1,9}$/.test(query.get(name)) || Number(query.get(name)) < least) throw new Refusal(422, `bad_${name}`);
  return Number(query.get(name));
}

function decoded(text) {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    throw new Refusal(404, 'bad_path');
  }
}

async function read_all(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
