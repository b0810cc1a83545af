// Lists that lose, repeat, or lead astray.
import { answers } from './breaches_of_answers.mjs';

export const list_breaches = [
  { name: 'pages_overlap', text: 'each page begins with the last row of the one before', operation: null,
    reddens: ['paging.complete'], changes: () => ({ cut: (rows, page, size) => rows.slice(Math.max(0, (page - 1) * size - (page > 2 ? 1 : 0)), page * size) }) },
  { name: 'pages_lose_a_row', text: 'the third page lacks its first row', operation: null,
    reddens: ['paging.complete'], changes: (policy) => {
      const hidden = new Set();
      return { cut(rows, page, size) {
        const right = policy.cut(rows, page, size);
        const victim = right.find((one) => one.name === 'Reply with the single word page.');
        if (size === 3 && victim) hidden.add(victim);
        return size === 3 ? right.filter((one) => !hidden.has(one)) : right;
      } };
    } },
  { name: 'count_of_page', text: 'X-Result-Count is the number of rows on the page', operation: null,
    reddens: ['paging.count'], changes: () => ({ count: (rows, page, size) => Math.min(size, rows.length) + (rows.length === 0 ? 1 : 0) }) },
  { name: 'no_headers', text: 'lists have neither X-Result-Count nor Link', operation: null,
    reddens: ['paging.count', 'paging.first_and_last'],
    changes: answers(null, ({ headers: { Link: _, 'X-Result-Count': __, ...headers } }) => ({ headers })) },
  { name: 'links_relative', text: 'the links are no absolute URLs', operation: null,
    reddens: ['paging.first_and_last'], changes: (policy) => ({ page_url: (base, query, page) => policy.page_url(new URL(base).pathname, query, page) }) },
  { name: 'links_forget_query', text: 'the links lose the other parameters', operation: null,
    reddens: ['paging.query_kept'], changes: (policy) => ({ page_url: (base, _query, page) => policy.page_url(base, new URLSearchParams(), page) }) },
  { name: 'links_with_commas', text: 'a comma stands bare in a link', operation: null,
    reddens: ['paging.no_raw_comma'], changes: (policy) => ({ page_url: (base, query, page) => policy.page_url(base, query, page).replaceAll('%2C', ',') }) },
  { name: 'prev_and_next_always', text: 'every page names a previous and a next one', operation: null,
    reddens: ['paging.prev_and_next'], changes: () => ({ relations: (page, pages) => [[1, 'first'], [Math.max(1, page - 1), 'prev'], [Math.min(pages, page + 1), 'next'], [pages, 'last']] }) },
  { name: 'page_beyond_is_empty', text: 'a page behind the last one is empty instead of 404', operation: null,
    reddens: ['paging.page_out_of_range'], changes: () => ({ page_exists: (page) => page >= 1 }) },
  { name: 'twenty_by_default', text: 'a page has twenty rows by default', operation: null,
    reddens: ['paging.ten_by_default'], changes: () => ({ default_size: 20 }) },
  { name: 'enveloped_list', text: 'threads come in an envelope', operation: 'chat_threads_list',
    reddens: ['chat_threads_list.bare_array', 'chat_threads_list.model'], changes: answers('chat_threads_list', ({ body }) => ({ body: { results: body } })) },
  { name: 'oldest_first', text: 'without o the oldest thread comes first', operation: 'chat_threads_list',
    reddens: ['chat_threads_list.newest_first'], changes: (policy) => ({ thread_order: (threads, order) => (order.join() === '-created' ? policy.thread_order(threads, ['created']) : policy.thread_order(threads, order)) }) },
  { name: 'o_ignored', text: 'o changes nothing', operation: 'chat_threads_list',
    reddens: ['chat_threads_list.o'], changes: (policy) => ({ thread_order: (threads) => policy.thread_order(threads, ['-created']) }) },
  { name: 'filters_any', text: 'of several filters one is enough', operation: 'chat_threads_list',
    reddens: ['chat_threads_list.filters_combine'], changes: () => ({ filters: (thread, filters) => {
      const said = filters.map((one) => one(thread));
      return said[3] || said[5] === false; // the worst finding, or the flag
    } }) },
  { name: 'field_ignored', text: 'field changes nothing', operation: null,
    reddens: ['fields.list', 'fields.retrieve'], changes: () => ({ sparse: (model) => model }) },
  { name: 'field_unknown_is_empty', text: 'a name nobody knows yields an empty object', operation: null,
    reddens: ['fields.none_known'], changes: () => ({ sparse: (model, fields) => (fields.length === 0 ? model : Object.fromEntries(fields.filter((name) => name in model).map((name) => [name, model[name]]))) }) },
  { name: 'messages_unsorted', text: 'messages come with the newest first', operation: 'chat_messages_list',
    reddens: ['chat_messages_list.order'], changes: (policy) => ({ message_order: (messages) => policy.message_order(messages).reverse() }) },
  { name: 'messages_paged', text: 'messages come in pages of ten', operation: 'chat_messages_list',
    reddens: ['chat_messages_list.unpaged'], changes: (policy) => ({ message_order: (messages) => policy.message_order(messages).slice(0, 10) }) },
  { name: 'messages_counted', text: 'the list of messages has X-Result-Count', operation: 'chat_messages_list',
    reddens: ['chat_messages_list.unpaged'], changes: () => ({ message_headers: (rows) => ({ 'X-Result-Count': rows.length }) }) },
  { name: 'history_always', text: 'replaced versions come unasked', operation: 'chat_messages_list',
    reddens: ['chat_messages_list.active_only'], changes: () => ({ messages: (messages) => messages }) },
  { name: 'history_never', text: 'replaced versions cannot be read', operation: 'chat_messages_list',
    reddens: ['chat_messages_list.history'], changes: (policy) => ({ messages: (messages) => policy.messages(messages, false) }) },
];
