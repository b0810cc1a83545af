// The operations of the mock against the vendor's notes: models, runs, confirmations, cancelling, history.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kCodes, scripted_mock, strange_members, text_of } from './mock.mjs';
import { kPrompts } from './personas.mjs';
import { until } from './support.mjs';

let mock;
before(async () => { mock = await scripted_mock(); });
after(() => mock.stop());

const kUuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const kDateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const types = (frames) => frames.map(({ type }) => type);
const history = async (id) => (await mock.call('GET', mock.path(id))).json.events;

function assert_conversation(value) {
  assert.deepEqual(strange_members('conversation', value), []);
  assert.match(value.conversation_uuid, kUuid4);
  assert.ok(Number.isInteger(value.user_id));
  assert.equal(typeof value.title, 'string');
  assert.match(value.created_at, kDateTime);
  assert.match(value.updated_at, kDateTime);
}

test('create answers 201 with a Conversation that get gives back', async () => {
  const context = { analysis_id: 12, function_id: 34 };
  const made = await mock.call('POST', '/v2/conversations', { title: 'T \u{1F980}', context });
  assert.equal(made.status, 201);
  assert_conversation(made.json);
  assert.equal(made.json.title, 'T \u{1F980}');
  assert.deepEqual(made.json.context, context);
  const { events, ...got } = (await mock.call('GET', mock.path(made.json.conversation_uuid))).json;
  assert.deepEqual(got, made.json);
  assert.deepEqual(events ?? [], []);
});

test('64-bit integers of a context survive', async () => {
  const made = await mock.call('POST', '/v2/conversations', '{"context":{"analysis_id":9223372036854775807}}');
  assert.match(made.text, /"analysis_id":\s*9223372036854775807\b/);
});

test('a conversation can be named by its id in upper case', async () => {
  const id = await mock.create();
  assert.equal((await mock.call('GET', mock.path(id.toUpperCase()))).status, 200);
});

test('the key works bare and as a bearer token, for the same user', async () => {
  const id = await mock.create();
  assert.equal((await mock.as('bearer')('GET', mock.path(id))).status, 200);
});

test('the list holds exactly my conversations, most recently updated first', async () => {
  const call = mock.as('second_user');
  const make = async () => (await call('POST', '/v2/conversations', {})).json.conversation_uuid;
  const mine = [await make(), await make(), await make()];
  await call('POST', mock.path(mine[0], '/messages'), { content: kPrompts.plain });
  await mock.create();
  const list = (await call('GET', '/v2/conversations')).json;
  list.forEach(assert_conversation);
  assert.deepEqual(list.map((one) => one.conversation_uuid), [mine[0], mine[2], mine[1]]);
});

test('send answers 202 at once with a StatusResponse, and the run goes on behind it', async () => {
  const id = await mock.create();
  const answer = await mock.send(id, kPrompts.forever);
  assert.equal(answer.status, 202);
  assert.deepEqual(strange_members('status', answer.json), []);
  assert.equal(answer.json.conversation_uuid, id);
  assert.ok(answer.json.status.length > 0);
  await until(async () => text_of((await history(id)).map((event) => ({ ...event, type: kCodes[event.type - 1] }))).endsWith('started'), 'the run goes on');
});

test('the history is the user\'s triple and then every streamed event, one to one', async () => {
  for (const prompt of ['plain', 'tool', 'fail', 'echo', 'compact', 'think', 'title']) {
    const { id, frames } = await mock.told(kPrompts[prompt]);
    const events = await history(id);
    for (const event of events) {
      assert.deepEqual(strange_members('event', event), []);
      assert.equal(event.conversation_uuid, id);
      assert.match(event.created_at, kDateTime);
      assert.ok(Number.isInteger(event.tokens_used));
    }
    const user = events.filter(({ role }) => role === 2);
    assert.deepEqual(user.map(({ type }) => kCodes[type - 1]), ['TEXT_MESSAGE_START', 'TEXT_MESSAGE_CONTENT', 'TEXT_MESSAGE_END']);
    assert.equal(user[1].data.delta, kPrompts[prompt]);
    assert.deepEqual(events.slice(0, 3), user, 'the triple stands before RUN_STARTED');
    assert.deepEqual(events.slice(3).map(({ event_id, type, data }) => ({ event_id, type: kCodes[type - 1], data })), frames);
    const ids = events.map(({ event_id }) => event_id);
    assert.deepEqual(ids, [...new Set(ids)].sort((a, b) => a - b));
    for (const { type, role } of events.slice(3))
      assert.equal(role, /^(RUN|STEP|TITLE|CONTEXT)/.test(kCodes[type - 1]) ? 3 : kCodes[type - 1] === 'TOOL_CALL_RESULT' ? 4 : 1, kCodes[type - 1]);
  }
});

test('the text arrives as it was scripted, whatever is in it', async () => {
  const { frames } = await mock.told(kPrompts.echo);
  assert.equal(text_of(frames), kPrompts.echo);
});

