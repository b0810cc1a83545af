// Wrong statuses, envelopes, keys, and what is left of a deleted conversation.

/** Changes the answers of one operation (or of any, if null) that `when` accepts. */
export const answers = (operation, change, when = () => true) => (policy) => ({
  reply: (reply, ctx) => {
    const right = policy.reply(reply, ctx);
    return (operation === null || ctx.operation === operation) && when(ctx, right) ? { ...right, ...change(right, ctx) } : right;
  },
});
const accepted = (ctx) => ctx.refused === null;
const refused = (ctx) => ctx.refused !== null;
const refused_as = (...whys) => (ctx) => whys.includes(ctx.refused);
/** A conversation that is not there is made up for these operations; for others it is still 404. */
const still_found = (...operations) => (policy) => {
  const gone = new Map();
  return {
    remove: (store, conversation) => { gone.set(conversation.id, conversation); conversation.deleted = true; },
    listed: (conversations, aid) => policy.listed(conversations.filter((one) => !one.deleted), aid),
    finds: (conversation, aid, operation) => policy.finds(conversation, aid, operation) && (!conversation.deleted || operations.includes(operation)),
  };
};

export const answer_breaches = [
  // errors
  { name: 'error_flat', text: 'errors lie at the top, without the member error', operation: null,
    reddens: ['errors.envelope'], changes: answers(null, ({ body }) => ({ body: body.error }), refused) },
  { name: 'error_without_code', text: 'errors have no code', operation: null,
    reddens: ['errors.envelope'], changes: answers(null, ({ body }) => ({ body: { error: { message: body.error.message } } }), refused) },
  { name: 'error_is_text', text: 'the error is a text instead of an object', operation: null,
    reddens: ['errors.envelope'], changes: answers(null, ({ body }) => ({ body: { error: body.error.message } }), refused) },
  { name: 'error_problem_json', text: 'errors are application/problem+json', operation: null,
    reddens: ['errors.json', 'media_types'], changes: answers(null, (right) => ({ headers: { ...right.headers, 'Content-Type': 'application/problem+json' } }), refused) },
  { name: 'error_html', text: 'unknown conversations are an HTML page', operation: null,
    reddens: ['media_types'], changes: answers(null, () => ({ headers: { 'Content-Type': 'text/html' }, bytes: Buffer.from('<h1>Not Found</h1>') }), refused_as('no_conversation')) },
  { name: 'undocumented_status', text: 'a refused body gets a status that nobody documented', operation: null,
    reddens: ['statuses'], changes: answers(null, () => ({ status: 418 }), refused_as('bad_name', 'bad_content')) },
  { name: 'not_json_is_500', text: 'a body that is no JSON is a fault of the server', operation: null,
    reddens: ['errors.not_json'], changes: answers(null, () => ({ status: 500 }), refused_as('no_json')) },

  // keys
  { name: 'open_to_everybody', text: 'no key is needed', operation: null,
    reddens: ['auth.missing_key', 'auth.unknown_key'], changes: () => ({ may_enter: () => true }) },
  { name: 'any_key', text: 'any key opens the API', operation: null,
    reddens: ['auth.unknown_key'], changes: () => ({ may_enter: (request) => /^Bearer +\S/.test(request.headers.authorization ?? '') }) },
  { name: 'files_open_to_everybody', text: 'files are listed without a key', operation: 'list_files',
    reddens: ['auth.missing_key'], changes: (policy) => ({ may_enter: (request, operation) => operation === 'list_files' || policy.may_enter(request) }) },
  { name: 'no_key_is_404', text: 'without a key nothing is found', operation: null,
    reddens: ['auth.missing_key'], changes: answers(null, () => ({ status: 404 }), refused_as('no_key')) },

  // creating and deleting
  { name: 'create_answers_202', text: 'create_conversation answers 202', operation: 'create_conversation',
    reddens: ['create_conversation.answers', 'statuses'], changes: answers('create_conversation', () => ({ status: 202 }), accepted) },
  { name: 'create_without_agent_id', text: 'a new conversation has no agent_id', operation: 'create_conversation',
    reddens: ['create_conversation.model'], changes: answers('create_conversation', ({ body: { agent_id: _, ...body } }) => ({ body }), accepted) },
  { name: 'create_trims_the_name', text: 'names are cut after twelve characters', operation: null,
    reddens: ['create_conversation.name_kept'], changes: (policy) => ({ conversation_model: (one) => ({ ...policy.conversation_model(one), name: one.name.slice(0, 12) }) }) },
  { name: 'create_takes_numbers', text: 'a name may be a number', operation: 'create_conversation',
    reddens: ['create_conversation.name_is_text'], changes: () => ({ refuses: (value) => value === undefined }) },
  { name: 'create_takes_nothing', text: 'a conversation needs no name', operation: null,
    reddens: ['create_conversation.name_required'], changes: (policy) => ({
      refuses: (value, member) => member !== 'name' && policy.refuses(value), conversation_model: (one) => ({ ...policy.conversation_model(one), name: String(one.name ?? '') }) }) },
  { name: 'create_for_unknown_agent', text: 'a conversation is opened with an agent that does not exist', operation: 'create_conversation',
    reddens: ['create_conversation.unknown_agent'], changes: (policy) => ({ knows_agent: (aid, operation) => operation === 'create_conversation' || policy.knows_agent(aid) }) },
  { name: 'list_of_unknown_agent', text: 'an unknown agent has an empty list', operation: 'list_conversations',
    reddens: ['list_conversations.unknown_agent'], changes: (policy) => ({ knows_agent: (aid, operation) => operation === 'list_conversations' || policy.knows_agent(aid) }) },
  { name: 'delete_answers_204', text: 'a deletion answers 204 without a body', operation: 'delete_conversation',
    reddens: ['delete_conversation.returns_it', 'statuses'], changes: answers('delete_conversation', () => ({ status: 204, bytes: Buffer.alloc(0) }), accepted) },
  { name: 'delete_answers_a_word', text: 'a deletion answers ok instead of the conversation', operation: 'delete_conversation',
    reddens: ['delete_conversation.returns_it', 'delete_conversation.model'], changes: answers('delete_conversation', () => ({ body: { ok: true } }), accepted) },
  { name: 'delete_does_nothing', text: 'a deletion deletes nothing', operation: null,
    reddens: ['delete_conversation.unlisted', 'delete_conversation.gone', 'delete_conversation.messages_gone', 'delete_conversation.files_gone'],
    changes: () => ({ remove: () => {} }) },
  { name: 'delete_twice', text: 'a conversation can be deleted twice', operation: 'delete_conversation',
    reddens: ['delete_conversation.gone', 'delete_conversation.twice_is_404'], changes: still_found('delete_conversation') },
  { name: 'delete_forgets_messages', text: 'the messages of a deleted conversation can still be read', operation: null,
    reddens: ['delete_conversation.messages_gone'], changes: still_found('list_messages') },
  { name: 'delete_forgets_files', text: 'the files of a deleted conversation can still be downloaded', operation: null,
    reddens: ['delete_conversation.files_gone'], changes: still_found('download_file') },
  { name: 'delete_forgets_file_list', text: 'the files of a deleted conversation are still listed', operation: null,
    reddens: ['delete_conversation.files_gone'], changes: still_found('list_files') },
  { name: 'delete_forgets_frames', text: 'the data frames of a deleted conversation are still listed', operation: null,
    reddens: ['delete_conversation.data_frames_gone'], changes: still_found('list_data_frames') },
  { name: 'delete_takes_messages', text: 'a deleted conversation takes messages', operation: null,
    reddens: ['delete_conversation.takes_nothing_more'], changes: still_found('post_message') },
  { name: 'delete_takes_streams', text: 'a deleted conversation opens streams', operation: null,
    reddens: ['delete_conversation.takes_nothing_more'], changes: still_found('stream_message') },
  { name: 'delete_takes_files', text: 'a deleted conversation takes files', operation: null,
    reddens: ['delete_conversation.takes_nothing_more'], changes: still_found('upload_files') },
  { name: 'delete_unlists_only', text: 'everything of a deleted conversation is there, but it is not listed', operation: null,
    reddens: ['delete_conversation.messages_gone', 'delete_conversation.files_gone', 'delete_conversation.data_frames_gone', 'delete_conversation.gone'],
    changes: still_found('delete_conversation', 'list_messages', 'post_message', 'stream_message', 'list_files', 'upload_files', 'download_file', 'list_data_frames', 'get_data_frame') },
  { name: 'unknown_conversation_is_empty', text: 'a conversation nobody opened has no messages', operation: 'list_messages',
    reddens: ['list_messages.not_found'], changes: (policy) => ({ finds: (one, aid, operation) => (operation === 'list_messages' && !one) || policy.finds(one, aid) }) },
  { name: 'unknown_conversation_streams', text: 'a conversation nobody opened streams with 200', operation: 'stream_message',
    reddens: ['stream_message.not_found'], changes: (policy) => ({ finds: (one, aid, operation) => (operation === 'stream_message' && !one) || policy.finds(one, aid) }) },
  { name: 'unknown_conversation_is_400', text: 'a conversation nobody opened is 400 for an upload', operation: 'upload_files',
    reddens: ['upload_files.not_found'], changes: (policy) => ({ refusal_status: (error, operation) => (operation === 'upload_files' && error.why === 'no_conversation' ? 400 : policy.refusal_status(error)) }) },
];
