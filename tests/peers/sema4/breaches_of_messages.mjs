// Messages and streams that are not what was said.
import { answers } from './breaches_of_answers.mjs';

const accepted = (ctx) => ctx.refused === null;
const model = (change) => (policy) => ({ message_model: (one) => change(policy.message_model(one)) });

export const message_breaches = [
  { name: 'role_assistant', text: "the agent's role is assistant", operation: null,
    reddens: ['list_messages.page', 'post_message.state'], changes: () => ({ roles: { user: 'user', agent: 'assistant' } }) },
  { name: 'roles_swapped', text: "the user's message is the agent's and the other way round", operation: null,
    reddens: ['post_message.stores_the_question'], changes: () => ({ roles: { user: 'agent', agent: 'user' } }) },
  { name: 'messages_newest_first', text: 'the newest message comes first', operation: null,
    reddens: ['list_messages.oldest_first'], changes: () => ({
      message_order: (messages) => [...messages].reverse(), rows_after: (rows, token) => rows.filter((row) => token === undefined || row.number < token) }) },
  { name: 'content_is_text', text: 'content is a text instead of blocks', operation: null,
    reddens: ['list_messages.page', 'post_message.state'], changes: model((one) => ({ ...one, content: one.content[0]?.text ?? '' })) },
  { name: 'blocks_without_kind', text: 'blocks have a type instead of a kind', operation: null,
    reddens: ['list_messages.page'], changes: model((one) => ({ ...one, content: one.content.map(({ kind, ...block }) => ({ ...block, type: kind })) })) },
  { name: 'message_id_is_id', text: 'the id of a message is called id', operation: null,
    reddens: ['list_messages.page'], changes: model(({ message_id, ...one }) => ({ id: message_id, ...one })) },
  { name: 'committed_with_two_t', text: 'commited is spelled as in a dictionary', operation: null,
    reddens: ['list_messages.page'], changes: model(({ commited, ...one }) => ({ ...one, committed: commited })) },
  { name: 'time_without_zone', text: 'times lack their zone', operation: null,
    reddens: ['list_messages.page'], changes: model((one) => ({ ...one, created_at: one.created_at.slice(0, -1) })) },
  { name: 'never_complete', text: 'messages stay incomplete', operation: null,
    reddens: ['post_message.waits', 'post_message.stores_the_answer'], changes: model((one) => ({ ...one, complete: false })) },

  { name: 'post_does_not_wait', text: 'a posted message is answered before the agent', operation: 'post_message',
    reddens: ['post_message.waits'], changes: () => ({ waits: false }) },
  { name: 'post_answers_a_status', text: 'a posted message answers a status', operation: 'post_message',
    reddens: ['post_message.state', 'post_message.waits'], changes: answers('post_message', () => ({ body: { status: 'done' } }), accepted) },
  { name: 'post_takes_nothing', text: 'content may be missing', operation: null,
    reddens: ['post_message.content_required', 'stream_message.content_required'], changes: (policy) => ({
      refuses: (value, member) => member !== 'content' && policy.refuses(value), stored_question: (text) => String(text ?? '') }) },
  { name: 'question_not_stored', text: "the user's message is not stored", operation: null,
    reddens: ['post_message.stores_the_question', 'stream_message.stores_the_question'], changes: () => ({ stores: (role) => role !== 'user' }) },
  { name: 'question_trimmed', text: "the user's message is trimmed", operation: null,
    reddens: ['stream_message.stores_the_question'], changes: () => ({ stored_question: (text) => text.trim() }) },
  { name: 'refused_is_stored', text: 'the message of an empty body is stored', operation: null,
    reddens: ['post_message.content_is_text'], changes: () => ({ refuses: (value) => value === undefined, stored_question: (text) => String(text) }) },

  { name: 'stream_loses_a_delta', text: 'the second delta is never sent', operation: null,
    reddens: ['stream_message.deltas_add_up'], changes: () => ({ sent_deltas: (deltas, at) => (at === 1 ? [] : deltas) }) },
  { name: 'stream_repeats_a_delta', text: 'the second delta is sent twice', operation: null,
    reddens: ['stream_message.deltas_add_up'], changes: () => ({ sent_deltas: (deltas, at) => (at === 1 ? [...deltas, ...deltas] : deltas) }) },
  { name: 'stream_trims_deltas', text: 'white space at the ends of deltas is lost', operation: null,
    reddens: ['stream_message.deltas_add_up'], changes: () => ({ sent_deltas: (deltas) => deltas.map((one) => one.trim()) }) },
  { name: 'stream_cumulative', text: 'every event has all of the text so far', operation: null,
    reddens: ['stream_message.deltas_add_up'], changes: () => {
      let text = '';
      return { sent_deltas: ([delta], at) => [text = at === 0 ? delta : text + delta] };
    } },
  { name: 'stored_text_differs', text: 'the stored reply lacks its last character', operation: null,
    reddens: ['stream_message.deltas_add_up'], changes: () => ({ stored_answer: (text) => text.slice(0, -1) }) },
  { name: 'stream_latin1', text: 'the stream is not UTF-8', operation: null,
    reddens: ['stream_message.deltas_add_up'], changes: () => ({ write: (response, text) => void response.write(Buffer.from(text, 'latin1')) }) },
  { name: 'stream_is_json', text: 'the media type of a stream is application/json', operation: 'stream_message',
    reddens: ['stream_message.opens', 'media_types'], changes: () => ({ stream_headers: () => ({ 'Content-Type': 'application/json' }) }) },
  { name: 'stream_without_deltas', text: 'a stream has no deltas', operation: null,
    reddens: ['stream_message.has_deltas', 'stream_message.deltas_add_up'], changes: () => ({ sent_deltas: () => [], closing: () => ': done\n\n' }) },
  { name: 'stream_refused_inside', text: 'a refusal comes as an event of a stream', operation: 'stream_message',
    reddens: ['stream_message.content_required', 'stream_message.content_is_text'], changes: answers('stream_message', ({ body }) => ({ status: 200, headers: { 'Content-Type': 'text/event-stream' },
      bytes: Buffer.from(`event: error\ndata: ${JSON.stringify(body)}\n\n`) }), (ctx) => ctx.refused === 'bad_content') },
];
