// All operations of PipesHub with curl, in both contracts and below both base paths.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { client, curl } from './curl.mjs';
import { scratch_file, start_mock } from './support.mjs';

const kAgent = '/agents/confab-agent/conversations';
const kNobody = '507f1f77bcf86cd799439011';
const kId = /^[0-9a-f]{24}$/;
const kEnvelope = ({ json }, code) => {
  assert.equal(json?.error?.code, code);
  assert.equal(typeof json.error.message, 'string');
};

/** The events of a stream that has ended: names and payloads. */
function events_of(text) {
  assert.ok(text.endsWith('\n\n'), 'the last frame is closed');
  return text.split('\n\n').slice(0, -1).map((frame) => {
    const lines = frame.split('\n');
    assert.equal(lines.length, 2, frame);
    assert.match(lines[0], /^event: \w+$/);
    assert.match(lines[1], /^data: /);
    return { event: lines[0].slice(7), data: JSON.parse(lines[1].slice(6)) };
  });
}

/** One contract: how it is served and how its bodies are unwrapped. */
const contracts = {
  documented: { args: [], one: (json) => json, list: (json) => json, detail_id: '_id', done: 'COMPLETED', chunk: 'chunk', envelope: false },
  served: { args: ['--contract', 'served'], one: (json) => json.conversation, list: (json) => json.conversations, detail_id: 'id', done: 'Complete', chunk: 'answer_chunk', envelope: true },
};

