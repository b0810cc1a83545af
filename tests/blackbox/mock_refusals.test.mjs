// Every refusal of the mock against the vendor's notes: status, code, envelope, and the order in which a request is judged.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { scripted_mock } from './mock.mjs';
import { kPrompts, kUnknownId } from './personas.mjs';
import { scratch_file } from './support.mjs';

let mock, id, foreign, busy, pending;
before(async () => {
  mock = await scripted_mock();
  id = await mock.create({ title: 'refusals' });
  foreign = (await mock.as('second_user')('POST', '/v2/conversations', {})).json.conversation_uuid;
  busy = await mock.create();
  await mock.send(busy, kPrompts.forever);
  pending = await mock.create();
  await mock.send(pending, kPrompts.ask);
  const stream = mock.stream(pending);
  await stream.has('TOOL_CONFIRMATION_REQUIRED');
  stream.close();
});
after(() => mock.stop());

const kTitles = {
  BAD_REQUEST: 'Bad Request', INVALID_CONVERSATION_ID: 'Invalid Conversation ID', UNAUTHORIZED: 'Unauthorized', INSUFFICIENT_CREDITS: 'Insufficient Credits',
  ACCESS_DENIED: 'Access Denied', CONVERSATION_NOT_FOUND: 'Conversation Not Found', NO_ACTIVE_RUN: 'No Active Run', NO_PENDING_CONFIRMATION: 'No Pending Confirmation',
  NOT_FOUND: 'Not Found', METHOD_NOT_ALLOWED: 'Method Not Allowed', RUN_ALREADY_ACTIVE: 'Run Already Active', UNSUPPORTED_MEDIA_TYPE: 'Unsupported Media Type',
  VALIDATION_FAILED: 'Validation Failed', TOKEN_EXPIRED: 'Token Expired', REQUEST_ENTITY_TOO_LARGE: 'Request Entity Too Large',
};

function assert_refusal(answer, status, code) {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers['content-type'] ?? '', /^application\/json(;|$)/);
  assert.deepEqual(Object.keys(answer.json ?? {}), ['error'], answer.text);
  const { error } = answer.json;
  assert.deepEqual(Object.keys(error).filter((key) => !['code', 'message', 'trace_id', 'detail', 'doc_url'].includes(key)), []);
  assert.ok([code].flat().includes(error.code), `${error.code} instead of ${code}`);
  assert.equal(error.message, kTitles[error.code]);
  assert.equal(typeof error.trace_id, 'string');
  assert.notEqual(error.trace_id, '');
  assert.equal(error.doc_url, `https://docs.reveng.ai/errors/${error.code}`);
  if ('detail' in error) assert.equal(typeof error.detail, 'string');
}

const kBodies = { messages: { content: 'hello' }, confirm: { approved: true } };
const each_id_operation = (path_id) => [
  ['GET', `/v2/conversations/${path_id}`], ['GET', `/v2/conversations/${path_id}/events`],
  ['POST', `/v2/conversations/${path_id}/messages`, kBodies.messages], ['POST', `/v2/conversations/${path_id}/cancel`],
  ['POST', `/v2/conversations/${path_id}/confirm`, kBodies.confirm],
];

for (const [what, path_id] of [['no UUID', 'not-a-uuid'], ['too short', kUnknownId.slice(1)], ['with braces', encodeURIComponent(`{${kUnknownId}}`)],
  ['wrong alphabet', kUnknownId.replace('a', 'g')], ['hostile', encodeURIComponent("'; DROP TABLE--")], ['a NUL', '%00']])
  test(`an id that is ${what} answers 400 on every operation`, async () => {
    for (const [method, path, body] of each_id_operation(path_id)) assert_refusal(await mock.call(method, path, body), 400, 'INVALID_CONVERSATION_ID');
  });

test('an unknown conversation answers 404 on every operation', async () => {
  for (const [method, path, body] of each_id_operation(kUnknownId)) assert_refusal(await mock.call(method, path, body), 404, 'CONVERSATION_NOT_FOUND');
});

test("another user's conversation answers 404 on every operation, and its owner still has it", async () => {
  for (const [method, path, body] of each_id_operation(foreign)) assert_refusal(await mock.call(method, path, body), 404, 'CONVERSATION_NOT_FOUND');
  assert.equal((await mock.as('second_user')('GET', `/v2/conversations/${foreign}`)).status, 200);
});

