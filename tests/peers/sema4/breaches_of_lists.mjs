// Pages that lose, repeat, or lead astray.
import { answers } from './breaches_of_answers.mjs';

const accepted = (ctx) => ctx.refused === null;
/** Pages by position: what a list without cursors does. */
const by_position = (step) => () => ({
  token: (row, rows) => String(rows.indexOf(row) + 1 + step),
  read_token: (text) => Number(text),
  rows_after: (rows, token = 0) => rows.slice(Math.max(0, token)),
});

export const list_breaches = [
  { name: 'pages_by_position', text: 'a token is a position, which new conversations move', operation: null,
    reddens: ['list_conversations.added_repeats_nothing'], changes: by_position(0) },
  { name: 'pages_repeat_a_row', text: 'each page begins with the last row of the one before', operation: null,
    reddens: ['list_conversations.nothing_repeats'], changes: (policy) => {
      const from = (row, rows) => rows.indexOf(row);
      return { token: (row, rows) => (from(row, rows) > 1 ? policy.token(rows[from(row, rows) - 1]) : policy.token(row)) };
    } },
  { name: 'pages_lose_a_row', text: 'the first row of each further page is left out', operation: null,
    reddens: ['list_conversations.nothing_lost'], changes: (policy) => ({
      rows_after: (rows, token, rising) => policy.rows_after(rows, token, rising).slice(token === undefined ? 0 : 1) }) },
  { name: 'messages_lose_a_row', text: 'the first message of each further page is left out', operation: 'list_messages',
    reddens: ['list_messages.nothing_lost'], changes: (policy) => ({
      rows_after: (rows, token, rising) => policy.rows_after(rows, token, rising).slice(token === undefined || !rising ? 0 : 1) }) },
  { name: 'added_hide_others', text: 'conversations opened between two pages push older ones out of all further pages', operation: null,
    reddens: ['list_conversations.added_loses_nothing'], changes: (policy) => ({
      // By name, so that what is lost belongs to the story that looks, however many others are opened meanwhile.
      rows_after(rows, token, rising) {
        const left = policy.rows_after(rows, token, rising);
        const pushed = token !== undefined && !rising && rows.some((one) => /confab between/.test(one.name));
        return pushed ? left.filter((one) => !/confab before/.test(one.name)) : left;
      } }) },
  { name: 'next_ignored', text: 'next changes nothing', operation: null,
    reddens: ['list_conversations.nothing_lost'], changes: () => ({ rows_after: (rows) => rows }) },
  { name: 'limit_ignored', text: 'limit changes nothing for conversations', operation: null,
    reddens: ['list_conversations.limit'], changes: (policy) => ({ cut: (rows) => rows, token: (row, rows) => policy.token(rows.at(-1)) }) },
  { name: 'limit_plus_one', text: 'a page has one row more than asked for', operation: null,
    reddens: ['list_conversations.limit', 'list_conversations.nothing_repeats'], changes: () => ({ cut: (rows, limit) => rows.slice(0, limit + 1) }) },
  { name: 'last_page_has_more', text: 'has_more is always true', operation: null,
    reddens: ['paging.consistent'], changes: (policy) => ({ page: (data, next) => ({ ...policy.page(data, next), has_more: true }) }) },
  { name: 'never_more', text: 'has_more is always false', operation: null,
    reddens: ['paging.more'], changes: (policy) => ({ page: (data, next) => ({ ...policy.page(data, next), has_more: false }) }) },
  { name: 'tokens_need_escaping', text: 'tokens hold characters that a URL cannot', operation: null,
    reddens: ['paging.token_fits_a_url'], changes: (policy) => ({ token: (row) => `a&b+${policy.token(row)}`, read_token: (text) => policy.read_token(text.slice(4)) }) },
  { name: 'list_is_bare', text: 'conversations come as a bare array', operation: 'list_conversations',
    reddens: ['list_conversations.page'], changes: answers('list_conversations', ({ body }) => ({ body: body.data }), accepted) },
  { name: 'list_items_for_data', text: 'the rows are called items', operation: null,
    reddens: ['list_conversations.page', 'list_messages.page'],
    changes: answers(null, ({ body }) => ({ body: body?.data ? { next: body.next, has_more: body.has_more, items: body.data } : body }), (ctx) => accepted(ctx) && ctx.operation?.startsWith('list_')) },
  { name: 'list_without_has_more', text: 'pages have no has_more', operation: 'list_conversations',
    reddens: ['list_conversations.page'], changes: answers('list_conversations', ({ body: { has_more: _, ...body } }) => ({ body }), accepted) },
  { name: 'list_of_all_agents', text: "other agents' conversations are listed as well", operation: null,
    reddens: ['list_conversations.only_of_the_agent'], changes: (policy) => ({
      listed: (conversations, aid) => [...policy.listed(conversations, aid), { id: 'foreign', number: 0, name: 'foreign', agent_id: 'somebody' }] }) },
  { name: 'list_forgets_new_ones', text: 'a new conversation is listed after a second', operation: null,
    reddens: ['list_conversations.all'], changes: (policy) => ({
      listed: (conversations, aid) => policy.listed(conversations.filter((one) => (one.born ??= Date.now()) < Date.now() - 1000), aid) }) },
  { name: 'list_named_title', text: 'a conversation has a title instead of a name', operation: null,
    reddens: ['list_conversations.page', 'create_conversation.model', 'delete_conversation.model'],
    changes: () => ({ conversation_model: ({ id, name, agent_id }) => ({ id, title: name, agent_id }) }) },
];
