// The vendor's own npm client, unmodified, before the mock: every operation, and every answer in its models.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kAsset, kNoAsset, kUuid, sdk, sdk_client, start_pieces } from './pieces.mjs';

let mock, api;
before(async () => {
  mock = await start_pieces();
  api = sdk_client(mock.url);
});
after(() => mock.stop());

/** Times as the client keeps them: a Date has milliseconds. */
const cut_times = (value) => JSON.parse(JSON.stringify(value).replace(/(T\d\d:\d\d:\d\d\.\d{3})\d*Z/g, '$1Z'));
/** What came has nothing that the models do not know, and loses nothing in them. */
const assert_parsed = (model, parsed) => assert.deepEqual(cut_times(sdk[`${model}ToJSON`](parsed)), cut_times(JSON.parse(api.last().text)));
const assert_no_nulls = () => assert.doesNotMatch(api.last().text, /:\s*null/);

const refused = async (promise) => {
  const error = await promise.then(() => assert.fail('it should be refused'), (each) => each);
  assert.ok(error instanceof sdk.ResponseError, String(error));
  assert.equal(error.response.status, 500);
  assert.match(error.response.headers.get('content-type'), /^text\/plain/);
  const text = await error.response.text();
  assert.ok(text.length > 0 && !text.trimStart().startsWith('{'), text);
};

test('a conversation is created, found and deleted', async () => {
  const made = await api.conversationsCreateSpecificConversation({ seededConversation: { type: sdk.ConversationTypeEnum.Copilot, name: 'mine' } });
  assert.equal(api.last().status, 200);
  assert.ok(sdk.instanceOfConversation(made));
  assert_parsed('Conversation', made);
  assert_no_nulls();
  assert.match(made.id, kUuid);
  assert.equal(made.name, 'mine');
  assert.equal(made.type, 'COPILOT');
  assert.ok(made.created.value instanceof Date && Math.abs(made.created.value - Date.now()) < 60_000);
  assert.deepEqual(made.messages.iterable, []);

  const all = await api.conversationsSnapshot({});
  assert.ok(sdk.instanceOfConversations(all));
  assert_parsed('Conversations', all);
  assert.equal(all.iterable[all.indices[made.id]].name, 'mine');
  const ids = await api.conversationsIdentifiersSnapshot();
  assert.ok(sdk.instanceOfFlattenedConversations(ids));
  assert_parsed('FlattenedConversations', ids);
  assert.equal(ids.iterable[ids.indices[made.id]].id, made.id);
  assert.equal(Object.keys(ids.indices).length, ids.iterable.length);

  assert.equal(await api.conversationsDeleteSpecificConversation({ conversation: made.id }), undefined);
  assert.deepEqual([api.last().status, api.last().type, api.last().text], [204, null, '']);
  assert.ok(!(await api.conversationsIdentifiersSnapshot()).iterable.some(({ id }) => id === made.id));
  assert.ok(!(await api.conversationsSnapshot()).iterable.some(({ id }) => id === made.id));
  await refused(api.conversationsDeleteSpecificConversation({ conversation: made.id }));
});

test('without a seed', async () => {
  const made = await api.conversationsCreateSpecificConversation();
  assert.equal(made.type, 'COPILOT');
  assert.equal(made.name, undefined);
  assert_parsed('Conversation', made);
});

