// Differences that no contract forbids. None of them may make any clause fail.
import { render_json } from './json.mjs';

const tick = () => new Promise((resolve) => setImmediate(resolve));

async function write_in_bytes(response, text) {
  for (const byte of Buffer.from(text)) {
    response.write(Buffer.from([byte]));
    await tick();
  }
}

const lines_ended_by = (end) => (policy) => ({
  frame_text(frame, reader) { return policy.frame_text.call(this, frame, reader).replaceAll('\n', end); },
});

export const variations = [
  { name: 'crlf', text: 'lines of a stream end in CRLF', changes: lines_ended_by('\r\n') },
  { name: 'cr', text: 'lines of a stream end in CR', changes: lines_ended_by('\r') },
  { name: 'mixed_line_ends', text: 'CR, LF and CRLF take turns', changes: (policy) => {
    let at = 0;
    return { frame_text(frame, reader) {
      return policy.frame_text.call(this, frame, reader).replaceAll('\n', () => ['\r\n', '\n', '\r\n', '\r\n'][at++ % 4]);
    } };
  } },
  { name: 'bom', text: 'a stream starts with a byte order mark', changes: () => ({ stream_preamble: () => '\ufeff' }) },
  { name: 'comment_first', text: 'a stream starts with a long comment', changes: () => ({ stream_preamble: () => `:${' '.repeat(4096)}\n\n` }) },
  { name: 'comments_inside', text: 'comments stand between the fields of a frame', changes: (policy) => ({
    frame_text(frame, reader) { return policy.frame_text.call(this, frame, reader).replaceAll(/\n(?=data|event)/g, '\n: aside\n:\n'); },
  }) },
  { name: 'heartbeats', text: 'heartbeats between all frames', changes: (policy) => ({
    frame_text(frame, reader) { return `: ping\n\n${policy.frame_text.call(this, frame, reader)}:\n\n`; },
  }) },
  { name: 'unknown_fields', text: 'fields that the standard does not know', changes: (policy) => ({
    frame_text(frame, reader) { return `trace: abc\nDATA: no\n data: no\nx\n${policy.frame_text.call(this, frame, reader)}`; },
  }) },
  { name: 'retry_field', text: 'every frame has a retry field', changes: (policy) => ({
    frame_text(frame, reader) { return `retry: 1000\n${policy.frame_text.call(this, frame, reader)}`; },
  }) },
  { name: 'no_space_after_colon', text: 'no space after the colon of a field', changes: (policy) => ({
    frame_text(frame, reader) { return policy.frame_text.call(this, frame, reader).replaceAll(/^(id|event|data): /gm, '$1:'); },
  }) },
  { name: 'keys_reversed', text: 'the members of every object in reverse order', changes: () => ({
    json: (value) => render_json(value, { order: (keys) => keys.reverse() }),
  }) },
  { name: 'json_spaces', text: 'white space inside JSON', changes: () => ({ json: (value) => render_json(value, { gap: ' \t ' }) }) },
  { name: 'json_escapes', text: 'every character beyond ASCII escaped in JSON', changes: (policy) => ({
    json: (value) => policy.json(value).replace(/[\u0080-\uffff/]/g, (at) => `\\u${at.charCodeAt(0).toString(16).padStart(4, '0')}`),
  }) },
  { name: 'one_byte_a_write', text: 'streams arrive byte by byte', changes: () => ({ write: write_in_bytes }) },
  { name: 'chunked_bodies', text: 'JSON answers are chunked', changes: () => ({
    send_reply(response, reply) {
      response.writeHead(reply.status, { 'Content-Type': reply.media_type, ...reply.headers });
      const text = Buffer.from(reply.text ?? this.json(reply.body));
      response.write(text.subarray(0, 1));
      response.end(text.subarray(1));
    },
  }) },
  { name: 'close_delimited_bodies', text: 'every answer ends with its connection', changes: (policy) => ({
    send_reply(response, reply) {
      response.useChunkedEncodingByDefault = response.shouldKeepAlive = false;
      response.writeHead(reply.status, { 'Content-Type': reply.media_type, Connection: 'close', ...reply.headers });
      response.end(reply.text ?? this.json(reply.body));
    },
    stream_headers: () => ({ ...policy.stream_headers(), Connection: 'close' }),
  }) },
  { name: 'extra_headers', text: 'headers nobody asked for, and a charset', changes: (policy) => ({
    reply: (reply, ctx) => {
      const right = policy.reply(reply, ctx);
      return { ...right, media_type: `${right.media_type}; charset=utf-8`, headers: { ...right.headers, 'X-Request-Id': '7', 'Set-Cookie': ['a=b', 'c=d'], Server: 'peer' } };
    },
    stream_headers: () => ({ ...policy.stream_headers(), 'Content-Type': 'Text/Event-Stream;charset=UTF-8', 'X-Accel-Buffering': 'no', Vary: '*' }),
  }) },
  { name: 'id_gaps', text: 'ids count in steps of seven', changes: () => ({
    next_event_id: ({ events }) => (events.at(-1)?.event_id ?? 0) + 7,
  }) },
  { name: 'ids_start_high', text: 'ids start at a million', changes: () => ({
    next_event_id: ({ events }) => (events.at(-1)?.event_id ?? 1000000) + 1,
  }) },
  { name: 'ids_64_bit', text: 'ids beyond what a double holds', changes: () => ({
    next_event_id: ({ events }) => (events.at(-1)?.event_id ?? 9007199254740993n) + 2n,
  }) },
  { name: 'ids_of_the_service', text: 'ids count over all conversations', changes: () => {
    let last = 0;
    return { next_event_id: () => ++last };
  } },
  { name: 'stays_open', text: 'a stream stays open after the terminal frame', changes: () => ({
    closes_after: () => false, is_over: () => false,
  }) },
  { name: 'idle_closes', text: 'a stream without anything to tell closes at once', changes: (policy) => ({
    is_over: (conversation, after, taken) => policy.is_over(conversation, after, taken) || (conversation.run === null && taken === 0),
  }) },
  { name: 'no_optional_frames', text: 'neither steps nor titles', changes: () => ({ optional_frames: false }) },
  { name: 'optional_frames', text: 'steps, titles and a compaction in every run', changes: () => ({ extra_frames: true }) },
  { name: 'source_run_id', text: 'payloads carry source_run_id', changes: (policy) => ({
    frames: (event, reader) => policy.frames(event, reader).map((one) => ({ ...one, data: { ...one.data, source_run_id: 'run-7' } })),
  }) },
  { name: 'user_without_message_id', text: "the user's events carry no message_id but the first", changes: (policy) => ({
    user_message: (content) => policy.user_message(content).map(({ type, data: { message_id, ...rest } }, at) => (
      { type, data: at === 0 ? { message_id, ...rest } : rest })),
  }) },
  { name: 'user_without_any_message_id', text: "the user's events carry no message_id", changes: (policy) => ({
    user_message: (content) => policy.user_message(content).map(({ type, data: { message_id: _, ...rest } }) => ({ type, data: rest })),
  }) },
  { name: 'user_in_pieces', text: "the user's text is stored as two deltas", changes: (policy) => ({
    user_message: (content) => {
      const [start, { data: { message_id } }, end] = policy.user_message(content);
      const points = [...content];
      const piece = (delta) => ({ type: 'TEXT_MESSAGE_CONTENT', data: { message_id, delta: delta.join('') } });
      return [start, piece(points.slice(0, 1)), piece(points.slice(1)), end];
    },
  }) },
  { name: 'status_words', text: 'other words in StatusResponse.status', changes: () => ({
    status_words: { send_message: 'queued', cancel_run: 'OK', approved: 'ok', rejected: 'ok' },
  }) },
  { name: 'no_trace_id', text: 'no trace_id in StatusResponse', changes: () => ({ trace_id_on_send: false }) },
  { name: 'empty_history_is_null', text: 'events is null where there is none', changes: (policy) => ({
    stored: (events) => (events.length === 0 ? null : policy.stored(events)),
  }) },
  { name: 'user_id_64_bit', text: 'user ids of 19 digits', changes: (policy) => ({
    user_id: (user) => 9223372036854770000n + BigInt(policy.user_id(user)),
  }) },
  { name: 'context_is_null', text: 'the context of a conversation without one is null', changes: (policy) => ({
    reply: (reply, ctx) => {
      const right = policy.reply(reply, ctx);
      const fill = (body) => (body?.created_at ? { ...body, context: body.context ?? null } : body);
      return { ...right, body: Array.isArray(right.body) ? right.body.map(fill) : fill(right.body) };
    },
  }) },
  { name: 'spare_error', text: 'errors without detail and doc_url', changes: (policy) => ({
    reply: (reply, ctx) => {
      const right = policy.reply(reply, ctx);
      if (!ctx.refused) return right;
      const { code, message, trace_id } = right.body.error;
      return { ...right, body: { error: { code, message, trace_id } } };
    },
  }) },
  { name: 'times_with_offset', text: 'times with an offset, without fractions', changes: (policy) => ({
    json: (value) => policy.json(value).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/g, (at) => `${at.slice(0, 19)}+00:00`),
  }) },
  { name: 'repeated_terminal_reading', text: 'a finished run can be read again without a resume id', changes: (policy) => ({
    replayed: (conversation, after) => (after === undefined && conversation.run === null && conversation.events.length > 0
      ? policy.replayed({ ...conversation, run_read: false }, after)
      : policy.replayed(conversation, after)),
  }) },
];
