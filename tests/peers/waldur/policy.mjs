// Every choice of the service that can be got wrong, each made right. A breach or a variation replaces some of them.
import { active, time_text } from './store.mjs';

export const kUsers = [
  { token: 'peer-token-of-ann-93fa', name: 'ann', first: 'Ann', surname: 'Other', role: 'regular' },
  { token: 'peer-token-of-bob-51ce', name: 'bob', first: 'Bob', surname: 'Builder', role: 'regular' },
  { token: 'peer-token-of-cyd-77aa', name: 'cyd', first: 'Cyd', surname: 'Coming', role: 'regular' },
  { token: 'peer-token-of-eve-20bd', name: 'eve', first: 'Eve', surname: 'Staff', role: 'staff' },
  { token: 'peer-token-of-fay-8c1d', name: 'fay', first: 'Fay', surname: 'Support', role: 'support' },
  { token: 'peer-token-expired-1b', name: 'gus', first: 'Gus', surname: 'Gone', role: 'regular', bad: true },
  { token: 'peer-token-inactive-2c', name: 'hal', first: 'Hal', surname: 'Idle', role: 'regular', bad: true },
  { token: 'peer-token-chat-off-3d', name: 'ivy', first: 'Ivy', surname: 'Off', role: 'regular', condition: 'chat_off' },
  { token: 'peer-token-no-model-4e', name: 'jim', first: 'Jim', surname: 'Bare', role: 'regular', condition: 'no_model' },
  { token: 'peer-token-no-quota-5f', name: 'kim', first: 'Kim', surname: 'Spent', role: 'regular', condition: 'no_quota' },
].map((user, at) => ({ ...user, uuid: `${at}a6f1c0c5e7f4c3d8b2e5a6c7d8e9f0b`, email: `${user.name}@cloud.invalid` }));

const sees_guard = (user) => user.role !== 'regular';

export const correct_policy = () => ({
  // who
  words_of: (request, query) => request.headers.authorization ?? query.get('x-auth-token') ?? '',
  token_of: (words) => /^token +(\S+)$/i.exec(words.trim())?.[1],
  may_see: (user, owner, _operation) => user === owner || sees_guard(user),
  may_talk: (user, thread) => user === thread.user,
  sees_guard,
  one_session: true,

  // turns
  refuses_input: (input) => input.trim() === '' || [...input.trim()].length > 50000,
  cross_checks: true,
  off_first: true,
  quota_before_thread: true,
  editable: (store, thread, message) => store.in_force(thread, 'user') === message,
  place: (replaces, highest) => replaces?.sequence_index ?? highest + 1,
  replaced: (replaces) => replaces,
  reload_target: (store, thread) => store.in_force(thread, 'assistant'),
  reload_stores_question: false,
  edit_replaces_answer: true,
  edited: (_store, _thread, message) => message,
  refused_turn: (_store, _user) => {},
  after_turn: (_thread) => {},
  stores_partial: true,
  stored_answer: (text) => text,
  stores_early: true,
  title: (thread, text) => { thread.name = [...text.slice(0, 500).replaceAll(/["'`]/g, '').trim()].slice(0, 150).join('') || thread.name; },
  judged: (judgement) => judgement,
  refusal: (judgement) => (judgement.heard === null ? 'I would rather not do that. What else can I do for you?' : null),
  thread_severity: (old, found, worst) => worst(old, found),
  serialises: true,

  // the stream
  stream_headers: () => ({ 'Content-Type': 'application/x-ndjson' }),
  lines: (line, _turn) => [line], // a turn knows its mode and what it has sent
  closes: true,
  cutter: (cutter) => cutter,
  buffers: false,
  line_text(line) { return `${this.json(line)}\n`; },
  write: (response, text) => void response.write(text),

  // archive
  archives: (_user, _thread, _value) => true,
  archive(thread, value, _body) { thread.is_archived = value; },
  touches: (_why) => true,

  // models
  id: (uuid) => uuid,
  session_model(session) {
    const { uuid, user, created } = session;
    return { uuid: this.id(uuid), user: this.id(user.uuid), user_username: user.name, user_full_name: `${user.first} ${user.surname}`, created: time_text(created), modified: time_text(created) };
  },
  thread_model(thread) {
    const is_flagged = thread.severity !== 'none';
    return {
      uuid: this.id(thread.uuid), name: thread.name, chat_session: this.id(thread.session.uuid),
      flags: is_flagged ? { is_flagged, max_severity: thread.severity } : {}, is_archived: thread.is_archived,
      message_count: this.counted(thread.messages), is_flagged, max_severity: thread.severity, user_username: thread.user.name,
      user_full_name: `${thread.user.first} ${thread.user.surname}`, created: time_text(thread.created), modified: time_text(thread.modified),
    };
  },
  counted: (messages) => messages.length,
  message_model(message, user) {
    const { uuid, thread, role, content, sequence_index, replaces, created, findings } = message;
    return { uuid: this.id(uuid), thread: this.id(thread.uuid), role, content, sequence_index, replaces: replaces && this.id(replaces.uuid), created: time_text(created), ...(this.sees_guard(user) && findings) };
  },

  // lists
  messages(messages, history) { return history ? messages : active(messages); },
  message_order: (messages) => messages.sort((one, other) => one.sequence_index - other.sequence_index || (one.created < other.created ? -1 : 1)),
  message_headers: () => ({}),
  filter_archived: (thread, wanted) => wanted === undefined || thread.is_archived === wanted,
  filters: (thread, query) => query.every((one) => one(thread)),
  thread_order: (threads, order) => threads.sort((one, other) => {
    for (const field of order) {
      const name = field.replace('-', '');
      const sign = one[name] < other[name] ? -1 : one[name] > other[name] ? 1 : 0;
      if (sign) return field.startsWith('-') ? -sign : sign;
    }
    return 0;
  }),
  day: (time) => time_text(time).slice(0, 10),
  cut: (rows, page, size) => rows.slice((page - 1) * size, page * size),
  count: (rows) => rows.length,
  default_size: 10,
  page_exists: (page, pages) => page >= 1 && page <= pages,
  link: (links) => links.map(([url, rel]) => `<${url}>; rel="${rel}"`).join(', '),
  relations: (page, pages) => [[1, 'first'], page > 1 && [page - 1, 'prev'], page < pages && [page + 1, 'next'], [pages, 'last']].filter(Boolean),
  page_url(base, query, page) {
    const kept = [...query].filter(([name]) => name !== 'page');
    const text = new URLSearchParams(page > 1 ? [...kept, ['page', page]] : kept).toString();
    return `${base}${text && '?'}${text}`;
  },
  sparse(model, fields) {
    const known = fields.filter((name) => Object.hasOwn(model, name));
    return known.length === 0 ? model : Object.fromEntries(known.map((name) => [name, model[name]]));
  },

  // replies that are no streams: { status, headers, body }; ctx: { operation, refused, user }
  json: (value) => JSON.stringify(value),
  reply: (reply, _ctx) => reply,
  send_reply(response, reply) {
    const text = reply.body === undefined ? '' : Buffer.from(this.json(reply.body));
    response.writeHead(reply.status, { ...(text && { 'Content-Type': reply.media_type ?? 'application/json', 'Content-Length': text.length }), ...reply.headers });
    response.end(reply.text ?? text);
  },
});
