// The mock of Sema4.ai, asked by curl and read by eventsource-parser: uploads with hostile names, downloads, pages, streams.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { curl } from './curl.mjs';
import { npm_package, scratch, start, start_mock } from './support.mjs';

const kAgent = '5d1f6f0e-3c52-4a7e-9d0b-7f4c2a9e1b30';
const kKey = ['-H', 'Authorization: Bearer s4w_confab0default'];
const kJson = ['-H', 'Content-Type: application/json'];
const kUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let mock;
before(async () => { mock = await start_mock([], 'sema4'); });
after(() => mock.stop());

const path = (rest = '') => `${mock.url}/api/v2/agents/${kAgent}/conversations${rest}`;
async function ask(...args) {
  const answer = await curl(...kKey, ...args);
  return { ...answer, json: answer.headers['content-type']?.startsWith('application/json') ? JSON.parse(answer.text) : undefined };
}
const run_curl = (...args) => start('curl', ['-sS', ...kKey, ...args]).done;
const create = async (name = 'blackbox') => (await ask(...kJson, '-d', JSON.stringify({ name }), path())).json.id;
const post = (id, content, rest = 'messages') => ask(...kJson, '-d', JSON.stringify({ content }), path(`/${id}/${rest}`));

test('a conversation is created, listed, deleted, and gone', async () => {
  const made = await ask(...kJson, '-d', '{"name":"Q3 reconciliation"}', path());
  assert.equal(made.status, 200);
  assert.match(made.json.id, kUuid);
  assert.deepEqual({ ...made.json, id: 0 }, { id: 0, name: 'Q3 reconciliation', agent_id: kAgent });
  assert.ok((await ask(path())).json.data.some(({ id }) => id === made.json.id));
  const gone = await ask('-X', 'DELETE', path(`/${made.json.id}`));
  assert.equal(gone.status, 200);
  assert.deepEqual(gone.json, made.json);
  for (const rest of ['messages', 'files', 'data-frames', 'files/download/?file_ref=a', 'data-frames/x'])
    assert.equal((await ask(path(`/${made.json.id}/${rest}`))).status, 404, rest);
});

test('both forms of the base URL describe themselves without a key', async () => {
  for (const base of ['', '/', '/api/v2', '/api/v2/', '/tenants/spar/api/v2']) {
    const answer = await curl(`${mock.url}${base}`);
    assert.equal(answer.status, 200, base);
    const document = JSON.parse(answer.text);
    assert.match(document.openapi, /^3\./);
    assert.equal(Object.values(document.paths).flatMap(Object.values).filter((one) => one.operationId).length, 11);
    const refs = [...answer.text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, ref]) => ref.split('/'));
    assert.ok(refs.length > 20);
    for (const ref of refs) assert.ok(ref.reduce((at, key) => at?.[key], document), ref.join('/'));
  }
  assert.equal((await curl(`${mock.url}/tenants/a/b/api/v2`)).status, 404);
});

test('bytes survive an upload with curl, whatever the file is called', async () => {
  const id = await create();
  const bytes = Buffer.from(Array.from({ length: 70000 }, (_, at) => (at * 7919) & 255));
  const source = join(scratch, 'upload.bin');
  writeFileSync(source, bytes);
  const names = ['plain.bin', 'with space & more.bin', 'Größe 日本語.bin', 'say "hi".bin', 'semi;colon=x.bin'];
  for (const name of names) {
    const quoted = name.replace(/["\\]/g, '\\$&');
    const up = await ask('-F', `files=@"${source}";filename="${quoted}";type=application/x-thing`, path(`/${id}/files`));
    assert.equal(up.status, 200, up.text);
    assert.equal(up.json[0].file_ref, name);
    const target = join(scratch, 'download.bin');
    const { code, stdout } = await run_curl('-o', target, '-w', '%{http_code} %{content_type}', '-G', '--data-urlencode', `file_ref=${name}`, path(`/${id}/files/download/`));
    assert.equal(code, 0);
    assert.equal(stdout, '200 application/x-thing', name);
    assert.ok(readFileSync(target).equals(bytes), name);
  }
  assert.deepEqual((await ask(path(`/${id}/files`))).json.map((one) => one.file_ref), names);
});

test('names that try to lead elsewhere stay inside', async () => {
  const id = await create();
  const source = join(scratch, 'evil.txt');
  writeFileSync(source, 'evil');
  for (const [name, kept] of [['../../etc/passwd', 'passwd'], ['/etc/shadow', 'shadow'], ['C:\\\\windows\\\\win.ini', 'win.ini'], ['..', null], ['.', null], ['a/', null]]) {
    const up = await ask('-F', `files=@${source};filename="${name}"`, path(`/${id}/files`));
    assert.equal(up.status, kept ? 200 : 422, `${name} ${up.text}`);
    if (kept) assert.equal(up.json[0].file_ref, kept);
    else assert.equal(up.json.error.code, 'unprocessable_entity');
  }
  for (const ref of ['../passwd', '/etc/passwd', '..%2fpasswd', 'passwd%00', '%2e%2e/passwd'])
    assert.equal((await ask(path(`/${id}/files/download/?file_ref=${ref}`))).status, 404, ref);
});

test('an upload beyond the limit is 413, in the vendor’s envelope', async () => {
  const id = await create();
  for (const size of [(8 << 20) + 1, 12 << 20]) {
    const source = join(scratch, 'large.bin');
    writeFileSync(source, Buffer.alloc(size));
    const up = await ask('-F', `files=@${source}`, path(`/${id}/files`));
    assert.equal(up.status, 413);
    assert.equal(up.json.error.code, 'payload_too_large');
  }
  assert.deepEqual((await ask(path(`/${id}/files`))).json, []);
});

test('a stream read by eventsource-parser adds up to what is stored', async () => {
  const { createParser } = npm_package('eventsource-parser');
  const id = await create();
  const response = await fetch(path(`/${id}/stream`), { method: 'POST', body: JSON.stringify({ content: 'Tell me something.' }),
    headers: { Authorization: 'Bearer s4w_confab0default', 'Content-Type': 'application/json', Accept: 'text/event-stream' } });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/event-stream/);
  const deltas = [];
  const parser = createParser({ onEvent: ({ data }) => deltas.push(JSON.parse(data).delta) });
  for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) parser.feed(bytes);
  assert.ok(deltas.length >= 1);
  const { data } = (await ask(path(`/${id}/messages`))).json;
  assert.deepEqual(data.map(({ role }) => role), ['user', 'agent']);
  assert.equal(data[1].content.at(-1).text, deltas.join(''));
  assert.ok(data.every(({ complete }) => complete));
});

test('a posted message waits for the agent and holds nobody up meanwhile', async () => {
  const id = await create();
  const slow = post(id, 'Tell me something else.');
  assert.equal((await ask(path())).status, 200);
  const { status, json } = await slow;
  assert.equal(status, 200);
  assert.equal(json.data.at(-1).role, 'agent');
  assert.equal(json.data.at(-1).complete, true);
});

test('hostile bodies are refused in the vendor’s envelope', async () => {
  const invalid = join(scratch, 'invalid.json');
  writeFileSync(invalid, Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]));
  for (const body of ['{"name":', '[]', '{"name":7}', '{"name":null}', '{"name":"a","name":7}', `{"name":${'['.repeat(10000)}`, `@${invalid}`]) {
    const answer = await ask(...kJson, '--data-binary', body, path());
    assert.equal(answer.status, 422, body.slice(0, 40));
    assert.equal(answer.json.error.code, 'unprocessable_entity');
  }
});