for (const [name, contract] of Object.entries(contracts))
  describe(`the ${name} contract`, () => {
    let mock, call, other;
    before(async () => {
      mock = await start_mock([...contract.args, '--pace', '0'], 'pipeshub');
      call = client(mock.url, 'Bearer confab-pipeshub-default');
      other = client(mock.url, 'Bearer confab-pipeshub-second-user');
    });
    after(() => mock.stop());

    const made = async () => contract.one((await call('POST', kAgent, { query: 'What is new?' })).json);

    test('create, get, list, add a message and delete', async () => {
      const created = await call('POST', kAgent, { query: 'What is new?' });
      assert.equal(created.status, 201);
      assert.equal(created.headers['content-type'], 'application/json');
      const conversation = contract.one(created.json);
      assert.match(conversation._id, kId);
      assert.equal(conversation.status, contract.done);
      assert.deepEqual(conversation.messages.map((each) => each.messageType), ['user_query', 'bot_response']);

      const path = `${kAgent}/${conversation._id}`;
      const got = await call('GET', path);
      assert.equal(got.status, 200);
      assert.equal(contract.one(got.json)[contract.detail_id], conversation._id);
      assert.ok(contract.list((await call('GET', kAgent)).json).some((row) => row._id === conversation._id && !('messages' in row)));

      const added = await call('POST', `${path}/messages`, { query: 'And what is old?' });
      assert.equal(added.status, 200);
      assert.deepEqual(contract.one(added.json).messages.slice(0, 2).map((each) => each._id), conversation.messages.map((each) => each._id));
      assert.equal(contract.one(added.json).messages.length, 4);

      assert.equal((await call('DELETE', path)).status, 200);
      const gone = await call('GET', path);
      assert.equal(gone.status, 404);
      kEnvelope(gone, 'HTTP_NOT_FOUND');
      assert.ok(!contract.list((await call('GET', kAgent)).json).some((row) => row._id === conversation._id));
    });

    for (const [what, path] of [['a new conversation', () => `${kAgent}/stream`], ['a further question', async () => `${kAgent}/${(await made())._id}/messages/stream`]])
      test(`a stream of ${what} ends with the stored conversation`, async () => {
        const answer = await call('POST', await path(), { query: 'Tell me more, please.' }, '-N');
        assert.equal(answer.status, 200);
        assert.match(answer.headers['content-type'], /^text\/event-stream/);
        assert.equal(answer.headers['x-accel-buffering'], 'no');
        const events = events_of(answer.text);
        assert.equal(events[0].event, 'connected');
        assert.equal(events.at(-1).event, 'complete');
        let said = '';
        for (const { data } of events.filter(({ event }) => event === contract.chunk)) {
          said += data.chunk;
          assert.equal(data.accumulated, said, 'each piece has the whole answer so far beside it');
        }
        const { conversation } = events.at(-1).data;
        assert.equal(conversation.status, contract.done);
        assert.equal(conversation.messages.at(-1).content, said);
        const stored = contract.one((await call('GET', `${kAgent}/${conversation._id}`)).json);
        assert.equal(stored.messages.at(-1).content, said);
      });

    test('an answer is given again in its place', async () => {
      const conversation = await made();
      const last = conversation.messages[1]._id;
      const answer = await call('POST', `${kAgent}/${conversation._id}/message/${last}/regenerate`, {});
      assert.equal(answer.status, 200);
      const again = contract.envelope ? events_of(answer.text).at(-1).data.conversation : answer.json;
      assert.deepEqual(again.messages.map((each) => each._id), conversation.messages.map((each) => each._id));
      const refused = await call('POST', `${kAgent}/${conversation._id}/message/${conversation.messages[0]._id}/regenerate`, {});
      if (contract.envelope) assert.deepEqual(events_of(refused.text).map(({ event }) => event), ['connected', 'error']);
      else assert.equal(refused.status, 400);
    });

    test('the prefix of the OpenAPI file leads to the same conversations', async () => {
      const { _id } = await made();
      assert.equal((await call('GET', `/api/v1${kAgent}/${_id}`)).status, 200);
    });

    test("another user's conversation looks like none", async () => {
      const { _id } = await made();
      assert.equal((await other('GET', `${kAgent}/${_id}`)).status, 404);
      assert.equal((await other('POST', `${kAgent}/${_id}/messages`, { query: 'Hm?' })).status, 404);
      assert.equal(contract.list((await other('GET', kAgent)).json).length, 0);
    });

    for (const [what, args] of [['without a token', []], ['with a bad token', ['-H', 'Authorization: Bearer confab-pipeshub-bad-token']], ['with an expired token', ['-H', 'Authorization: Bearer confab-pipeshub-expired']], ['with another scheme', ['-H', 'Authorization: bearer x']]])
      test(`${what} there is a 401`, async () => {
        const answer = await curl(`${mock.url}${kAgent}`, ...args);
        assert.equal(answer.status, 401);
        kEnvelope({ json: JSON.parse(answer.text) }, 'HTTP_UNAUTHORIZED');
      });

    test('a client that is too fast is told when to come again', async () => {
      const answer = await client(mock.url, 'Bearer confab-pipeshub-rate-limited')('GET', kAgent);
      assert.equal(answer.status, 429);
      kEnvelope(answer, 'HTTP_TOO_MANY_REQUESTS');
      assert.match(answer.headers['retry-after'], /^\d+$/);
      for (const header of ['policy', 'limit', 'remaining', 'reset']) assert.ok(answer.headers[`ratelimit-${header}`], header);
    });

    const hostile = [
      ['no JSON', '{"query": "x'], ['an array', '[]'], ['null', 'null'], ['a number', '{"query": 1}'], ['invalid UTF-8', Buffer.from('{"query": "\xff\xfe"}', 'latin1')],
      ['no query', '{}'], ['an empty query', '{"query": ""}'], ['deep nesting', `{"query": ${'['.repeat(10000)}${']'.repeat(10000)}}`], ['a long query', JSON.stringify({ query: 'x'.repeat(100001) })],
    ];
    for (const [what, body] of hostile)
      test(`${what} is refused in the envelope, by all that take a question`, async () => {
        const { _id } = await made();
        const file = scratch_file('.json');
        writeFileSync(file, body);
        const paths = [kAgent, `${kAgent}/stream`, ...(what === 'a long query' && !contract.envelope ? [] : [`${kAgent}/${_id}/messages`, `${kAgent}/${_id}/messages/stream`])];
        for (const path of paths) {
          const answer = await curl('-X', 'POST', `${mock.url}${path}`, '-H', 'Authorization: Bearer x', '-H', 'Content-Type: application/json', '--data-binary', `@${file}`);
          assert.equal(answer.status, 400, path);
          kEnvelope({ json: JSON.parse(answer.text) }, 'VALIDATION_ERROR');
        }
      });

    test('ids that are none, and paths and methods that are not there', async () => {
      for (const [method, path, status] of [['GET', `${kAgent}/x`, 400], ['DELETE', `${kAgent}/${kNobody}0`, 400], ['GET', '/agents', 404], ['PUT', kAgent, 404], ['GET', `${kAgent}/${kNobody}`, 404]]) {
        const answer = await call(method, path);
        assert.equal(answer.status, status, `${method} ${path}`);
        assert.equal(typeof answer.json.error.code, 'string');
      }
      kEnvelope(await call('POST', `${kAgent}/${kNobody}/message/x/regenerate`, {}), 'VALIDATION_ERROR');
    });

    test('of two equal keys the mock takes one and goes on', async () => {
      assert.ok([201, 400].includes((await call('POST', kAgent, '{"query": "one", "query": "two"}')).status));
    });
  });
