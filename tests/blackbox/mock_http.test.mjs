// The mock as an HTTP server: hostile and unusual senders, limits, start and stop, the control interface.
import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { curl } from './curl.mjs';
import { scripted_mock } from './mock.mjs';
import { kPrompts, personas } from './personas.mjs';
import { raw_exchange, resident_kib, run, seconds, until, within } from './support.mjs';

let mock;
before(async () => { mock = await scripted_mock(); });
after(() => mock.stop());

const auth = `Authorization: ${personas.default}\r\n`;
const get_list = (more = '') => `GET /v2/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: ${personas.second_user}\r\n${more}\r\n`; // a user whose list stays empty
const statuses = (text) => [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
const post = (body, headers = '') => `POST /v2/conversations HTTP/1.1\r\nHost: x\r\n${auth}Content-Type: application/json\r\n${headers}\r\n${body}`;

test('several requests on one connection, sent at once, are answered in order', async () => {
  const bodies = ['one', 'two', 'three'].map((title) => JSON.stringify({ title }));
  const text = await raw_exchange(mock.port, [bodies.map((body) => post(body, `Content-Length: ${body.length}\r\n`)).join('') + get_list('Connection: close\r\n')]);
  assert.deepEqual(statuses(text), [201, 201, 201, 200]);
  assert.deepEqual([...text.matchAll(/"title":\s*"(\w+)"/g)].slice(0, 3).map(([, title]) => title), ['one', 'two', 'three']);
});

test('a request may arrive byte by byte', async () => {
  const bytes = [...get_list('Connection: close\r\n')];
  assert.deepEqual(statuses(await raw_exchange(mock.port, bytes)), [200]);
});

test('a chunked body is read', async () => {
  const text = await raw_exchange(mock.port, post('5;x=y\r\n{"tit\r\na\r\nle":"chu"}\r\n0\r\nTrailer: x\r\n\r\n', 'Transfer-Encoding: chunked\r\nConnection: close\r\n'));
  assert.deepEqual(statuses(text), [201]);
  assert.match(text, /"title":\s*"chu"/);
});

test('Expect: 100-continue is answered', async () => {
  const text = await raw_exchange(mock.port, post('{}', 'Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n'));
  assert.deepEqual(statuses(text).filter((status) => status !== 100), [201]);
});

test('HTTP/1.0 gets an answer and its connection closed', async () => {
  assert.deepEqual(statuses(await raw_exchange(mock.port, `GET /v2/conversations HTTP/1.0\r\n${auth}\r\n`)), [200]);
});

test('HEAD has no body', async () => {
  const text = await raw_exchange(mock.port, `HEAD /v2/conversations HTTP/1.1\r\nHost: x\r\n${auth}Connection: close\r\n\r\n`);
  assert.equal(statuses(text).length, 1);
  assert.equal(text.slice(text.indexOf('\r\n\r\n') + 4), '');
});

test('a sender that closes its half still gets the answer', async () => {
  assert.deepEqual(statuses(await raw_exchange(mock.port, get_list(), { half_close: true })), [200]);
});

const kMalformed = ['GARBAGE\r\n\r\n', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'GET / HTTP/1.1\r\nno colon\r\n\r\n',
  'GET / HTTP/1.1\r\nHost : x\r\n\r\n', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 'POST /v2/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  'POST /v2/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 'POST /v2/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n',
  'POST /v2/conversations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n', '\r\n'.repeat(40) + 'x\r\n\r\n', '\0'.repeat(64) + '\r\n\r\n'];
for (const bytes of kMalformed)
  test(`malformed HTTP is answered with 400 or hung up on: ${JSON.stringify(bytes.slice(0, 60))}`, async () => {
    const text = await raw_exchange(mock.port, Buffer.from(bytes, 'latin1'), { half_close: true });
    for (const status of statuses(text)) assert.ok([400, 401, 411, 413, 501, 505].includes(status), text);
    assert.equal((await curl(`${mock.url}/_confab/health`)).status, 200, 'the mock lives on');
  });

test('a malformed request line gets 400 in words', async () => {
  assert.deepEqual(statuses(await raw_exchange(mock.port, 'GARBAGE\r\n\r\n')), [400]);
});

test('both a length and chunks are refused: requests could be smuggled', async () => {
  const text = await raw_exchange(mock.port, `${post('0\r\n\r\n', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n')}${get_list()}`, { half_close: true });
  assert.ok(statuses(text).length <= 1 && (statuses(text)[0] ?? 400) === 400, text);
});

test('more than 16 KiB of headers answer 431', async () => {
  for (const headers of [`X-Big: ${'a'.repeat(20000)}\r\n`, Array.from({ length: 1000 }, (_, at) => `X-${at}: ${'b'.repeat(20)}\r\n`).join('')])
    assert.deepEqual(statuses(await raw_exchange(mock.port, get_list(headers))), [431]);
});

test('endless headers are cut', async () => {
  const socket = net.connect(mock.port, '127.0.0.1');
  const before = resident_kib(mock.child.pid);
  let closed = false, sent = 0;
  socket.on('error', () => {});
  socket.on('close', () => { closed = true; });
  socket.on('data', () => {});
  socket.write('GET / HTTP/1.1\r\n');
  await until(() => {
    if (!closed && socket.writableLength < 1 << 20) for (let round = 0; round < 64; ++round) socket.write(`X-${++sent}: ${'c'.repeat(1000)}\r\n`);
    return closed;
  }, 'the mock hangs up');
  assert.ok(resident_kib(mock.child.pid) - before < 32 * 1024);
});

test('a body of one mebibyte is taken, one byte more answers 413', async () => {
  const title = (size) => JSON.stringify({ title: 'x'.repeat(size - JSON.stringify({ title: '' }).length) });
  const sized = (size) => raw_exchange(mock.port, post(title(size), `Content-Length: ${size}\r\nConnection: close\r\n`));
  assert.deepEqual(statuses(await sized(1 << 20)), [201]);
  const refused = await sized((1 << 20) + 1);
  assert.deepEqual(statuses(refused), [413]);
  assert.match(refused, /REQUEST_ENTITY_TOO_LARGE/);
});

test('a chunked body beyond the limit answers 413 and is not kept', async () => {
  const chunk = `10000\r\n${'y'.repeat(65536)}\r\n`;
  const text = await raw_exchange(mock.port, [post('', 'Transfer-Encoding: chunked\r\n'), ...Array(64).fill(chunk)]);
  assert.equal(statuses(text)[0] ?? 413, 413);
});

test('a head is not waited for without end', { timeout: seconds(100) }, async () => {
  const text = await raw_exchange(mock.port, 'GET /v2/conversations HTTP/1.1\r\nHost:', { time: seconds(90) });
  assert.ok(statuses(text).length === 0 || [400, 408].includes(statuses(text)[0]), text);
});

test('a body is not waited for without end', { timeout: seconds(100) }, async () => {
  const text = await raw_exchange(mock.port, post('{', 'Content-Length: 100\r\n'), { time: seconds(90) });
  assert.ok(statuses(text).length === 0 || [400, 408].includes(statuses(text)[0]), text);
});

test('a thousand connections that come and go leave no memory behind', async () => {
  const rounds = async () => {
    for (let round = 0; round < 20; ++round) await Promise.all(Array.from({ length: 50 }, () => raw_exchange(mock.port, get_list('Connection: close\r\n'), { enough: (text) => text.includes('HTTP/1.1') })));
  };
  await rounds();
  const before = resident_kib(mock.child.pid);
  await rounds();
  assert.ok(resident_kib(mock.child.pid) - before < 8 * 1024 * Number(process.env.CONFAB_SLOWNESS ?? 1));
});

test('the health page answers without a credential', async () => {
  assert.equal((await curl(`${mock.url}/_confab/health`)).status, 200);
});

test('the journal shows requests, and no credential', async () => {
  const secret = 'canary-7f3a9b';
  await curl('-H', `Authorization: Bearer ${secret}`, '-H', `X-Api-Key: ${secret}`, `${mock.url}/v2/conversations`);
  const journal = await curl(`${mock.url}/_confab/journal`);
  assert.equal(journal.status, 200);
  assert.match(journal.text, /\/v2\/conversations/);
  assert.ok(!journal.text.includes(secret), 'the credential stands in the journal');
  for (const credential of Object.values(personas)) assert.ok(!journal.text.includes(credential));
});

test('the journal is bounded', async () => {
  for (let round = 0; round < 30; ++round) await raw_exchange(mock.port, [get_list().repeat(100) + get_list('Connection: close\r\n')]);
  const { text } = await curl(`${mock.url}/_confab/journal`);
  assert.ok(text.length < 4 << 20, `${text.length} bytes`);
});

test('a reset forgets all conversations', async () => {
  const own = await scripted_mock();
  await own.create();
  assert.ok([200, 204].includes((await curl('-X', 'POST', `${own.url}/_confab/reset`)).status));
  assert.deepEqual((await own.call('GET', '/v2/conversations')).json, []);
  await own.stop();
});

test('a page of the control interface that does not exist answers 404', async () => {
  assert.equal((await curl(`${mock.url}/_confab/nothing`)).status, 404);
});

for (const signal of ['SIGTERM', 'SIGINT'])
  test(`${signal} ends open streams cleanly and exits 0`, async () => {
    const own = await scripted_mock();
    const id = await own.create();
    await own.send(id, kPrompts.forever);
    const streams = [own.stream(id), own.stream(id), own.stream(await own.create())];
    await streams[0].has('TEXT_MESSAGE_CONTENT');
    await Promise.all(streams.map((stream) => stream.opened()));
    const idle = net.connect(own.port, '127.0.0.1');
    idle.on('error', () => {});
    const end = await own.stop(signal);
    assert.deepEqual([end.code, end.signal], [0, null], end.stderr);
    for (const stream of streams) await stream.ended(); // a stream that breaks off instead of ending throws
    idle.destroy();
  });

test('a port in use is a clear error', async () => {
  const end = await run(['mock', 'reveng', '--listen', `127.0.0.1:${mock.port}`]);
  assert.notEqual(end.code, 0);
  assert.match(end.stderr, new RegExp(`${mock.port}`));
  assert.match(end.stderr, /in use|already/i);
});

for (const [what, args] of [['no port', ['--listen', '127.0.0.1']], ['a port that is none', ['--listen', '127.0.0.1:99999']], ['an address that is none', ['--listen', 'not an address:1']],
  ['a port file nobody can write', ['--listen', '127.0.0.1:0', '--port-file', '/nonexistent/dir/port']], ['a scenario folder that is missing', ['--scenario-dir', '/nonexistent']],
  ['an unknown vendor', []], ['an unknown flag', ['--lisen', 'x']], ['a seed that is no number', ['--seed', 'x']], ['a negative pace', ['--pace=-1']]])
  test(`mock with ${what} exits 2 and says why`, async () => {
    const end = await run(['mock', what === 'an unknown vendor' ? 'revengg' : 'reveng', ...args]);
    assert.equal(end.code, 2, `${end.stdout}${end.stderr}`);
    assert.ok(end.stderr.length > 10);
    if (what === 'an unknown vendor') assert.match(end.stderr, /\breveng\b/);
  });

test('the same seed gives the same ids and times', async () => {
  const story = async (seed) => {
    const own = await scripted_mock(['--seed', seed]);
    const { id, frames } = await own.told(kPrompts.tool, { title: 'x' });
    const stored = (await own.call('GET', own.path(id))).json;
    await own.stop();
    return { frames, stored };
  };
  const [one, again, other] = [await story('7'), await story('7'), await story('8')];
  assert.deepEqual(again, one);
  assert.notEqual(other.stored.conversation_uuid, one.stored.conversation_uuid);
});

test('--pace 0 takes all delays out of the scripts', async () => {
  const own = await scripted_mock(['--pace', '0']);
  const { frames } = await within(own.told('A prompt that nobody has scripted'), 'the run ends', seconds(2));
  assert.equal(frames.at(-1).type, 'RUN_FINISHED');
  await own.stop();
});
