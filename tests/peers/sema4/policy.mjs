// Every choice of the service that can be got wrong, each made right. A breach or a variation replaces some of them.
import { randomUUID } from 'node:crypto';

export const kKey = 's4w_peer0key0of0ann';
export const kAgents = ['11f6f0e3-c524-4a7e-8d0b-7f4c2a9e1b31', '22a2b9c4-7d01-4f5e-9b3a-1c6e0d7f2a92'];

const micros = (time) => new Date(time).toISOString().replace('Z', '000Z');
const text_block = (text, complete) => ({ content_id: randomUUID(), kind: 'text', complete, text, citations: [] });

export const correct_policy = () => ({
  // who, and what there is
  may_enter: (request) => request.headers.authorization === `Bearer ${kKey}`,
  knows_agent: (aid) => kAgents.includes(aid),
  finds: (conversation, aid, _operation) => conversation !== undefined && conversation.agent_id === aid,
  created_status: 200,
  refuses: (value) => typeof value !== 'string',
  refuses_content: (content) => content === '',
  remove: (store, conversation) => store.delete(conversation.id),

  // lists
  listed: (conversations, aid) => conversations.filter((one) => one.agent_id === aid).sort((one, other) => other.number - one.number),
  message_order: (messages) => messages,
  key_of: (row) => row.number,
  default_limit: 50,
  /** Rows after the one that `token` names; `rising` as the rows' numbers are. */
  rows_after: (rows, token, rising) => rows.filter((row) => token === undefined || (rising ? row.number > token : row.number < token)),
  cut: (rows, limit) => rows.slice(0, limit),
  token: (row) => Buffer.from(JSON.stringify({ after: row.number })).toString('base64url'),
  read_token(text) {
    const { after } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Number.isInteger(after)) throw new Error('no token');
    return after;
  },
  page: (data, next) => ({ next, has_more: next !== null, data }),

  // messages
  conversation_model: ({ id, name, agent_id }) => ({ id, name, agent_id }),
  roles: { user: 'user', agent: 'agent' },
  stored_question: (text) => text,
  stored_answer: (text) => text,
  stores: (_role) => true,
  message(role, text, complete, run) {
    const now = micros(Date.now());
    return { message_id: randomUUID(), role: this.roles[role], content: text === '' ? [] : [text_block(text, complete)], complete, commited: complete,
      created_at: now, updated_at: now, agent_metadata: {}, server_metadata: {}, parent_run_id: run };
  },
  message_model: ({ number: _, ...message }) => message,
  waits: true,
  state(conversation) { return this.page(this.message_order(conversation.messages).map((one) => this.message_model(one)), null); },

  // the stream
  stream_headers: () => ({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' }),
  events: (delta, _at) => [`data: ${JSON.stringify({ delta })}\n\n`],
  preamble: () => '',
  closing: () => '',
  sent_deltas: (deltas) => deltas,
  buffers: false,
  write: (response, text) => void response.write(text),

  // files
  largest: 8 << 20,
  part_name: 'files',
  kept_bytes: (bytes) => bytes,
  sent_bytes: (bytes) => bytes,
  plain_name: (name) => name.split(/[/\\]/).pop(),
  name_is_right: (name) => !/^\.*$/.test(name) && !/[\0-\x1f\x7f]/.test(name),
  unique(files, name) {
    const [, stem, end] = /^(.*?)(\.[^.]*)?$/s.exec(name);
    for (let copy = 1, tried = name; ; ++copy) {
      if (!files.some((one) => one.file_ref === tried)) return tried;
      tried = `${stem} (${copy})${end ?? ''}`;
    }
  },
  file_model: ({ file_ref, file_id, mime_type, bytes }) => ({ file_ref, file_id, mime_type, file_size: bytes.length }),
  files_of: (conversation, _all) => conversation.files,
  finds_file: (conversation, ref, _all) => conversation.files.find((one) => one.file_ref === ref),
  uploaded: (files) => files,
  download_headers: (file) => ({ 'Content-Type': file.mime_type, 'Content-Disposition': `attachment; filename="${encodeURIComponent(file.file_ref)}"` }),

  // data frames
  info: ({ name, description, columns, rows }, samples) => ({ name, description, num_rows: rows.length, num_columns: columns.length, column_headers: columns,
    ...(samples > 0 && { sample_rows: rows.slice(0, samples) }) }),
  sorted: (rows, at) => [...rows].sort((one, other) => (one[at] < other[at] ? -1 : one[at] > other[at] ? 1 : 0)),
  sliced: (rows, offset, limit) => rows.slice(offset, offset + limit),
  columns: (all, wanted) => wanted,
  row: (row, indexes) => indexes.map((at) => row[at]),
  frame_model: (model) => model,

  // replies that are no streams: { status, headers, body }; ctx: { operation, refused }
  codes: { 400: 'bad_request', 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 413: 'payload_too_large', 422: 'unprocessable_entity' },
  refusal(error) { return { error: { code: this.codes[error.status] ?? 'unexpected', message: `No: ${error.why.replaceAll('_', ' ')}.` } }; },
  refusal_status: (error, _operation) => error.status,
  json: (value) => JSON.stringify(value),
  reply: (reply, _ctx) => reply,
  send_reply(response, reply) {
    const bytes = reply.bytes ?? Buffer.from(this.json(reply.body));
    response.writeHead(reply.status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length, ...reply.headers });
    response.end(bytes);
  },
});