test('a tool call without confirmation streams start, arguments, end, progress and result', async () => {
  const { frames } = await mock.told(kPrompts.tool);
  const calls = frames.filter(({ type }) => type.startsWith('TOOL_'));
  const first = calls.filter(({ data }) => data.tool_call_id === calls[0].data.tool_call_id);
  assert.deepEqual(types(first), ['TOOL_CALL_START', 'TOOL_CALL_ARGS_DELTA', 'TOOL_CALL_ARGS_DELTA', 'TOOL_CALL_END', 'TOOL_CALL_PROGRESS', 'TOOL_CALL_PROGRESS', 'TOOL_CALL_RESULT']);
  assert.deepEqual(JSON.parse(first[1].data.delta + first[2].data.delta), { function_id: 7 });
  assert.equal(first.at(-1).data.result, 'int main');
  assert.deepEqual(first.at(-1).data.updated, [{ type: 'function', ids: [7] }]);
  const last = calls.at(-1).data;
  assert.equal(last.is_error, true);
  assert.notEqual(last.tool_call_id, first[0].data.tool_call_id);
});

for (const approved of [true, false])
  test(`${approved ? 'approving' : 'rejecting'} a call lets the same run go on`, async () => {
    const id = await mock.create();
    await mock.send(id, kPrompts.ask);
    const stream = mock.stream(id);
    await stream.has('TOOL_CONFIRMATION_REQUIRED');
    const answer = await mock.call('POST', mock.path(id, '/confirm'), { approved });
    assert.equal(answer.status, 200);
    assert.equal(answer.json.conversation_uuid, id);
    const frames = await stream.ended();
    const [asked] = frames.filter(({ type }) => type === 'TOOL_CONFIRMATION_REQUIRED');
    const [result] = frames.filter(({ type }) => type === 'TOOL_CALL_RESULT');
    assert.equal(result.data.tool_call_id, asked.data.tool_call_id);
    assert.equal(result.data.is_error ?? false, !approved);
    assert.equal(result.data.result, approved ? 'renamed' : 'kept');
    assert.equal(types(frames).filter((type) => type === 'RUN_STARTED').length, 1);
    assert.equal(frames.at(-1).type, 'RUN_FINISHED');
    assert.equal((await mock.call('POST', mock.path(id, '/confirm'), { approved })).status, 404, 'nothing is pending any more');
  });

for (const [phase, prompt, seen] of [['text streams', 'forever', 'TEXT_MESSAGE_CONTENT'], ['a tool runs', 'slow_tool', 'TOOL_CALL_START'], ['a confirmation is pending', 'ask', 'TOOL_CONFIRMATION_REQUIRED']])
  test(`cancelling while ${phase} ends the run with RUN_CANCELLED and nothing else`, async () => {
    const id = await mock.create();
    await mock.send(id, kPrompts[prompt]);
    const stream = mock.stream(id);
    await stream.has(seen);
    const before_cancel = stream.frames().length;
    const answer = await mock.call('POST', mock.path(id, '/cancel'));
    assert.equal(answer.status, 200);
    assert.deepEqual(strange_members('status', answer.json), []);
    const frames = await stream.ended();
    assert.equal(frames.at(-1).type, 'RUN_CANCELLED');
    assert.ok(frames.length >= before_cancel + 1);
    assert.equal(types(frames).filter((type) => /RUN_(FINISHED|ERROR|CANCELLED)/.test(type)).length, 1);
    for (const rest of ['/cancel', '/confirm'])
      assert.equal((await mock.call('POST', mock.path(id, rest), rest === '/confirm' ? { approved: true } : undefined)).status, 404);
    assert.equal((await mock.send(id, kPrompts.plain)).status, 202, 'a cancelled conversation takes the next message');
  });

test('a failing run ends with RUN_ERROR and its message', async () => {
  const { frames } = await mock.told(kPrompts.fail);
  assert.equal(frames.at(-1).type, 'RUN_ERROR');
  assert.equal(frames.at(-1).data.message ?? frames.at(-1).data.error, 'The model is gone.');
});

test('the title changes by a script only if none was given', async () => {
  const named = await mock.told(kPrompts.title);
  assert.equal(named.frames.find(({ type }) => type === 'TITLE_UPDATED').data.title, 'A good name');
  assert.equal((await mock.call('GET', mock.path(named.id))).json.title, 'A good name');
  const given = await mock.told(kPrompts.title, { title: 'mine' });
  assert.ok(!types(given.frames).includes('TITLE_UPDATED'));
  assert.equal((await mock.call('GET', mock.path(given.id))).json.title, 'mine');
});

test('of eight messages at once exactly one is accepted', async () => {
  const id = await mock.create();
  const answers = await Promise.all(Array.from({ length: 8 }, () => mock.send(id, kPrompts.forever)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [202, 409, 409, 409, 409, 409, 409, 409]);
  assert.equal((await history(id)).filter(({ role }) => role === 2).length, 3, 'refused messages leave no trace');
});

test('a prompt that no scenario knows gets a deterministic reply', async () => {
  const [one, other] = await Promise.all([mock.told('What is the answer?'), mock.told('What is the answer?')]);
  assert.equal(one.frames.at(-1).type, 'RUN_FINISHED');
  assert.ok(text_of(one.frames).length > 0);
  assert.equal(text_of(one.frames), text_of(other.frames));
});
