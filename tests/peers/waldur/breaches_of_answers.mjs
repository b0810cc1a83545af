// Wrong statuses, envelopes, models and owners.

/** Changes the answers of one operation (of any, if null) that `when` accepts. */
export const answers = (operation, change, when = (ctx) => ctx.refused === null) => (policy) => ({
  reply: (reply, ctx) => {
    const right = policy.reply(reply, ctx);
    return (operation === null || ctx.operation === operation) && when(ctx, right) ? { ...right, ...change(right, ctx) } : right;
  },
});
const refused_as = (...whys) => (ctx) => whys.includes(ctx.refused);
const blind = (...operations) => (policy) => ({ may_see: (user, owner, operation) => operations.includes(operation) || policy.may_see(user, owner, operation) });
const without = (name) => ({ [name]: _, ...rest }) => rest;

export const answer_breaches = [
  // who
  { name: 'foreign_thread_403', text: "another user's thread answers 403 instead of 404", operation: 'chat_threads_retrieve',
    reddens: ['chat_threads_retrieve.foreign', 'chat_threads_retrieve.statuses'],
    changes: answers('chat_threads_retrieve', () => ({ status: 403 }), refused_as('foreign')) },
  { name: 'foreign_session_403', text: "another user's session answers 403 instead of 404", operation: 'chat_sessions_retrieve',
    reddens: ['chat_sessions_retrieve.foreign', 'chat_sessions_retrieve.statuses'],
    changes: answers('chat_sessions_retrieve', () => ({ status: 403 }), refused_as('foreign')) },
  { name: 'foreign_turn_403', text: "a turn in another user's thread answers 403 instead of 404", operation: 'chat_stream',
    reddens: ['chat_stream.foreign_thread', 'chat_stream.statuses'],
    changes: answers('chat_stream', () => ({ status: 403 }), refused_as('foreign')) },
  { name: 'foreign_thread_shown', text: "another user's thread can be read", operation: 'chat_threads_retrieve',
    reddens: ['chat_threads_retrieve.foreign'], changes: blind('chat_threads_retrieve') },
  { name: 'foreign_threads_listed', text: "the list has other users' threads", operation: 'chat_threads_list',
    reddens: ['chat_threads_list.own_only'], changes: blind('chat_threads_list') },
  { name: 'foreign_messages_listed', text: "the list has other users' messages", operation: 'chat_messages_list',
    reddens: ['chat_messages_list.own_only', 'chat_messages_list.foreign_thread'], changes: blind('chat_messages_list') },
  { name: 'foreign_archive_works', text: "another user's thread can be archived and restored", operation: null,
    reddens: ['chat_threads_archive.foreign', 'chat_threads_unarchive.foreign'], changes: blind('chat_threads_archive', 'chat_threads_unarchive') },
  { name: 'foreign_turn_works', text: "a user can speak in another user's thread", operation: 'chat_stream',
    reddens: ['chat_stream.foreign_thread', 'chat_stream.refused_leaves_nothing'], changes: () => ({ may_talk: () => true }) },
  { name: 'staff_speaks_anywhere', text: "staff can speak in everybody's thread", operation: 'chat_stream',
    reddens: ['chat_stream.staff_is_no_exception'], changes: (policy) => ({ may_talk: (user, thread) => user.role === 'staff' || policy.may_talk(user, thread) }) },
  { name: 'staff_sees_own_only', text: 'staff reads no thread and no session but the own ones', operation: null,
    reddens: ['roles.staff_reads_threads', 'roles.staff_reads_sessions', 'roles.staff_archives'],
    changes: (policy) => ({ may_see: (user, owner, operation) => (user.role === 'staff' ? user === owner : policy.may_see(user, owner, operation)) }) },
  { name: 'support_is_nobody', text: 'support sees no more than a regular user', operation: null,
    reddens: ['roles.support_reads_threads', 'roles.support_reads_sessions'],
    changes: (policy) => ({ may_see: (user, owner, operation) => (user.role === 'support' ? user === owner : policy.may_see(user, owner, operation)) }) },

  // credentials
  { name: 'scheme_has_case', text: 'the word Token must be written just so', operation: null,
    reddens: ['auth.scheme_case'], changes: () => ({ token_of: (words) => /^Token +(\S+)$/.exec(words)?.[1] }) },
  { name: 'no_token_in_query', text: 'the token in the query is not read', operation: null,
    reddens: ['auth.query'], changes: () => ({ words_of: (request) => request.headers.authorization ?? '' }) },
  { name: 'query_before_header', text: 'the token in the query counts more than the one in the header', operation: null,
    reddens: ['auth.header_first'], changes: () => ({ words_of: (request, query) => query.get('x-auth-token') ?? request.headers.authorization ?? '' }) },
  { name: 'unauthorized_403', text: 'missing and bad credentials answer 403', operation: null,
    reddens: ['auth.missing', 'auth.unknown', 'auth.expired', 'chat_threads_list.statuses'], changes: answers(null, () => ({ status: 403 }), refused_as('unauthorized')) },
  { name: 'no_challenge', text: 'a 401 has no WWW-Authenticate', operation: null,
    reddens: ['auth.challenge'], changes: answers(null, () => ({ headers: {} }), refused_as('unauthorized')) },

  // envelopes and statuses
  { name: 'error_without_detail', text: 'the errors of one operation have no detail', operation: 'chat_threads_retrieve',
    reddens: ['chat_threads_retrieve.error_model'], changes: answers('chat_threads_retrieve', () => ({ body: { error: 'no' } }), (ctx) => ctx.refused !== null) },
  { name: 'error_as_html', text: 'a thread that is not there is told in HTML', operation: 'chat_threads_archive',
    reddens: ['chat_threads_archive.media_type'], changes: answers('chat_threads_archive', () => ({ media_type: 'text/html' }), (ctx) => ctx.refused !== null) },
  { name: 'unknown_thread_400', text: 'an unknown thread answers 400', operation: 'chat_threads_retrieve',
    reddens: ['chat_threads_retrieve.not_found', 'chat_threads_retrieve.statuses'], changes: answers('chat_threads_retrieve', () => ({ status: 400 }), refused_as('unknown')) },
  { name: 'bad_body_422', text: 'a bad body answers 422', operation: 'chat_stream',
    reddens: ['chat_stream.input_required_is_400', 'chat_stream.input_is_400', 'chat_stream.ids_are_400', 'chat_stream.mode_unknown', 'chat_stream.statuses'],
    changes: answers('chat_stream', () => ({ status: 422 }), (ctx) => ctx.user && /^(no_input|bad_|no_edit)/.test(ctx.refused ?? '')) },
  { name: 'bad_body_in_detail', text: 'what is wrong with a body is not told by field', operation: 'chat_stream',
    reddens: ['chat_stream.input_required_is_400', 'chat_stream.mode_unknown'],
    changes: answers('chat_stream', () => ({ body: { detail: 'The body is wrong.' } }), refused_as('no_input', 'bad_input', 'bad_mode')) },
  { name: 'edit_refused_in_detail', text: 'an edit that is not possible is told as a detail', operation: 'chat_stream',
    reddens: ['chat_stream.edit_refused_envelope'], changes: answers('chat_stream', ({ body: [detail] }) => ({ body: { detail } }), refused_as('edit_answer', 'edit_old')) },
  { name: 'edit_refused_409', text: 'an edit that is not possible answers 409', operation: 'chat_stream',
    reddens: ['chat_stream.edit_assistant', 'chat_stream.edit_not_last'], changes: answers('chat_stream', () => ({ status: 409 }), refused_as('edit_answer', 'edit_old')) },
  { name: 'chat_off_503', text: 'a switched-off chat answers 503', operation: 'chat_stream',
    reddens: ['chat_stream.switched_off', 'chat_stream.statuses'], changes: answers('chat_stream', () => ({ status: 503 }), refused_as('chat_off')) },
  { name: 'quota_429', text: 'a used-up quota answers 429', operation: 'chat_stream',
    reddens: ['chat_stream.no_quota', 'chat_stream.statuses'], changes: answers('chat_stream', () => ({ status: 429 }), refused_as('no_quota')) },
  { name: 'archive_200', text: 'archiving answers 200 with the thread', operation: 'chat_threads_archive',
    reddens: ['chat_threads_archive.answers', 'chat_threads_archive.statuses', 'chat_threads_archive.no_body'],
    changes: answers('chat_threads_archive', () => ({ status: 200, body: { is_archived: true } })) },
  { name: 'method_not_allowed_404', text: 'a method that is not offered answers 404', operation: null,
    reddens: ['http.read_only'], changes: answers(null, () => ({ status: 404 }), refused_as('no_method')) },
  { name: 'created_session_201', text: 'the request that makes the session answers 201', operation: 'chat_sessions_current_retrieve',
    reddens: ['chat_sessions_current_retrieve.created_is_200', 'chat_sessions_current_retrieve.statuses'], changes: (policy) => {
      const known = new Set();
      return answers('chat_sessions_current_retrieve', ({ body }) => ({ status: known.has(body.uuid) ? 200 : (known.add(body.uuid), 201) }))(policy);
    } },

  // models
  { name: 'session_each_time', text: 'each request makes another session', operation: 'chat_sessions_current_retrieve',
    reddens: ['chat_sessions_current_retrieve.same', 'chat_sessions_current_retrieve.once'], changes: () => ({ one_session: false }) },
  { name: 'thread_without_count', text: 'threads have no message_count', operation: null,
    reddens: ['chat_threads_retrieve.whole', 'chat_threads_list.whole'], changes: (policy) => ({ thread_model(thread) { return without('message_count')(policy.thread_model.call(this, thread)); } }) },
  { name: 'count_a_text', text: 'message_count is a text', operation: null,
    reddens: ['chat_threads_retrieve.model', 'chat_threads_list.model'], changes: (policy) => ({ counted: (messages) => String(policy.counted(messages)) }) },
  { name: 'count_of_active', text: 'message_count leaves out replaced versions', operation: null,
    reddens: ['chat_threads_retrieve.message_count'], changes: () => ({ counted: (messages) => messages.length - messages.filter((one) => one.replaces).length }) },
  { name: 'replaces_left_out', text: 'first versions have no replaces', operation: 'chat_messages_list',
    reddens: ['chat_messages_list.model', 'chat_messages_list.first_versions'], changes: (policy) => ({ message_model(message, user) {
      const model = policy.message_model.call(this, message, user);
      return model.replaces ? model : without('replaces')(model);
    } }) },
  { name: 'role_model', text: 'answers have the role model', operation: 'chat_messages_list',
    reddens: ['chat_messages_list.model'], changes: (policy) => ({ message_model(message, user) {
      const model = policy.message_model.call(this, message, user);
      return model.role === 'user' ? model : { ...model, role: 'model' };
    } }) },
];
