// Lines that are missing, too many, out of order, or not what their kind is.

const lines = (change) => (policy) => ({ lines: (line, turn) => policy.lines(line, turn).flatMap((one) => change(one, turn)) });
const is_ids = (line) => line.m?.assistant_message_uuid !== undefined;
const is_thread = (line) => line.m?.thread_uuid !== undefined;
const instead = (which, change) => lines((line, turn) => (which(line) ? change(line, turn) : [line]));
const of_kind = (kind) => (line) => line.k === kind;

export const stream_breaches = [
  { name: 'ids_missing', text: 'the line of message ids does not come', operation: 'chat_stream',
    reddens: ['chat_stream.announced'], changes: instead(is_ids, () => []) },
  { name: 'line_after_ids', text: 'something is said after the message ids', operation: 'chat_stream',
    reddens: ['chat_stream.ids_last'], changes: instead(is_ids, (line) => [line, { k: 'markdown', c: ' Goodbye.' }]) },
  { name: 'ids_twice', text: 'the message ids come twice', operation: 'chat_stream',
    reddens: ['chat_stream.ids_last'], changes: instead(is_ids, (line) => [line, line]) },
  { name: 'ids_of_nobody', text: 'the ids in the last line are not those of the messages', operation: 'chat_stream',
    reddens: ['chat_stream.ids_are_stored'], changes: instead(is_ids, () => [{ m: { user_message_uuid: 'f'.repeat(32), assistant_message_uuid: 'e'.repeat(32) } }]) },
  { name: 'ids_malformed', text: 'the ids in the last line are no UUIDs', operation: 'chat_stream',
    reddens: ['chat_stream.line_kinds'], changes: instead(is_ids, () => [{ m: { user_message_uuid: '12', assistant_message_uuid: '13' } }]) },
  { name: 'reload_names_two', text: 'the last line of a reload names a question', operation: 'chat_stream',
    reddens: ['chat_stream.reload_names_one'], changes: instead(is_ids, ({ m }) => [{ m: { user_message_uuid: 'f'.repeat(32), ...m } }]) },
  { name: 'thread_missing', text: 'the thread is not announced', operation: 'chat_stream',
    reddens: ['chat_stream.thread_first'], changes: instead(is_thread, () => []) },
  { name: 'thread_only_when_new', text: 'an existing thread is not announced again', operation: 'chat_stream',
    reddens: ['chat_stream.existing_thread', 'chat_stream.thread_first'], changes: instead(is_thread, (line, turn) => (turn.fresh ? [line] : [])) },
  { name: 'thread_twice', text: 'the thread is announced twice', operation: 'chat_stream',
    reddens: ['chat_stream.thread_once'], changes: instead(is_thread, (line) => [line, line]) },
  { name: 'thread_late', text: 'the thread is announced after the first text', operation: 'chat_stream',
    reddens: ['chat_stream.thread_first'], changes: lines((line, turn) => {
      if (is_thread(line)) return (turn.late = line, []);
      const late = turn.late;
      turn.late = undefined;
      return late ? [line, late] : [line];
    }) },
  { name: 'warning_last', text: 'the warning comes after the text', operation: 'chat_stream',
    reddens: ['chat_stream.warning_before_content'], changes: lines((line, turn) => {
      if (line.w) return (turn.warning = line, []);
      return turn.warning && is_ids(line) ? [turn.warning, line] : [line];
    }) },
  { name: 'warning_twice', text: 'the warning comes twice', operation: 'chat_stream',
    reddens: ['chat_stream.warning_before_content'], changes: instead((line) => line.w, (line) => [line, line]) },
  { name: 'load_missing', text: 'blocks are not announced', operation: 'chat_stream',
    reddens: ['chat_stream.load_then_block', 'chat_stream.code', 'chat_stream.mermaid'], changes: instead(of_kind('load'), () => []) },
  { name: 'load_then_text', text: 'text comes between an announcement and its block', operation: 'chat_stream',
    reddens: ['chat_stream.load_then_block'], changes: instead(of_kind('load'), (line) => [line, { k: 'markdown', c: '…' }]) },
  { name: 'load_names_tag', text: 'an announcement names the tag of the fence', operation: 'chat_stream',
    reddens: ['chat_stream.line_kinds'], changes: instead(of_kind('load'), () => [{ k: 'load', t: 'python' }]) },
  { name: 'code_without_tag', text: 'code has no tag', operation: 'chat_stream',
    reddens: ['chat_stream.line_kinds', 'chat_stream.code_tag'], changes: instead(of_kind('code'), ({ k, c }) => [{ k, c }]) },
  { name: 'code_with_fence', text: 'the fence stands in the code', operation: 'chat_stream',
    reddens: ['chat_stream.code_body'], changes: instead(of_kind('code'), (line) => [{ ...line, c: `\`\`\`${line.t}\n${line.c}\`\`\`` }]) },
  { name: 'code_trimmed', text: 'code lacks its last line end', operation: 'chat_stream',
    reddens: ['chat_stream.code_body'], changes: instead(of_kind('code'), (line) => [{ ...line, c: line.c.trimEnd() }]) },
  { name: 'mermaid_with_tag', text: 'diagrams have a tag', operation: 'chat_stream',
    reddens: ['chat_stream.mermaid', 'chat_stream.line_kinds'], changes: instead(of_kind('mermaid'), (line) => [{ ...line, t: 'mermaid' }]) },
  { name: 'table_without_rows', text: 'a table has no rows', operation: 'chat_stream',
    reddens: ['chat_stream.line_kinds'], changes: instead(of_kind('table'), ({ k, h, n }) => [{ k, h, n }]) },
  { name: 'table_loaded', text: 'a table is announced like a block', operation: 'chat_stream',
    reddens: ['chat_stream.load_then_block'], changes: instead(of_kind('table'), (line) => [{ k: 'load', t: 'code' }, line]) },
  { name: 'count_a_text_in_line', text: 'the number of rows is a text', operation: 'chat_stream',
    reddens: ['chat_stream.line_model'], changes: instead(of_kind('table'), (line) => [{ ...line, n: String(line.n) }]) },
  { name: 'text_after_error', text: 'something is said after an error', operation: 'chat_stream',
    reddens: ['chat_stream.error_after_content'], changes: instead((line) => line.e, (line) => [line, { k: 'markdown', c: 'Sorry.' }]) },
  { name: 'error_ends', text: 'no message ids come after an error', operation: 'chat_stream',
    reddens: ['chat_stream.error'], changes: lines((line, turn) => (is_ids(line) && turn.sent.some((one) => one.e) ? [] : [line])) },
  { name: 'error_is_500', text: 'a failing model is told as text', operation: 'chat_stream',
    reddens: ['chat_stream.error'], changes: instead((line) => line.e, ({ e }) => [{ k: 'markdown', c: e }]) },
  { name: 'text_lost', text: 'the second line of text is lost', operation: 'chat_stream',
    reddens: ['chat_stream.text_is_stored'], changes: lines((line, turn) => (line.k === 'markdown' && (turn.texts = (turn.texts ?? 0) + 1) === 2 ? [] : [line])) },
  { name: 'text_twice', text: 'each line of text comes twice', operation: 'chat_stream',
    reddens: ['chat_stream.text_is_stored'], changes: instead(of_kind('markdown'), (line) => [line, line]) },
  { name: 'unknown_kind', text: 'text comes in lines of an unknown kind', operation: 'chat_stream',
    reddens: ['chat_stream.known_kinds', 'chat_stream.says_something'], changes: instead(of_kind('markdown'), ({ c }) => [{ k: 'prose', c }]) },
  { name: 'line_no_json', text: 'a line is no JSON', operation: 'chat_stream',
    reddens: ['chat_stream.framing'], changes: instead(of_kind('markdown'), (line) => [line, "{'k': 'markdown'}\n"]) },
  { name: 'pretty_lines', text: 'the JSON goes over several lines', operation: 'chat_stream',
    reddens: ['chat_stream.framing'], changes: () => ({ line_text: (line) => `${JSON.stringify(line, null, 1)}\n` }) },
  { name: 'sse', text: 'the stream is Server-Sent Events', operation: 'chat_stream',
    reddens: ['chat_stream.ndjson', 'chat_stream.media_type'],
    changes: () => ({ line_text(line) { return `data: ${this.json(line)}\n\n`; }, stream_headers: () => ({ 'Content-Type': 'text/event-stream' }) }) },
  { name: 'stream_as_json', text: 'the media type of the stream is application/json', operation: 'chat_stream',
    reddens: ['chat_stream.ndjson', 'chat_stream.media_type'], changes: () => ({ stream_headers: () => ({ 'Content-Type': 'application/json' }) }) },
];
