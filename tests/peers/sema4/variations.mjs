// Differences that no contract forbids. None of them may make any clause fail.
const tick = () => new Promise((resolve) => setImmediate(resolve));
const reversed = (value) => (Array.isArray(value) ? value.map(reversed)
  : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).reverse().map(([key, one]) => [key, reversed(one)])) : value);
const event = (name, data) => `${name ? `event: ${name}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
/** Text as the data of an event: each of its lines is a line of data. */
const plain = (text) => `${text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`).join('')}\n`;

export const variations = [
  { name: 'created_201', text: 'a new conversation answers 201', changes: () => ({ created_status: 201 }) },
  { name: 'state_as_conversation', text: 'a posted message answers the conversation with its messages', changes: () => ({
    state(one) { return { ...this.conversation_model(one), messages: one.messages.map((message) => this.message_model(message)) }; } }) },
  { name: 'state_as_list', text: 'a posted message answers the messages', changes: () => ({
    state(one) { return one.messages.map((message) => this.message_model(message)); } }) },
  { name: 'state_as_message', text: "a posted message answers the agent's message", changes: () => ({
    state(one) { return this.message_model(one.messages.at(-1)); } }) },

  // events of other forms
  { name: 'named_events', text: 'events have a name', changes: () => ({ events: (delta) => [event('delta', { delta })] }) },
  { name: 'deltas_as_text', text: 'the delta is called text', changes: () => ({ events: (delta) => [event('', { type: 'text', text: delta })] }) },
  { name: 'deltas_as_content', text: 'the delta is called content, with an index', changes: () => ({ events: (delta, at) => [event('message', { index: at, content: delta })] }) },
  { name: 'deltas_nested', text: 'the delta lies inside of an object', changes: () => ({ events: (delta) => [event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: delta } })] }) },
  { name: 'deltas_in_blocks', text: 'the delta lies in a block of the message', changes: () => ({
    events: (delta) => [event('', { message: { role: 'agent', content: [{ kind: 'text', text: delta }] } })] }) },
  { name: 'deltas_as_json_text', text: 'the data is a JSON text', changes: () => ({ events: (delta) => [event('', JSON.stringify(delta))] }) },
  { name: 'deltas_as_plain_text', text: 'the data is the delta itself', changes: () => ({ events: (delta) => [plain(delta)], stored_answer: (text) => text.replaceAll(/\r\n|\r/g, '\n') }) },
  { name: 'frames_around', text: 'events before and after the deltas', changes: () => ({
    preamble: () => event('message_start', { type: 'start', message_id: 'm1' }), closing: () => event('message_end', { type: 'end', usage: { tokens: 7 } }) }) },
  { name: 'done_sentinel', text: 'a last event says [DONE]', changes: () => ({ closing: () => event('', '[DONE]') }) },
  { name: 'event_ids', text: 'events have ids', changes: (policy) => ({ events: (delta, at) => policy.events(delta, at).map((text) => `id: ${at + 1}\n${text}`) }) },
  { name: 'heartbeats', text: 'comments stand between the events', changes: (policy) => ({ events: (delta, at) => [': ping\n\n', ...policy.events(delta, at), ':\n\n'] }) },
  { name: 'crlf', text: 'lines of a stream end in CRLF', changes: (policy) => ({ events: (delta, at) => policy.events(delta, at).map((text) => text.replaceAll('\n', '\r\n')) }) },
  { name: 'one_byte_a_write', text: 'streams arrive byte by byte', changes: () => ({ async write(response, text) {
    for (const byte of Buffer.from(text)) {
      response.write(Buffer.from([byte]));
      await tick();
    }
  } }) },
  { name: 'stream_charset', text: 'the media type of a stream has a charset', changes: () => ({ stream_headers: () => ({ 'Content-Type': 'text/event-stream; charset=utf-8' }) }) },

  // models
  { name: 'keys_reversed', text: 'the members of every object in reverse order', changes: () => ({ json: (value) => JSON.stringify(reversed(value)) }) },
  { name: 'json_spaces', text: 'white space inside JSON', changes: () => ({ json: (value) => JSON.stringify(value, null, '\t') }) },
  { name: 'extra_fields', text: 'models have fields of a later release', changes: (policy) => ({
    conversation_model: (one) => ({ ...policy.conversation_model(one), created_at: 'today', tags: [] }),
    message_model: (one) => ({ ...policy.message_model(one), feedback: null }),
    file_model: (one) => ({ ...policy.file_model(one), work_item_id: null }),
    info: (one, samples) => ({ ...policy.info(one, samples), source: 'file' }),
    page: (data, next) => ({ ...policy.page(data, next), took: 1 }) }) },
  { name: 'files_of_few_words', text: 'files have only what is documented', changes: () => ({ file_model: ({ file_ref, file_id }) => ({ file_ref, file_id }) }) },
  { name: 'frames_without_names', text: 'a data frame has only columns and rows', changes: () => ({ frame_model: ({ columns, rows }) => ({ columns, rows }) }) },
  { name: 'thoughts', text: 'messages begin with a thought', changes: () => ({ message_model({ number: _, ...one }) {
    return one.role === 'agent' ? { ...one, content: [{ content_id: 't', kind: 'thought', complete: true, thought: 'Hm.' }, ...one.content] } : one;
  } }) },
  { name: 'unknown_blocks', text: 'messages have blocks of kinds that nobody has published', changes: () => ({ message_model({ number: _, ...one }) {
    return one.role === 'agent' ? { ...one, content: [{ content_id: 't', kind: 'tool-usage', complete: true, name: 'x' }, ...one.content] } : one;
  } }) },

  // lists
  { name: 'oldest_first', text: 'the oldest conversation comes first', changes: () => ({
    listed: (all, aid) => all.filter((one) => one.agent_id === aid).sort((one, other) => one.number - other.number),
    rows_after: (rows, token) => rows.filter((row) => token === undefined || row.number > token) }) },
  { name: 'other_tokens', text: 'tokens are bare numbers', changes: () => ({ token: (row) => String(row.number), read_token: (text) => {
    if (!/^\d+$/.test(text)) throw new Error('no token');
    return Number(text);
  } }) },
  { name: 'short_pages', text: 'pages are shorter than asked for', changes: () => ({ default_limit: 2 }) },

  // files and frames
  { name: 'refs_are_ids', text: 'a reference is no name', changes: () => ({ unique: (files) => `file-${files.length}-${Date.now()}` }) },
  { name: 'no_disposition', text: 'downloads say no more than their type', changes: () => ({ download_headers: () => ({ 'Content-Type': 'application/octet-stream' }) }) },
  { name: 'uploads_reversed', text: 'files are answered in another order than they came', changes: () => ({ uploaded: (files) => [...files].reverse() }) },
  { name: 'descending', text: 'order_by means descending', changes: (policy) => ({ sorted: (rows, at) => policy.sorted(rows, at).reverse() }) },
  { name: 'columns_of_the_table', text: 'columns keep the order of the table', changes: () => ({ columns: (all, wanted) => all.filter((name) => wanted.includes(name)) }) },

  // refusals
  { name: 'refusals_400', text: 'invalid requests are 400 instead of 422', changes: () => ({ refusal_status: (error) => (error.status === 422 ? 400 : error.status) }) },
  { name: 'framework_422', text: 'the body of a 422 is the framework’s own', changes: (policy) => ({
    refusal(error) { return error.status === 422 ? { detail: [{ loc: ['body'], msg: error.why, type: 'value_error' }] } : policy.refusal.call(this, error); } }) },
  { name: 'other_codes', text: 'errors have codes of their own, and more members', changes: () => ({
    refusal: (error) => ({ error: { code: `E${error.status}`, message: error.why, id: 'x', details: [] } }) }) },
  { name: 'extra_headers', text: 'headers nobody asked for, and a charset', changes: (policy) => ({ reply: (reply, ctx) => {
    const right = policy.reply(reply, ctx);
    return { ...right, headers: { ...(right.bytes ? {} : { 'Content-Type': 'application/json; charset=utf-8' }), ...right.headers, 'X-Request-Id': '7', Server: 'peer' } };
  } }) },
];
