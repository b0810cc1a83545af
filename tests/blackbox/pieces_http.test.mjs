// Pieces OS as an HTTP server, asked by curl: media types, hostile bodies, paths and methods nobody knows.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client } from './curl.mjs';
import { kAsset, start_pieces } from './pieces.mjs';
import { raw_exchange, resident_kib } from './support.mjs';

let mock, call;
before(async () => {
  mock = await start_pieces(['--seed', '7']);
  call = client(mock.url);
});
after(() => mock.stop());

const create = '/conversations/create';
const count = async () => (await call('GET', '/conversations/identifiers')).json.iterable.length;
const assert_text = (answer, status) => {
  assert.equal(answer.status, status, answer.text.slice(0, 300));
  assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
  assert.ok(answer.text.length > 0);
};

test('every answer has its media type and may be read by any page', async () => {
  for (const [method, path] of [['GET', '/conversations'], ['GET', '/conversations/identifiers'], ['POST', create], ['POST', `${create}/from_asset/${kAsset}`]]) {
    const answer = await call(method, path);
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(answer.headers['access-control-allow-origin'], '*');
  }
  const { id } = (await call('POST', create)).json;
  const deleted = await call('POST', `/conversations/${id.toUpperCase()}/delete`);
  assert.deepEqual([deleted.status, deleted.text, deleted.headers['content-type']], [204, '', undefined]);
});

test('unknown paths and methods', async () => {
  for (const [method, path] of [['GET', '/'], ['GET', '/conversation'], ['GET', '/conversations/'], ['GET', '/conversations/x'], ['DELETE', '/conversations/x'], ['PUT', '/conversations'],
    ['GET', create], ['POST', `${create}/from_asset`], ['GET', '/conversations/x/delete'], ['DELETE', '/conversations/x/delete'], ['POST', '/conversations/stream/identifiers'], ['BREW', '/conversations']]) {
    const answer = await call(method, path);
    assert_text(answer, 404);
    assert.equal(answer.text, 'Route not found', `${method} ${path}`);
  }
});

test('hostile bodies are refused in plain text and create nothing', async () => {
  const before = await count();
  const deep = '['.repeat(10_000);
  const bodies = ['{', 'null', '[]', '7', '"COPILOT"', '{}', '{"type":null}', '{"type":7}', '{"type":["COPILOT"]}', '{"type":"copilot"}', '{"type":"UNKNOWN"}', '{"type":"COPILOT","name":{}}',
    '{"type":"COPILOT","favorited":"yes"}', '{"type":"COPILOT","messages":[{}]}', '{"type":"COPILOT","messages":[null]}', '{"type":"COPILOT","anchors":[{"type":"FILE"}]}',
    '{"type":"COPILOT","annotations":[{"type":"SUMMARY"}]}', '{"type":"COPILOT","model":{}}', '{"type":"COPILOT","application":{"id":"x"}}', '{"type":"COPILOT","demo":1e999}', '\ufeff{',
    deep, `{"type":"COPILOT","x":${deep}${']'.repeat(10_000)}}`, '{"type":"COPILOT"}{"type":"COPILOT"}', '{"type":"COPILOT","name":"\\ud83e"}'];
  for (const body of bodies) assert_text(await call('POST', create, body.slice(0, 100_000)), 500);
  assert_text(await call('POST', create, undefined, '-H', 'Content-Type: text/plain', '--data-binary', '{"type":"COPILOT"}'), 500);
  const invalid = Buffer.concat([Buffer.from('{"type":"COPILOT","name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
  const head = `POST ${create} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${invalid.length}\r\n\r\n`;
  assert.match(await raw_exchange(mock.port, [head, invalid]), /^HTTP\/1\.1 500 [\s\S]*text\/plain/);
  assert.equal(await count(), before);
});

test('what looks odd and is in order', async () => {
  const twice = await call('POST', create, '{"type":"X","type":"COPILOT","name":"a","name":"b"}');
  assert.deepEqual([twice.status, twice.json.name], [200, 'b']);
  const nul = await call('POST', create, '{"type":"COPILOT","name":"a\\u0000b","colour":{"deep":[1]}}');
  assert.deepEqual([nul.status, nul.json.name, nul.json.colour], [200, 'a\0b', undefined]);
  const nulls = await call('POST', create, '{"type":"COPILOT","name":null,"messages":null,"pipeline":{"task":null},"assets":{"iterable":null}}');
  assert.equal(nulls.status, 200, nulls.text);
  assert.doesNotMatch(nulls.text, /null/);
});

test('more than four mebibytes are refused, and nothing grows', async () => {
  const before = resident_kib(mock.child.pid);
  const body = `{"type":"COPILOT","name":"${'x'.repeat(5 * 1024 * 1024)}"}`;
  const head = `POST ${create} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  assert.match(await raw_exchange(mock.port, [head, body]), /^HTTP\/1\.1 500 [\s\S]*text\/plain/);
  assert.ok(resident_kib(mock.child.pid) - before < 64 * 1024);
});

test('identifiers of any form are looked up', async () => {
  for (const id of ['x', '%20', '%E4%BC%9A%E8%A9%B1', '..%2F..%2Fetc', '%00', '0'.repeat(4000)]) assert_text(await call('POST', `/conversations/${id}/delete`), 500);
  assert_text(await call('POST', '/conversations/%ff%/delete'), 500);
});

test('a seed gives the same identifiers each time', async () => {
  const ids = [];
  for (let round = 0; round < 2; ++round) {
    const again = await start_pieces(['--seed', '9']);
    const ask = client(again.url);
    ids.push([(await ask('POST', create, { type: 'COPILOT', messages: [{ role: 'USER', fragment: { string: { raw: 'x' } } }] })).json, (await ask('POST', `${create}/from_asset/${kAsset}`)).json]);
    await again.stop();
  }
  assert.deepEqual(ids[0], ids[1]);
});
