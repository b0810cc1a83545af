// The independent server keeps the rules of the notes, also under every variation; and every breach is a running server.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { breaches } from './reveng/breaches.mjs';
import { variations } from './reveng/variations.mjs';
import { start_server } from './reveng_server.mjs';

const servers = [];
after(() => servers.forEach((server) => { server.closeAllConnections(); server.close(); }));

async function connect(options) {
  const server = await start_server(options);
  servers.push(server);
  const url = `http://127.0.0.1:${server.address().port}`;
  const call = async (method, path, body, key = 'ann') => {
    const headers = { ...(key && { Authorization: key }), ...(body && { 'Content-Type': 'application/json' }) };
    const answer = await fetch(`${url}${path}`, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, json: await answer.json() };
  };
  /** Reads a stream until the first terminal frame, then hangs up. */
  const stream = async (id, query = '') => {
    const answer = await fetch(`${url}/v2/conversations/${id}/events${query}`, { headers: { Authorization: 'ann' } });
    const decoder = new TextDecoder();
    let text = '';
    for await (const part of answer.body) {
      text += decoder.decode(part, { stream: true });
      if (/^data:.*"RUN_(FINISHED|ERROR|CANCELLED)".*[\r\n]/m.test(text)) break;
    }
    return text.split(/\r\n|\r|\n/).filter((line) => line.startsWith('data:')).map((line) => JSON.parse(line.slice(5)));
  };
  return { call, stream };
}

const types = (frames) => frames.map(({ type }) => type);

for (const variation of [null, ...variations.map(({ name }) => name)])
  test(`a story holds with the variation ${variation ?? 'none'}`, async () => {
    const { call, stream } = await connect({ variation: variation ? [variation] : [] });
    const made = await call('POST', '/v2/conversations', { title: 'x', context: { analysis_id: 7 } });
    assert.equal(made.status, 201);
    const id = made.json.conversation_uuid;
    assert.equal((await call('POST', `/v2/conversations/${id}/messages`, { content: 'Rename it' })).status, 202);
    assert.equal((await call('POST', `/v2/conversations/${id}/messages`, { content: 'again' })).status, 409);
    const reading = stream(id);
    let answer;
    do answer = await call('POST', `/v2/conversations/${id}/confirm`, { approved: true }); while (answer.status === 404);
    assert.equal(answer.status, 200);
    const frames = await reading;
    assert.equal(types(frames)[0], 'RUN_STARTED');
    assert.equal(types(frames).at(-1), 'RUN_FINISHED');
    assert.ok(types(frames).includes('TOOL_CONFIRMATION_REQUIRED'));
    const rest = await stream(id, `?last_event_id=${frames[2].event_id}`);
    if (variation !== 'ids_64_bit') assert.deepEqual(rest, frames.slice(3)); // there JSON.parse rounds, so that the cut moves
    const { events } = (await call('GET', `/v2/conversations/${id}`)).json;
    assert.deepEqual(events.filter(({ role }) => role !== 2).map(({ data }) => data), frames.map(({ data }) => data));
  });

test('cancel ends a long run, and only a run', async () => {
  const { call, stream } = await connect({});
  const id = (await call('POST', '/v2/conversations', {})).json.conversation_uuid;
  assert.equal((await call('POST', `/v2/conversations/${id}/cancel`)).json.error.code, 'NO_ACTIVE_RUN');
  await call('POST', `/v2/conversations/${id}/messages`, { content: 'a very long text' });
  const reading = stream(id);
  assert.equal((await call('POST', `/v2/conversations/${id}/cancel`)).status, 200);
  assert.equal(types(await reading).at(-1), 'RUN_CANCELLED');
});

test('refusals have the status and the code of the notes', async () => {
  const { call } = await connect({});
  const id = (await call('POST', '/v2/conversations', {})).json.conversation_uuid;
  const at = (rest) => `/v2/conversations/${rest}`;
  for (const [status, code, ...request] of [
    [401, 'UNAUTHORIZED', 'GET', '/v2/conversations', undefined, ''], [400, 'INVALID_CONVERSATION_ID', 'GET', at('x')],
    [404, 'CONVERSATION_NOT_FOUND', 'GET', at('11111111-2222-4333-8444-555555555555')], [404, 'CONVERSATION_NOT_FOUND', 'GET', at(id), undefined, 'bob'],
    [405, 'METHOD_NOT_ALLOWED', 'DELETE', '/v2/conversations'], [404, 'NOT_FOUND', 'GET', '/v3'], [422, 'VALIDATION_FAILED', 'POST', at(`${id}/messages`), { text: 'x' }],
    [400, 'BAD_REQUEST', 'POST', at(`${id}/messages`), { content: ' ' }], [404, 'NO_PENDING_CONFIRMATION', 'POST', at(`${id}/confirm`), { approved: true }],
    [422, 'VALIDATION_FAILED', 'POST', '/v2/conversations', { context: { analysis_id: 'x' } }], [422, 'VALIDATION_FAILED', 'GET', at(`${id}/events?last_event_id=x`)],
  ]) {
    const { status: got, json } = await call(...request);
    assert.deepEqual([got, json.error.code], [status, code], request.join(' '));
  }
});

describe('every breach is a server that starts and differs in what its row says', () => {
  test('rows are complete and their names unique', () => {
    for (const row of breaches) assert.ok(row.text && row.reddens.length > 0 && row.operation !== undefined, row.name);
    const names = [...breaches, ...variations].map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.ok(breaches.length >= 40 && variations.length >= 12);
  });
  for (const { name } of breaches)
    test(name, async () => {
      const { call } = await connect({ breach: [name] });
      const made = await call('POST', '/v2/conversations', { title: 'x' });
      assert.ok(made.status < 300);
    });
});
