// The streaming operations of the served contract with the vendor's own client from npm.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { npm_folder, start_mock } from './support.mjs';

const resolve = createRequire(join(npm_folder(), 'package.json')).resolve;
const esm = (path) => import(pathToFileURL(resolve(`@pipeshub-ai/mcp/esm/${path}.js`)).href);
const { PipeshubCore } = await esm('core');
const { agentsStreamConversation } = await esm('funcs/agentsStreamConversation');
const { agentsStreamMessage } = await esm('funcs/agentsStreamMessage');
const { Conversation$zodSchema } = await esm('models/conversation');

let mock, client;
before(async () => {
  mock = await start_mock(['--contract', 'served', '--pace', '0'], 'pipeshub');
  client = new PipeshubCore({ serverURL: `${mock.url}/api/v1`, security: { bearerAuth: 'confab-pipeshub-default' } });
});
after(() => mock.stop());

/** As the vendor's chat tool reads a stream: accumulated text until `complete` or `error`. */
async function read(result) {
  assert.ok(result.ok, String(result.error));
  assert.equal(result.value.status, 200);
  const seen = { text: '', events: [] };
  let event;
  for (const line of (await result.value.text()).split('\n')) {
    if (line.startsWith('event: ')) event = line.slice(7);
    if (!line.startsWith('data: ')) continue;
    const data = JSON.parse(line.slice(6));
    seen.events.push(event);
    if (event === 'answer_chunk') seen.text = data.accumulated;
    if (event === 'complete' || event === 'error') return { ...seen, ...data };
  }
  assert.fail('the stream has no end');
}

test('a conversation is opened, and its model parses', async () => {
  const answer = await read(await agentsStreamConversation(client, { agentKey: 'confab-agent', body: { query: 'Who are you?', chatMode: 'quick', timezone: 'UTC' } }));
  assert.equal(answer.events[0], 'connected');
  const conversation = Conversation$zodSchema.parse(answer.conversation);
  assert.equal(conversation.status, 'Complete');
  assert.equal(conversation.messages.at(-1).content, answer.text);
});

test('a further question is answered in the same conversation', async () => {
  const opened = await read(await agentsStreamConversation(client, { agentKey: 'confab-agent', body: { query: 'Who are you?' } }));
  const answer = await read(await agentsStreamMessage(client, { agentKey: 'confab-agent', conversationId: opened.conversation._id, body: { query: 'And who am I?' } }));
  assert.equal(answer.conversation._id, opened.conversation._id);
  assert.equal(Conversation$zodSchema.parse(answer.conversation).messages.length, 4);
  assert.equal(answer.recordsUsed, 0);
});

test('a conversation that is not there fails in the stream', async () => {
  const answer = await read(await agentsStreamMessage(client, { agentKey: 'confab-agent', conversationId: '507f1f77bcf86cd799439011', body: { query: 'And who am I?' } }));
  assert.deepEqual(answer.events, ['connected', 'error']);
  assert.equal(typeof answer.error, 'string');
});

test('a bad token is a plain 401', async () => {
  const stranger = new PipeshubCore({ serverURL: mock.url, security: { bearerAuth: 'confab-pipeshub-bad-token' } });
  const result = await agentsStreamConversation(stranger, { agentKey: 'confab-agent', body: { query: 'Who are you?' } });
  assert.equal(result.value.status, 401);
  assert.equal((await result.value.json()).error.code, 'HTTP_UNAUTHORIZED');
});
