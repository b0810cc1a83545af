// What a stream of changes can do wrong.
const kStream = 'conversations_stream_identifiers';
const tells = (change) => (policy) => ({ tell: (id, deleted, ctx) => change(policy.tell(id, deleted, ctx), { id, deleted, ...ctx }) });
const row = (name, text, reddens, changes) => ({ name, text, operation: kStream, reddens: reddens.map((id) => `stream.${id}`), changes });

export const feed_breaches = [
  row('no_feed', 'the handshake is refused', ['status'], () => ({ upgrades: () => ({ status: 404, text: 'Route not found' }) })),
  row('no_first_message', 'the first message never comes', ['first_message'], () => ({ first: () => null })),
  row('first_is_empty', 'the first message names nothing', ['first_message'], () => ({ first: () => ({ iterable: [] }) })),
  row('first_misses_one', 'the first message misses one that is there', ['first_message'], () => ({ first: (all) => ({ iterable: all.filter(({ name }) => !name?.startsWith('confab before the stream')).map(({ id }) => ({ conversation: { id } })) }) })),
  row('first_is_stale', 'the first message names what was deleted', ['first_without_deleted'], (policy) => {
    const ever = [];
    return { make: (...given) => { const made = policy.make(...given); ever.push(made); return made; }, first: () => policy.first(ever) };
  }),
  row('creations_unsaid', 'creations are not announced', ['created'], tells((messages, { deleted }) => (deleted ? messages : []))),
  row('assets_unsaid', 'creations from an asset are not announced', ['created_from_asset'], tells((messages, { operation }) => (operation === 'conversations_create_from_asset' ? [] : messages))),
  row('deletions_unsaid', 'deletions are not announced', ['deleted'], tells((messages, { deleted }) => (deleted ? [] : messages))),
  row('deletions_unflagged', 'a deletion looks like a change', ['deleted'], tells((messages, { id }) => [{ iterable: [{ conversation: { id } }] }])),
  row('deleted_as_text', 'deleted is a text', ['payload'], tells((messages, { id, deleted }) => (deleted ? [{ iterable: [{ conversation: { id }, deleted: 'true' }] }] : messages))),
  row('all_deleted', 'every change is called a deletion', ['not_deleted'], tells((_, { id }) => [{ iterable: [{ conversation: { id }, deleted: true }] }])),
  row('one_in_ten_lost', 'every tenth change is lost', ['complete'], tells((messages, { service }) => (service.changes % 10 === 0 ? [] : messages))),
  row('wrong_order', 'a change is told after later ones', ['order'], (policy) => {
    const held = new Map(); // for each reader; by name, so that the change belongs to the story that looks
    return { tell: (id, deleted, { reader, service, ...ctx }) => {
      const right = policy.tell(id, deleted, { reader, service, ...ctx });
      const name = service.conversations.find((each) => each.id === id)?.name;
      if (name?.startsWith('confab announced next')) { held.set(reader, right); return []; }
      if (!name?.startsWith('confab announced last') || !held.has(reader)) return right;
      const late = held.get(reader);
      held.delete(reader);
      return [...right, ...late];
    } };
  }),
  row('first_reader_only', 'only one reader hears of changes', ['several_readers'], tells((messages, { reader, service }) => (reader === [...service.readers][0] ? messages : []))),
  row('said_after_deletion', 'a deleted conversation is said to have changed', ['order_of_one'], tells((messages, { id, deleted }) => (deleted ? [...messages, { iterable: [{ conversation: { id } }] }] : messages))),
  row('bare_ids', 'entries are identifiers without an object', ['payload'], tells((_, { id }) => [{ iterable: [{ conversation: id }] }])),
  row('assets_on_the_stream', 'an entry names an asset', ['conversations_only'], tells((messages, { id }) => [...messages, { iterable: [{ asset: { id } }] }])),
  row('inlined', 'entries carry the conversation', ['ids_only'], (policy) => ({ tell: (id, deleted, { service }) => {
    const reference = service.conversations.find((each) => each.id === id);
    return reference && !deleted ? [{ iterable: [{ conversation: { id, reference } }] }] : policy.tell(id, deleted);
  } })),
  row('keep_alive', 'a message that is no identifiers keeps the connection alive', ['payload'], tells((messages) => [{ type: 'keep-alive' }, ...messages])),
  row('binary', 'messages are binary', ['framing'], () => ({ binary: true })),
  row('no_json', 'messages are cut short', ['framing'], (policy) => ({ tell: (...change) => policy.tell(...change).map((message) => ({ ...message, cut: true })),
    render: (value) => (value.cut ? JSON.stringify(value).slice(0, -10) : JSON.stringify(value)) })),
  row('no_pong', 'a ping is not answered', ['ping'], () => ({ answers_ping: false })),
  row('closes_on_a_message', 'a message of the client ends the connection', ['incoming_ignored'], () => ({ on_incoming: ({ socket }) => socket.close(1003) })),
  row('no_limit', 'a message of any size is taken', ['oversize'], () => ({ max_incoming: 64 * 1024 * 1024 })),
  row('plain_get_200', 'a plain GET is answered with 200', ['no_upgrade'], () => ({ plain_get: { status: 200, text: '' } })),
];
