// Every choice of the service that can be got wrong, each made right. A breach or a variation replaces some of them.
import { kTerminals } from './engine.mjs';
import { render_json } from './json.mjs';

const kUserRole = 2;
const is_terminal = (event) => event !== undefined && kTerminals.includes(event.type);
const streamed = (conversation) => conversation.events.filter((event) => event.role !== kUserRole);

export const correct_policy = () => ({
  optional_frames: true, // steps and titles
  extra_frames: false,

  // who sees what
  user_id: (user) => user.number,
  may_see: (user, conversation, _operation) => conversation.user === user,
  sorted: (conversations) => [...conversations].sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1)),

  // runs
  accepts_run: (conversation) => conversation.run === null,
  may_cancel: (conversation) => conversation.run !== null,
  cancel: (engine, conversation) => engine.cancel(conversation),
  may_confirm: (conversation) => Boolean(conversation.run?.pending),
  confirm: (engine, conversation, approved) => engine.confirm(conversation, approved),
  status_words: { send_message: 'accepted', cancel_run: 'cancelled', approved: 'confirmed', rejected: 'rejected' },
  trace_id_on_send: true,

  // events
  next_event_id: (conversation) => (conversation.events.at(-1)?.event_id ?? 0) + 1,
  emitted: (draft, _conversation) => [draft],
  user_message: (content) => {
    const message_id = `m${content.length}-${Date.now()}`;
    return [{ type: 'TEXT_MESSAGE_START', data: { message_id, role: 'user' } },
      { type: 'TEXT_MESSAGE_CONTENT', data: { message_id, delta: content } },
      { type: 'TEXT_MESSAGE_END', data: { message_id } }];
  },
  around_call_end: (end, _result) => end(),
  result: (approved, tool_name) => ({ tool_name, result: approved ? 'done' : 'The user said no.', is_error: !approved }),
  stored: (events) => events,

  // streams
  audience: (conversation, _event) => conversation.readers,
  replayed: (conversation, after) => {
    if (after !== undefined) return streamed(conversation).filter((event) => BigInt(event.event_id) > after);
    const current = conversation.run !== null || !conversation.run_read;
    return current ? streamed({ events: conversation.events.slice(conversation.run_start) }) : [];
  },
  is_over: (conversation, after, taken) =>
    conversation.run === null && is_terminal(conversation.events.at(-1)) && (after !== undefined || taken > 0),
  closes_after: () => true,
  frames: (event, _reader) => [{
    id: event.event_id, event: event.type, data: { event_id: event.event_id, type: event.type, data: event.data },
  }],

  // bytes
  json: (value) => render_json(value),
  frame_text(frame) {
    const id = frame.id === undefined ? '' : `id: ${frame.id}\n`;
    return `${id}event: ${frame.event}\ndata: ${frame.text ?? this.json(frame.data)}\n\n`;
  },
  stream_headers: () => ({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' }),
  stream_preamble: () => '',
  write: (response, text) => void response.write(text),
  end: (response) => void response.end(),

  // replies that are no streams: { status, headers, body, media_type }; ctx: { operation, refused, conversation, user }
  reply: (reply, _ctx) => reply,
  send_reply(response, reply) {
    const body = Buffer.from(reply.text ?? this.json(reply.body));
    response.writeHead(reply.status, { 'Content-Type': reply.media_type, 'Content-Length': body.length, ...reply.headers });
    response.end(body);
  },
});
