// Harmless differences, one a row: no clause may fail, nor warn unless `may_warn` says so.
import { collection } from './policy.mjs';

export const variations = [
  { name: 'later_fields', text: 'answers and messages have fields of later releases', changes: (policy) => ({
    render: (value) => policy.render(value.iterable ? { ...value, later: { deep: [1] } } : { ...value, later: true }) }) },
  { name: 'ids_only', text: 'messages are referred to by their ids only', changes: () => ({
    show: (conversation) => ({ ...conversation, messages: collection(conversation.messages.iterable.map(({ id }) => ({ id }))) }) }) },
  { name: 'deleted_false', text: 'entries of living conversations say deleted: false', changes: () => ({
    first: (conversations) => ({ iterable: conversations.map(({ id }) => ({ conversation: { id }, deleted: false })) }),
    tell: (id, deleted) => [{ iterable: [{ conversation: { id }, deleted }] }] }) },
  { name: 'told_twice', text: 'a change is announced twice', changes: (policy) => ({ tell: (...change) => [...policy.tell(...change), ...policy.tell(...change)] }) },
  { name: 'schema_in_messages', text: 'messages of the stream carry the version stamp', changes: (policy) => ({
    render: (value) => policy.render(value.iterable ? { schema: { migration: 0, semantic: 'MAJOR_0_MINOR_0_PATCH_1' }, ...value } : value) }) },
  { name: 'unsorted', text: 'the newest conversation comes first', changes: () => ({ listed: (all) => [...all].reverse(), identified: (all) => [...all].reverse(),
    first: (all) => ({ iterable: [...all].reverse().map(({ id }) => ({ conversation: { id } })) }) }) },
  { name: 'forgiving_delete', text: 'deleting what is not there answers 204', changes: () => ({ erase_unknown: { status: 204 } }) },
  { name: 'no_assets', text: 'there is no asset at all', args: [], changes: () => ({ knows_asset: () => false }) },
  { name: 'told_late', text: 'announcements take a moment', changes: () => ({ delay: 40 }) },
  { name: 'plain_get_404', text: 'a plain GET on the path of the stream answers 404', changes: () => ({ plain_get: { status: 404, text: 'Route not found' } }) },
  { name: 'tight_limit', text: 'a message of a client may have one KiB', changes: () => ({ max_incoming: 1024 }) },
  { name: 'spaced_json', text: 'JSON is laid out for people', changes: () => ({ render: (value) => JSON.stringify(value, null, 2) }) },
  { name: 'deleted_on_the_living', text: 'a living conversation has a time of deletion, as a captured asset had', changes: (policy) => ({
    make: (seed, own) => { const made = policy.make(seed, own); return { ...made, deleted: made.created }; } }) },
];
