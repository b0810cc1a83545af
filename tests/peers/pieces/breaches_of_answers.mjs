// Wrong statuses, models and collections.
import { time } from './policy.mjs';

const kCreate = 'conversations_create_specific_conversation';
const kAsset = 'conversations_create_from_asset';
const kDelete = 'conversations_delete_specific_conversation';
const kSnapshot = 'conversations_snapshot';
const kIdentifiers = 'conversations_identifiers_snapshot';

/** Changes the successful answers of one operation. */
const answers = (operation, change) => (policy) => ({
  reply: (given, ctx) => {
    const right = policy.reply(given, ctx);
    return ctx.operation === operation && right.status < 300 ? { ...right, ...change(right, ctx) } : right;
  },
});
const refusals = (operation, change) => (policy) => ({
  reply: (given, ctx) => {
    const right = policy.reply(given, ctx);
    return ctx.operation === operation && right.status >= 400 ? { ...right, ...change(right) } : right;
  },
});
const makes = (change) => (policy) => ({ make: (seed, own) => change(policy.make(seed, own), seed) });

export const answer_breaches = [
  { name: 'key_wanted', text: 'requests without X-Application-ID are turned away', operation: null, reddens: ['auth.none'],
    changes: () => ({ needs_key: ({ request }) => request.headers['x-application-id'] === undefined }) },
  { name: 'created_201', text: 'creating answers 201', operation: kCreate, reddens: ['create.answers', 'create.status'], changes: answers(kCreate, () => ({ status: 201 })) },
  { name: 'asset_201', text: 'creating from an asset answers 201', operation: kAsset, reddens: ['create_from_asset.status'], changes: answers(kAsset, () => ({ status: 201 })) },
  { name: 'deleted_200', text: 'deleting answers 200 with the conversation', operation: kDelete, reddens: ['delete.answers', 'delete.status'],
    changes: answers(kDelete, (_, { conversation }) => ({ status: 200, json: conversation })) },
  { name: 'errors_json', text: 'errors are JSON', operation: null, reddens: ['create.media_type', 'delete.media_type'],
    changes: (policy) => ({ error: (text) => ({ status: 500, json: { error: text } }), erase_unknown: { status: 500, json: { error: 'unknown' } }, reply: policy.reply }) },
  { name: 'refused_422', text: 'a wrong seed answers 422', operation: kCreate, reddens: ['errors.refused_is_500'], changes: refusals(kCreate, () => ({ status: 422 })) },
  { name: 'unknown_404', text: 'deleting an unknown conversation answers 404', operation: kDelete, reddens: ['delete.status', 'delete.unknown'], changes: refusals(kDelete, () => ({ status: 404 })) },
  { name: 'unknown_asset_404', text: 'an unknown asset answers 404', operation: kAsset, reddens: ['create_from_asset.status', 'create_from_asset.unknown_asset'], changes: refusals(kAsset, () => ({ status: 404 })) },
  { name: 'json_as_text', text: 'the snapshot is declared as text', operation: kSnapshot, reddens: ['snapshot.media_type'], changes: answers(kSnapshot, () => ({ type: 'text/plain' })) },
  { name: 'bare_array', text: 'the snapshot is a bare array', operation: kSnapshot, reddens: ['snapshot.schema'], changes: answers(kSnapshot, ({ json }) => ({ json: json.iterable })) },
  { name: 'identifiers_texts', text: 'the identifiers are texts', operation: kIdentifiers, reddens: ['identifiers.schema'],
    changes: answers(kIdentifiers, ({ json }) => ({ json: { ...json, iterable: json.iterable.map(({ id }) => id) } })) },
  { name: 'nulls', text: 'what is missing is null', operation: null, reddens: ['create.schema', 'models.no_nulls'], changes: makes((made) => ({ name: null, model: null, ...made })) },
  { name: 'bare_times', text: 'times are texts, not grouped', operation: null, reddens: ['create.schema'], changes: makes((made) => ({ ...made, created: made.created.value })) },
  { name: 'local_times', text: 'times have no Z', operation: null, reddens: ['create.schema'],
    changes: makes((made) => ({ ...made, created: { value: made.created.value.replace('Z', '') } })) },
  { name: 'whole_seconds', text: 'times have no fractions', operation: null, reddens: ['models.time_form'],
    changes: makes((made) => { const whole = { value: time().value.replace(/\.\d+/, '') }; return { ...made, created: whole, updated: whole }; }) },
  { name: 'no_messages', text: 'a conversation without messages has no collection of them', operation: null, reddens: ['create.schema'],
    changes: makes(({ messages, ...made }) => (messages.iterable.length ? { ...made, messages } : made)) },
  { name: 'messages_lost', text: 'the messages of a seed are lost', operation: null, reddens: ['create.messages'], changes: makes((made) => ({ ...made, messages: { iterable: [], indices: {} } })) },
  { name: 'no_indices', text: 'messages come without indices', operation: null, reddens: ['create.message_indices', 'create.empty_indices'],
    changes: makes((made) => ({ ...made, messages: { iterable: made.messages.iterable } })) },
  { name: 'messages_reversed', text: 'the messages are in the wrong order', operation: null, reddens: ['create.message_order'],
    changes: makes((made) => ({ ...made, messages: { ...made.messages, iterable: [...made.messages.iterable].reverse() } })) },
  { name: 'name_lost', text: 'the name is lost', operation: kCreate, reddens: ['create.name_kept'], changes: makes(({ name: _, ...made }) => made) },
  { name: 'name_ascii', text: 'a name is kept in ASCII only', operation: kCreate, reddens: ['create.name_kept'], changes: makes((made) => ({ ...made, ...(made.name && { name: made.name.replace(/[^\x20-\x7e]/g, '?') }) })) },
  { name: 'same_id', text: 'equal names share an identifier', operation: null, reddens: ['create.own_id'],
    changes: makes((made) => ({ ...made, id: made.name?.startsWith('confab twins') ? '11111111-1111-4111-8111-111111111111' : made.id })) },
  { name: 'upper_case_ids', text: 'identifiers are in upper case', operation: null, reddens: ['models.ids_are_uuids'], changes: (policy) => ({ id: () => policy.id().toUpperCase() }) },
  { name: 'body_wanted', text: 'an empty body is refused', operation: kCreate, reddens: ['create.seed_optional'],
    changes: (policy) => ({ reply: (given, ctx) => (ctx.operation === kCreate && ctx.body.length === 0 ? { status: 500, text: 'no body' } : policy.reply(given, ctx)) }) },
  { name: 'strict_fields', text: 'a field nobody knows is refused', operation: kCreate, reddens: ['create.unknown_fields'],
    changes: (policy) => ({ fault_of: (seed) => policy.fault_of(seed) ?? ('colour' in seed ? 'colour' : null) }) },
  { name: 'name_wanted', text: 'a seed must have a name', operation: kCreate, reddens: ['create.type_suffices'],
    changes: (policy) => ({ fault_of: (seed) => policy.fault_of(seed) ?? (seed.name ? null : 'no name') }) },
  { name: 'anything_goes', text: 'no seed is ever refused', operation: kCreate, reddens: ['create.type_required', 'create.wrong_types'],
    changes: (policy) => ({ fault_of: () => null, make: (_, own) => policy.make({ type: 'COPILOT' }, own) }) },
  { name: 'transferables_refused', text: 'transferables=false is refused', operation: kSnapshot, reddens: ['snapshot.transferables_accepted'],
    changes: (policy) => ({ reply: (given, ctx) => (ctx.operation === kSnapshot && ctx.query.get('transferables') === 'false' ? { status: 500, text: 'no' } : policy.reply(given, ctx)) }) },
  { name: 'fragments_always', text: 'fragments are never left out', operation: null, reddens: ['create.transferables_left_out', 'snapshot.transferables_left_out'],
    changes: () => ({ show: (conversation) => conversation }) },
  { name: 'not_kept', text: 'a conversation is answered and forgotten', operation: null, reddens: ['create.is_kept'], changes: () => ({ adds: () => false }) },
  { name: 'snapshot_of_ten', text: 'the snapshot has the ten oldest only', operation: kSnapshot, reddens: ['snapshot.whole_collection'], changes: () => ({ listed: (all) => all.slice(0, 10) }) },
  { name: 'identifiers_of_ten', text: 'the identifiers are the ten oldest only', operation: kIdentifiers, reddens: ['identifiers.all'], changes: () => ({ identified: (all) => all.slice(0, 10) }) },
  { name: 'delete_keeps', text: 'deleting answers well and deletes nothing', operation: kDelete, reddens: ['delete.gone'], changes: () => ({ removes: () => false }) },
  { name: 'delete_in_one_snapshot', text: 'a deleted conversation stays in the snapshot', operation: null, reddens: ['delete.gone'],
    changes: (policy) => { const ever = []; return { make: (...given) => { const made = policy.make(...given); ever.push(made); return made; }, listed: () => ever }; } },
  { name: 'delete_takes_two', text: 'deleting takes the next conversation along', operation: null, reddens: ['delete.only_that_one'],
    // Others may be created in between: by name, so that the next one is of the story that looks.
    changes: () => ({ removes: (all, at) => {
      const next = all[at].name?.startsWith('confab to be deleted') ? all.findIndex(({ name }, i) => i > at && name?.startsWith('confab that stays')) : -1;
      if (next > 0) all.splice(next, 1);
      return true;
    } }) },
  { name: 'asset_says_nothing', text: 'a conversation about an asset has no message', operation: kAsset, reddens: ['create_from_asset.opens_with_a_message'],
    changes: (policy) => ({ seed_about: (asset) => ({ ...policy.seed_about(asset), messages: [] }) }) },
  { name: 'asset_not_grounding', text: 'a conversation about an asset does not refer to it', operation: kAsset, reddens: ['create_from_asset.grounded'],
    changes: (policy) => ({ seed_about: (asset) => ({ ...policy.seed_about(asset), assets: { iterable: [] } }) }) },
  { name: 'asset_bare_id', text: 'creating from an asset answers the bare id', operation: kAsset, reddens: ['create_from_asset.schema'],
    changes: answers(kAsset, ({ json }) => ({ json: { conversation: json.conversation.id } })) },
  { name: 'route_json', text: 'an unknown path is answered in JSON', operation: null, reddens: ['http.unknown_path'], changes: () => ({ route_not_found: { status: 404, json: { error: 'Route not found' } } }) },
];