for (const persona of ['nobody', 'unknown_key', 'expired'])
  test(`${persona} is answered with 401 on every operation`, async () => {
    for (const [method, path, body] of [['GET', '/v2/conversations'], ['POST', '/v2/conversations', {}], ...each_id_operation(id)])
      assert_refusal(await mock.as(persona)(method, path, body), 401, ['UNAUTHORIZED', 'TOKEN_EXPIRED']);
  });

test('an account without credits cannot send, and can do everything else', async () => {
  const call = mock.as('no_credits');
  const mine = (await call('POST', '/v2/conversations', {})).json.conversation_uuid;
  assert_refusal(await call('POST', `/v2/conversations/${mine}/messages`, kBodies.messages), 402, 'INSUFFICIENT_CREDITS');
  assert.deepEqual((await call('GET', `/v2/conversations/${mine}`)).json.events ?? [], [], 'a refused message leaves no trace');
});

test('a user without access cannot send', async () => {
  const call = mock.as('no_access');
  const mine = (await call('POST', '/v2/conversations', {})).json.conversation_uuid;
  const answer = await call('POST', `/v2/conversations/${mine}/messages`, { content: 'hello', context: { analysis_id: 7 } });
  assert_refusal(answer, 403, 'ACCESS_DENIED');
});

test('a message during a run answers 409, also while a confirmation is pending', async () => {
  for (const one of [busy, pending]) assert_refusal(await mock.send(one, 'hello'), 409, 'RUN_ALREADY_ACTIVE');
});

test('cancel without a run and confirm without a pending call answer 404', async () => {
  assert_refusal(await mock.call('POST', `/v2/conversations/${id}/cancel`), 404, 'NO_ACTIVE_RUN');
  for (const one of [id, busy])
    for (const approved of [true, false])
      assert_refusal(await mock.call('POST', `/v2/conversations/${one}/confirm`, { approved }), 404, 'NO_PENDING_CONFIRMATION');
});

const kMalformed = ['', '{', 'nul', '{"content":"a"', '{"content":"a",}', '\ufeff', '[1', '{"content":"\\ud800', '{"content":"a"} x', "{'content':'a'}"];
for (const text of kMalformed)
  test(`a body that is no JSON answers 400: ${JSON.stringify(text)}`, async () => {
    for (const path of ['', `/${id}/messages`, `/${id}/confirm`]) assert_refusal(await mock.call('POST', `/v2/conversations${path}`, text), 400, 'BAD_REQUEST');
  });