test('a seed with everything in it', async () => {
  const model = { id: '0c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f', version: '1', created: { value: new Date(0) }, name: 'tiny', cloud: false, type: 'SPEED', usage: 'CODE_GENERATION', maxTokens: { total: 2048 } };
  const made = await api.conversationsCreateSpecificConversation({
    transferables: true,
    seededConversation: {
      type: 'COPILOT', name: 'all', favorited: true, demo: false,
      application: { id: 'device', name: 'RAYCAST', version: '1.0.0', platform: 'MACOS', onboarded: true, privacy: 'OPEN', automaticUnload: false },
      messages: [
        { role: 'USER', fragment: { string: { raw: 'What?' } }, created: { value: new Date(1_700_000_000_000) } },
        { role: 'ASSISTANT', fragment: { string: { raw: 'That.' }, metadata: { ext: 'md' } }, model, sentiment: 'LIKE' },
        { role: 'SYSTEM', fragment: { bytes: { raw: [0, 127, 255] } } },
      ],
      annotations: [{ type: 'SUMMARY', text: 'all of it', pseudo: true }],
      anchors: [{ type: 'FILE', fullpath: '/tmp/x', watch: true }],
      assets: { iterable: [{ id: kAsset }] },
      websites: { iterable: [{ id: 'site' }] },
      pipeline: { conversation: { generalizedCodeDialog: {} }, task: { codeFix: { error: 'E1' } } },
    },
  });
  assert_parsed('Conversation', made);
  assert_no_nulls();
  assert.deepEqual([made.favorited, made.demo, made.application.name, made.pipeline.task.codeFix.error], [true, false, 'RAYCAST', 'E1']);
  assert.equal(made.model.id, model.id);
  assert.deepEqual([made.annotations.iterable.length, made.anchors.iterable.length, made.assets.iterable[0].id], [1, 1, kAsset]);
  const messages = made.messages.iterable.map(({ reference }) => reference);
  assert.ok(messages.every((each) => sdk.instanceOfFlattenedConversationMessage(each)));
  assert.deepEqual(messages.map(({ role }) => role), ['USER', 'ASSISTANT', 'SYSTEM']);
  assert.deepEqual(messages.map(({ id }) => made.messages.indices[id]), [0, 1, 2]);
  assert.ok(messages.every(({ conversation }) => conversation.id === made.id && conversation.reference === undefined));
  assert.equal(messages[0].created.value.getTime(), 1_700_000_000_000);
  assert.equal(messages[1].fragment.string.raw, 'That.');
  assert.equal(messages[1].model.maxTokens.total, 2048);
  assert.deepEqual(messages[2].fragment.bytes.raw, [0, 127, 255]);
});

test('the transferable data is left out when it is not wanted', async () => {
  const seededConversation = { type: 'COPILOT', messages: [{ role: 'USER', fragment: { string: { raw: 'heavy' } } }] };
  const fragment_of = (conversation) => conversation.messages.iterable[0].reference?.fragment;
  const light = await api.conversationsCreateSpecificConversation({ transferables: false, seededConversation });
  assert.equal(fragment_of(light), undefined);
  const found = async (query) => (await api.conversationsSnapshot(query)).iterable.find(({ id }) => id === light.id);
  assert.equal(fragment_of(await found({ transferables: true })).string.raw, 'heavy');
  assert.equal(fragment_of(await found({})).string.raw, 'heavy');
  assert.equal(fragment_of(await found({ transferables: false })), undefined);
});

test('a conversation about an asset', async () => {
  const output = await api.conversationsCreateFromAsset({ asset: kAsset });
  assert.ok(sdk.instanceOfConversationsCreateFromAssetOutput(output));
  assert_parsed('ConversationsCreateFromAssetOutput', output);
  const made = (await api.conversationsSnapshot()).iterable.find(({ id }) => id === output.conversation.id);
  assert_parsed('Conversations', sdk.ConversationsFromJSON(JSON.parse(api.last().text)));
  assert.equal(made.assets.iterable[0].id, kAsset);
  assert.equal(made.messages.iterable.length, 1);
  assert.equal(made.messages.iterable[0].reference.role, 'ASSISTANT');
  assert.match(made.messages.iterable[0].reference.fragment.string.raw, new RegExp(kAsset));
  await refused(api.conversationsCreateFromAsset({ asset: kNoAsset }));
  await refused(api.conversationsCreateFromAsset({ asset: 'not/a uuid' }));
});

test('what is refused is an error the client knows', async () => {
  await refused(api.conversationsCreateSpecificConversation({ seededConversation: {} }));
  await refused(api.conversationsCreateSpecificConversation({ seededConversation: { type: 'UNKNOWN' } }));
  await refused(api.conversationsDeleteSpecificConversation({ conversation: 'a/b?c=d' }));
});

test('a key that was configured is sent and not minded', async () => {
  const named = sdk_client(mock.url, { apiKey: () => 'confab' });
  assert.ok(Array.isArray((await named.conversationsIdentifiersSnapshot()).iterable));
});

test('the generated call of the stream, which asks for no upgrade, is told to', async () => {
  const error = await api.conversationsStreamIdentifiers().then(() => assert.fail('no upgrade'), (each) => each);
  assert.equal(error.response.status, 426);
  assert.match(error.response.headers.get('upgrade'), /websocket/i);
});
