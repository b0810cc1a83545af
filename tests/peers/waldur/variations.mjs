// Differences that no contract forbids. None of them may make any clause fail.
const hyphens = (uuid) => uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const tick = () => new Promise((resolve) => setImmediate(resolve));
const reversed = (value) => (Array.isArray(value) ? value.map(reversed)
  : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).reverse().map(([key, one]) => [key, reversed(one)])) : value);
const lines = (change) => (policy) => ({ lines: (line, turn) => policy.lines(line, turn).flatMap((one) => change(one, turn)) });

export const variations = [
  { name: 'uuids_with_hyphens', text: 'ids are printed with hyphens', changes: () => ({ id: hyphens }) },
  { name: 'keys_reversed', text: 'the members of every object in reverse order', changes: () => ({ json: (value) => JSON.stringify(reversed(value)) }) },
  { name: 'json_spaces', text: 'white space inside JSON', changes: () => ({ json: (value) => JSON.stringify(value, null, '\t').replaceAll('\n', ' ') }) },
  { name: 'json_escapes', text: 'every character beyond ASCII escaped', changes: (policy) => ({
    json: (value) => policy.json(value).replace(/[\u0080-\uffff]/g, (at) => `\\u${at.charCodeAt(0).toString(16).padStart(4, '0')}`) }) },
  { name: 'crlf', text: 'lines end in CRLF', changes: (policy) => ({ line_text(line) { return policy.line_text.call(this, line).replace('\n', '\r\n'); } }) },
  { name: 'one_byte_a_write', text: 'streams arrive byte by byte', changes: () => ({ async write(response, text) {
    for (const byte of Buffer.from(text)) {
      response.write(Buffer.from([byte]));
      await tick();
    }
  } }) },
  { name: 'extra_fields', text: 'models have fields of a later release', changes: (policy) => ({
    message_model(message, user) { return { ...policy.message_model.call(this, message, user), tool_calls: null, feedback: 0 }; },
    thread_model(thread) { return { ...policy.thread_model.call(this, thread), input_tokens: 5 }; },
    sparse: (model, fields) => (fields.includes('input_tokens') ? model : policy.sparse(model, fields)) }) },
  { name: 'extra_lines', text: 'lines of kinds that later releases have', changes: lines((line) => (line.m?.thread_uuid ? [line, { k: 'resource_list', items: [] }] : [line])) },
  { name: 'extra_keys_in_lines', text: 'lines have keys of later releases', changes: lines((line) => [{ ...line, z: { v: 2 } }]) },
  { name: 'extra_headers', text: 'headers nobody asked for, and a charset', changes: (policy) => ({
    reply: (reply, ctx) => {
      const right = policy.reply(reply, ctx);
      return { ...right, headers: { ...right.headers, 'X-Request-Id': '7', Vary: 'Accept', Server: 'peer' } };
    },
    stream_headers: () => ({ ...policy.stream_headers(), 'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no' }) }) },
  { name: 'untitled', text: 'threads keep their first name', remarks: ['chat_stream.title'], changes: () => ({ title: () => {} }) },
  { name: 'one_line_of_text', text: 'text comes when the answer is complete', changes: () => ({ cutter: (cutter) => {
    const text = [];
    return { add: (piece) => (text.push(piece), []), * finish() { yield* cutter.add(text.join('')); yield* cutter.finish(); } };
  } }) },
  { name: 'links_sorted', text: 'the parameters of links in alphabetical order', changes: (policy) => ({
    page_url: (base, query, page) => {
      const sorted = new URL(policy.page_url(base, query, page));
      sorted.searchParams.sort();
      return sorted.toString();
    } }) },
  { name: 'details_in_another_language', text: 'details are in German', changes: (policy) => ({
    reply: (reply, ctx) => {
      const right = policy.reply(reply, ctx);
      return right.body?.detail ? { ...right, body: { detail: 'Nicht gefunden.' } } : right;
    } }) },
];