test('a body that is not UTF-8 is refused', async () => {
  const file = scratch_file('.json');
  writeFileSync(file, Buffer.concat([Buffer.from('{"content":"'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}')]));
  const answer = await mock.call('POST', `/v2/conversations/${id}/messages`, undefined, '-H', 'Content-Type: application/json', '--data-binary', `@${file}`);
  assert_refusal(answer, 400, 'BAD_REQUEST');
});

for (const content of ['', ' ', '\n\t '])
  test(`a blank content answers 400: ${JSON.stringify(content)}`, async () => {
    assert_refusal(await mock.send(id, content), 400, 'BAD_REQUEST');
  });

const kInvalid = {
  '': [[], 'x', 7, null, { title: 7 }, { titel: 'x' }, { context: 'x' }, { context: { analysis_id: '7' } }, { context: { analysis: 7 } }, { context: { function_id: 1.5 } },
    '{"context":{"analysis_id":9223372036854775808}}', '{"context":{"analysis_id":-9223372036854775809}}', '{"context":{"analysis_id":1e300}}'],
  messages: [{}, [], { content: 7 }, { content: null }, { content: ['x'] }, { content: 'x', extra: 1 }, { content: 'x', context: [] }, { text: 'x' }],
  confirm: [{}, { approved: 'true' }, { approved: 1 }, { approved: null }, { approved: true, id: 1 }, []],
};
for (const [rest, bodies] of Object.entries(kInvalid))
  for (const body of bodies)
    test(`an invalid body of ${rest || 'create'} answers 422: ${typeof body === 'string' ? body : JSON.stringify(body)}`, async () => {
      const text = typeof body === 'string' && body.startsWith('{') ? body : JSON.stringify(body);
      assert_refusal(await mock.call('POST', `/v2/conversations${rest && `/${id}/${rest}`}`, text), 422, 'VALIDATION_FAILED');
    });

const kValid = [{}, { title: '' }, { title: null }, { context: null }, { context: {} }, { context: { analysis_id: null } }, { title: 'x', context: { analysis_id: 7, function_id: -1 } },
  '{"context":{"analysis_id":9223372036854775807}}', '{"context":{"function_id":-9223372036854775808}}', ' \r\n{ } '];
for (const body of kValid)
  test(`a valid body of create answers 201: ${typeof body === 'string' ? body : JSON.stringify(body)}`, async () => {
    assert.equal((await mock.call('POST', '/v2/conversations', body)).status, 201);
  });

for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/jsonx'])
  test(`a body of ${type} answers 415`, async () => {
    for (const path of ['', `/${id}/messages`, `/${id}/confirm`])
      assert_refusal(await mock.call('POST', `/v2/conversations${path}`, undefined, '-H', `Content-Type: ${type}`, '--data-binary', '{}'), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

for (const type of ['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;charset=UTF-8'])
  test(`a body of ${type} is JSON`, async () => {
    assert.equal((await mock.call('POST', '/v2/conversations', undefined, '-H', `Content-Type: ${type}`, '--data-binary', '{}')).status, 201);
  });

for (const text of ['x', '1.5', '1e3', '', ' ', '0x10', '9223372036854775808', '-9223372036854775809', '99999999999999999999999', '1%0a2', '%00', 'NaN', '1,2', '--1'])
  test(`last_event_id=${text} answers 422 before the stream opens`, async () => {
    assert_refusal(await mock.call('GET', `/v2/conversations/${id}/events?last_event_id=${text.trim() === '' ? encodeURIComponent(text) : text}`), 422, 'VALIDATION_FAILED');
  });

const kMethods = [['/v2/conversations', 'PUT', ['GET', 'POST']], ['/v2/conversations', 'DELETE', ['GET', 'POST']], ['/v2/conversations', 'PATCH', ['GET', 'POST']],
  [`/v2/conversations/${kUnknownId}`, 'DELETE', ['GET']], [`/v2/conversations/${kUnknownId}`, 'POST', ['GET']], [`/v2/conversations/${kUnknownId}/messages`, 'GET', ['POST']],
  [`/v2/conversations/${kUnknownId}/cancel`, 'GET', ['POST']], [`/v2/conversations/${kUnknownId}/confirm`, 'PUT', ['POST']], [`/v2/conversations/${kUnknownId}/events`, 'POST', ['GET']],
  ['/v2/conversations', 'BREW', ['GET', 'POST']]];
for (const [path, method, allowed] of kMethods)
  test(`${method} ${path.replace(kUnknownId, '{id}')} answers 405 and says what is allowed`, async () => {
    const answer = await mock.call(method, path);
    assert_refusal(answer, 405, 'METHOD_NOT_ALLOWED');
    const named = answer.headers.allow.split(/\s*,\s*/).filter((one) => !['HEAD', 'OPTIONS'].includes(one));
    assert.deepEqual(named.sort(), allowed.sort());
  });

for (const path of ['/', '/v2', '/v1/conversations', '/v2/conversation', `/v2/conversations/${kUnknownId}/archive`, `/v2/conversations/${kUnknownId}/events/1`, '/favicon.ico', '/%2e%2e/etc/passwd'])
  test(`an unknown path answers 404: ${path}`, async () => {
    assert_refusal(await mock.call('GET', path), 404, 'NOT_FOUND');
  });

test('a request is judged in order: credential, id, body, conversation, credits, state', async () => {
  const at = (rest) => `/v2/conversations/${rest}`;
  assert_refusal(await mock.as('nobody')('POST', at('x/messages'), '{'), 401, 'UNAUTHORIZED');
  assert_refusal(await mock.call('POST', at('x/messages'), '{'), 400, 'INVALID_CONVERSATION_ID');
  assert_refusal(await mock.call('POST', at(`${kUnknownId}/messages`), '{'), 400, 'BAD_REQUEST');
  assert_refusal(await mock.call('POST', at(`${kUnknownId}/messages`), {}), 422, 'VALIDATION_FAILED');
  assert_refusal(await mock.call('POST', at(`${kUnknownId}/messages`), undefined, '-H', 'Content-Type: text/plain', '-d', '{'), 415, 'UNSUPPORTED_MEDIA_TYPE');
  assert_refusal(await mock.as('no_credits')('POST', at(`${busy}/messages`), { content: 'x' }), 404, 'CONVERSATION_NOT_FOUND');
  assert_refusal(await mock.call('POST', at(`${busy}/messages`), {}), 422, 'VALIDATION_FAILED');
  assert_refusal(await mock.call('POST', at(`${kUnknownId}/confirm`), { approved: 1 }), 422, 'VALIDATION_FAILED');
});
