// What a PipesHub deployment can do wrong, made by the deviating proxy. `reddens`: clauses that must notice, without the contract's
// name; `contracts`: those the row is played in (both, if it says nothing).
const documented = ['documented'], served = ['served'];

const is = {
  create: ({ method, path }) => method === 'POST' && /\/conversations$/.test(path),
  list: ({ method, path }) => method === 'GET' && /\/conversations(\?|$)/.test(path),
  get: ({ method, path }) => method === 'GET' && /\/conversations\/[^/?]+(\?|$)/.test(path),
  delete: ({ method, path }) => method === 'DELETE' && /\/conversations\/[^/?]+$/.test(path),
  add: ({ method, path }) => method === 'POST' && /\/messages$/.test(path),
  regenerate: ({ method, path }) => method === 'POST' && /\/regenerate$/.test(path),
};
const good = ({ status }) => status < 300;
const bad = ({ status }) => status >= 400;
/** Changes the answers to `which` that `when` accepts. */
const answers = (which, when, change) => ({ reply: (reply, request) => void (which(request) && when(reply) && change(reply, request)) });
const any = () => true;
const texts = (pattern, by) => ({
  reply: (reply) => { if (reply.json !== undefined) reply.json = JSON.parse(reply.text.replace(pattern, by)); },
  frame: (frame) => [frame.replace(pattern, by)],
});
const frames = (frame, more = {}) => ({ frame, ...more });
const name_of = (frame) => /^event: (.*)$/m.exec(frame)?.[1];
const drops = (name) => frames((frame) => (name_of(frame) === name ? [] : [frame]));
const as_default = (persona) => ({ request: ({ headers }) => {
  if (headers.authorization === `Bearer confab-pipeshub-${persona}`) headers.authorization = 'Bearer confab-pipeshub-default';
} });
const with_body = (change) => ({ request: (request) => {
  try {
    request.body = Buffer.from(JSON.stringify(change(JSON.parse(request.body), request)));
  } catch {
    // what is no JSON goes on as it is
  }
} });
const both_streams = (...ids) => ids.flatMap((id) => [`stream_agent_conversation.${id}`, `stream_agent_message.${id}`]);

export const breaches = [
  { name: 'created_200', text: 'creating answers 200', contracts: documented, reddens: ['create_agent_conversation.created'], change: answers(is.create, good, (reply) => { reply.status = 200; }) },
  { name: 'status_words', text: 'the status has another name', contracts: documented, reddens: ['model.status_names'], change: texts(/"COMPLETED"/g, '"DONE"') },
  { name: 'list_empty', text: 'the list is empty', contracts: documented, reddens: ['list_agent_conversations.own'], change: answers(is.list, good, (reply) => { reply.json = []; }) },
  { name: 'list_twice', text: 'the list has every row twice', contracts: documented, reddens: ['list_agent_conversations.once_each'], change: answers(is.list, good, (reply) => reply.json.push(...reply.json)) },
  { name: 'list_reversed', text: 'the list is in the wrong order', contracts: documented, reddens: ['list_agent_conversations.latest_first'], change: answers(is.list, good, (reply) => reply.json.reverse()) },
  { name: 'list_enveloped', text: 'the list lies in an object', contracts: documented, reddens: ['list_agent_conversations.model'], change: answers(is.list, good, (reply) => { reply.json = { data: reply.json }; }) },
  { name: 'list_of_all_agents', text: 'the list of one agent is that of another', contracts: documented, reddens: ['list_agent_conversations.of_this_agent'],
    change: { request: (request) => { if (is.list(request)) request.path = request.path.replace('confab-other-agent', 'confab-agent'); } } },
  { name: 'owner_ignored', text: 'another user sees and changes everything', contracts: documented, change: as_default('second-user'),
    reddens: ['get_agent_conversation.owner_only', 'delete_agent_conversation.owner_only'] },
  { name: 'adding_for_others', text: 'another user may ask on', contracts: documented, reddens: ['add_agent_message.owner_only'],
    change: { request: (request) => { if (is.add(request)) as_default('second-user').request(request); } } },
  { name: 'listing_for_others', text: 'another user gets the same list', contracts: documented, reddens: ['list_agent_conversations.owner_only'],
    change: { request: (request) => { if (is.list(request)) as_default('second-user').request(request); } } },
  { name: 'owner_ignored_served', text: 'another user sees and changes everything', contracts: served, reddens: ['owner_only'], change: as_default('second-user') },
  { name: 'auth_ignored', text: 'no token is needed', reddens: ['auth.missing'], change: { request: ({ headers }) => { headers.authorization ??= 'Bearer confab-pipeshub-default'; } } },
  { name: 'bad_token_taken', text: 'any token will do', reddens: ['auth.bad'], change: as_default('bad-token') },
  { name: 'expired_taken', text: 'tokens never expire', reddens: ['auth.expired'], change: as_default('expired') },
  { name: 'auth_403', text: 'no token is 403', reddens: ['auth.missing', 'auth.bad'], change: answers(any, ({ status }) => status === 401, (reply) => { reply.status = 403; }) },
  { name: 'rate_limit_silent', text: 'a 429 does not say when to come again', reddens: ['rate_limit.retry_after'], change: answers(any, ({ status }) => status === 429, ({ headers }) => delete headers['retry-after']) },
  { name: 'rate_limit_503', text: 'too many requests are 503', reddens: ['rate_limit.status'], change: answers(any, ({ status }) => status === 429, (reply) => { reply.status = 503; }) },
  { name: 'errors_flat', text: 'errors have no envelope', reddens: ['get_agent_conversation.error_model', 'create_agent_conversation.error_model'], change: answers(any, bad, (reply) => { reply.json = reply.json?.error ?? reply.json; }) },
  { name: 'errors_html', text: 'errors are pages', reddens: ['errors.json'], change: answers(any, bad, ({ headers }) => { headers['content-type'] = 'text/html'; }) },
  { name: 'not_found_code', contracts: documented, text: 'a 404 has another code', reddens: ['errors.not_found_code'], change: answers(any, ({ status, json }) => status === 404 && json?.error, ({ json }) => { json.error.code = 'MISSING'; }) },
  { name: 'malformed_500', contracts: documented, text: 'a malformed id is our fault', reddens: ['ids.malformed'], change: answers((request) => is.get(request) && !/\/[0-9a-f]{24}$/.test(request.path), bad, (reply) => { reply.status = 500; }) },
  { name: 'messages_reversed', text: 'messages stand newest first', contracts: documented, reddens: ['get_agent_conversation.messages'], change: answers(is.get, good, ({ json }) => json.messages?.reverse()) },
  { name: 'no_updated', text: 'a conversation does not say when it changed', contracts: documented, reddens: ['model.times'], change: answers(is.create, good, ({ json }) => delete json.updatedAt) },
  { name: 'user_is_a_name', text: 'userId is no id', contracts: documented, reddens: ['model.ids'], change: texts(/"userId":"[0-9a-f]{24}"/g, '"userId":"ann"') },
  { name: 'whole_seconds', text: 'times have no milliseconds', contracts: documented, reddens: ['model.times'], change: texts(/(T\d\d:\d\d:\d\d)\.\d{3}Z/g, '$1Z') },
  { name: 'get_500', text: 'reading fails', reddens: ['get_agent_conversation.found'], contracts: documented, change: answers(is.get, good, (reply) => { reply.status = 500; reply.json = { error: { code: 'HTTP_INTERNAL_SERVER_ERROR', message: 'no' } }; }) },
  { name: 'deleted_204', text: 'deleting answers 204', contracts: documented, reddens: ['delete_agent_conversation.answers'], change: answers(is.delete, good, (reply) => { reply.status = 204; }) },
  { name: 'deletes_nothing', text: 'deleting answers well and deletes nothing', contracts: documented, reddens: ['delete_agent_conversation.deletes', 'delete_agent_conversation.once'],
    change: { request: (request) => (is.delete(request) && /confab-pipeshub-default$/.test(request.headers.authorization) && /\/agents\/confab-agent\//.test(request.path)
      ? { status: 200, headers: { 'content-type': 'application/json' }, text: '{}' } : undefined) } },
  { name: 'adding_forgets', text: 'a further question drops those before', contracts: documented, reddens: ['add_agent_message.appends'], change: answers(is.add, good, ({ json }) => json.messages?.splice(0, json.messages.length - 2)) },
  { name: 'adding_renames', text: 'a further question changes the title', contracts: documented, reddens: ['add_agent_message.title_stays'], change: answers(is.add, good, ({ json }) => { json.title = 'renamed'; }) },
  { name: 'regenerate_201', text: 'answering again is 201', contracts: documented, reddens: ['regenerate_agent_answer.answers'], change: answers(is.regenerate, good, (reply) => { reply.status = 201; }) },
  { name: 'regenerate_new_id', text: 'the new answer has a new id', contracts: documented, reddens: ['regenerate_agent_answer.keeps_ids'], change: answers(is.regenerate, good, ({ json }) => { json.messages.at(-1)._id = 'f'.repeat(24); }) },
  { name: 'query_optional', text: 'a question need not be asked', reddens: ['create_agent_conversation.query_required'], change: with_body((body, request) => (is.create(request) ? { query: 'x', ...body } : body)) },
  { name: 'query_cut', text: 'a question that is too long is cut', contracts: documented, reddens: ['create_agent_conversation.query_too_long'],
    change: with_body((body) => (typeof body.query === 'string' ? { ...body, query: body.query.slice(0, 100000) } : body)) },
  { name: 'any_agent', text: 'an unknown agent is as good as any', reddens: ['create_agent_conversation.unknown_agent'],
    change: { request: (request) => { request.path = request.path.replace('confab-unknown-agent', 'confab-agent'); } } },
  { name: 'agents_mixed', contracts: documented, text: 'a conversation is found under the key of another agent', reddens: ['get_agent_conversation.of_its_agent'],
    change: { request: (request) => { if (is.get(request)) request.path = request.path.replace('confab-other-agent', 'confab-agent'); } } },
  { name: 'unconnected', text: 'a stream does not begin with connected', reddens: both_streams('run', 'order'), change: drops('connected') },
  { name: 'incomplete', text: 'a stream ends without its last frame', reddens: both_streams('terminal'), change: drops('complete') },
  { name: 'complete_twice', text: 'a stream ends twice', reddens: both_streams('terminal'), change: frames((frame) => (name_of(frame) === 'complete' ? [frame, frame] : [frame])) },
  { name: 'talks_on', text: 'a chunk follows the end', reddens: both_streams('terminal'), change: frames((frame, memory) => {
    if (/^(answer_)?chunk$/.test(name_of(frame))) memory.chunk = frame;
    return [frame];
  }, { rest: ({ chunk }) => (chunk ? [chunk] : []) }) },
  { name: 'chunks_lost', text: 'every second chunk is lost', contracts: documented, reddens: both_streams('text'), change: frames((frame, memory) => {
    if (name_of(frame) !== 'chunk') return [frame];
    memory.count = (memory.count ?? 0) + 1;
    return memory.count % 2 ? [frame] : [];
  }) },
  { name: 'other_name', text: 'chunks are called delta', contracts: documented, reddens: both_streams('names'), change: frames((frame) => [frame.replace('event: chunk', 'event: delta')]) },
  { name: 'no_json', text: 'data is no JSON', reddens: both_streams('framing'), change: frames((frame) => [frame.replace(/^data: (.*).$/m, 'data: $1')]) },
  { name: 'plain_stream', text: 'a stream is declared as text', reddens: both_streams('opens'), change: { head: ({ headers }) => { headers['content-type'] = 'text/plain'; } } },
  { name: 'cached', text: 'a stream may be cached', reddens: ['stream.not_cached'], change: { head: ({ headers }) => { headers['cache-control'] = 'max-age=60'; } } },
  { name: 'buffered', text: 'a stream is sent when it is over', reddens: both_streams('incremental'), change: { holds: true } },
  { name: 'open_end', contracts: documented, text: 'a stream is not closed', reddens: both_streams('closes'), change: { lingers: true } },
];
const kept = (row, contract) => !row.contracts || row.contracts.includes(contract);
export const breaches_of = (contract) => breaches.filter((row) => kept(row, contract));
