// The stream of identifiers, read by the npm package ws.
import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { kAsset, kNoAsset, read_feed, sdk_client, start_pieces } from './pieces.mjs';
import { raw_exchange, until, within } from './support.mjs';

/** One test with a mock of its own. */
const story = (name, tell) => test(name, async () => {
  const mock = await start_pieces();
  try {
    await tell(mock, sdk_client(mock.url));
  } finally {
    await mock.stop();
  }
});
const create = async (api) => (await api.conversationsCreateSpecificConversation({ seededConversation: { type: 'COPILOT' } })).id;
const erase = (api, conversation) => api.conversationsDeleteSpecificConversation({ conversation });
const made = (id) => ({ conversation: { id } });
const gone = (id) => ({ conversation: { id }, deleted: true });

story('the first message is there when there are no conversations', async (mock) => {
  const feed = await read_feed(mock.url);
  assert.deepEqual(await feed.first(), []);
  assert.deepEqual(feed.messages[0], { iterable: [] });
  await feed.close();
});

story('the first message names what there is and nothing that was deleted', async (mock, api) => {
  const ids = [await create(api), await create(api), await create(api)];
  await erase(api, ids[1]);
  const feed = await read_feed(mock.url);
  assert.deepEqual(await feed.first(), [made(ids[0]), made(ids[2])]);
  await feed.close();
});

story('one message a change, in order, and nothing for what was refused', async (mock, api) => {
  const feed = await read_feed(mock.url);
  await feed.first();
  const one = await create(api);
  await assert.rejects(api.conversationsCreateSpecificConversation({ seededConversation: {} }));
  await assert.rejects(erase(api, 'nobody'));
  await assert.rejects(api.conversationsCreateFromAsset({ asset: kNoAsset }));
  const two = (await api.conversationsCreateFromAsset({ asset: kAsset })).conversation.id;
  await erase(api, one);
  await assert.rejects(erase(api, one));
  const three = await create(api);
  await feed.count(4);
  assert.deepEqual(feed.messages.slice(1), [made(one), made(two), gone(one), made(three)].map((each) => ({ iterable: [each] })));
  await feed.close();
});

story('fifty creations and deletions at once reach every reader completely and in the same order', async (mock, api) => {
  const readers = await Promise.all(Array.from({ length: 8 }, () => read_feed(mock.url)));
  await Promise.all(readers.map((reader) => reader.first()));
  const ids = await Promise.all(Array.from({ length: 50 }, () => create(api)));
  assert.equal(new Set(ids).size, 50);
  await Promise.all(ids.slice(0, 25).map((id) => erase(api, id)));
  for (const reader of readers) {
    await reader.count(75);
    assert.equal(reader.changes().length, 75);
    assert.deepEqual(reader.changes(), readers[0].changes());
  }
  const changes = readers[0].changes();
  assert.deepEqual(new Set(changes.filter(({ deleted }) => !deleted).map(({ conversation }) => conversation.id)), new Set(ids));
  assert.deepEqual(new Set(changes.filter(({ deleted }) => deleted).map(({ conversation }) => conversation.id)), new Set(ids.slice(0, 25)));
  const listed = (await api.conversationsIdentifiersSnapshot()).iterable.map(({ id }) => id);
  assert.deepEqual(changes.filter(({ deleted }) => !deleted).map(({ conversation }) => conversation.id).filter((id) => listed.includes(id)), listed, 'announced in the order of creation');
  await Promise.all(readers.map((reader) => reader.close()));
});

story('a connection that opens while conversations are created misses none and hears of none twice', async (mock, api) => {
  const creating = Array.from({ length: 50 }, () => create(api));
  const readers = await Promise.all(Array.from({ length: 20 }, () => read_feed(mock.url)));
  const ids = await Promise.all(creating);
  const last = await create(api);
  for (const reader of readers) {
    await reader.has(last);
    const seen = reader.entries().map(({ conversation }) => conversation.id);
    assert.deepEqual([...seen].sort(), [...ids, last].sort());
  }
  await Promise.all(readers.map((reader) => reader.close()));
});

story('a reader that leaves, cleanly or not, disturbs no other', async (mock, api) => {
  const [polite, rude, stays] = await Promise.all([read_feed(mock.url), read_feed(mock.url), read_feed(mock.url)]);
  await Promise.all([polite, rude, stays].map((reader) => reader.first()));
  assert.deepEqual(await polite.close(), { code: 1000, reason: '' });
  rude.socket.terminate();
  const id = await create(api);
  await stays.has(id);
  await erase(api, id);
  await stays.has(id, true);
  await stays.close();
});

story('pings are answered with their own bytes', async (mock, api) => {
  const feed = await read_feed(mock.url);
  for (const text of ['', 'confab', 'x'.repeat(125)]) feed.socket.ping(text);
  const id = await create(api);
  await feed.has(id);
  await until(() => feed.pongs.length === 3, 'three pongs');
  assert.deepEqual(feed.pongs, ['', 'confab', 'x'.repeat(125)]);
  await feed.close();
});

story('what a client says is not minded, until it is more than 64 KiB', async (mock, api) => {
  const feed = await read_feed(mock.url);
  feed.socket.send('hello');
  feed.socket.send(Buffer.from([0, 1, 2]));
  feed.socket.send('y'.repeat(60_000));
  await feed.has(await create(api));
  feed.socket.send('z'.repeat(70_000));
  assert.equal((await feed.ended()).code, 1009);
});

story('the code of a close comes back', async (mock) => {
  for (const code of [1000, 1001, 3000, 4999]) {
    const feed = await read_feed(mock.url);
    feed.socket.close(code);
    assert.equal((await feed.ended()).code, code);
  }
});

const handshake = (more = {}) => {
  const headers = { Host: 'x', Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': 13, 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...more };
  return `GET /conversations/stream/identifiers HTTP/1.1\r\n${Object.entries(headers).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
};
/** Opens a WebSocket by hand, sends these bytes once it is open, and resolves with all that came. */
const opened_then = (port, bytes) => within(new Promise((resolve, reject) => {
  const socket = net.connect(port, '127.0.0.1', () => socket.write(handshake()));
  let got = '', sent = false;
  socket.on('data', (part) => {
    got += part.toString('latin1');
    if (!sent && got.includes('\r\n\r\n')) sent = socket.write(bytes) || true;
  });
  socket.on('error', (error) => (['ECONNRESET', 'EPIPE'].includes(error.code) ? resolve(got) : reject(error)));
  socket.on('close', () => resolve(got));
}), 'the server closes');
/** The code of the close frame at the end of what came. */
const close_code = (bytes) => {
  const at = bytes.lastIndexOf('\x88');
  return at < 0 ? null : (bytes.charCodeAt(at + 2) << 8) | bytes.charCodeAt(at + 3);
};

story('frames that break the protocol close the connection with the right code', async (mock) => {
  const frames = {
    'no mask': ['8102' + '6869', 1002],
    'a reserved opcode': ['8380' + '00000000', 1002],
    'a reserved control opcode': ['8b80' + '00000000', 1002],
    'a reserved bit': ['c180' + '00000000', 1002],
    'a ping in fragments': ['0980' + '00000000', 1002],
    'a ping of 126 bytes': ['89fe007e' + '00000000' + '61'.repeat(126), 1002],
    'a continuation of nothing': ['8080' + '00000000', 1002],
    'a text within a text': ['0180' + '00000000' + '8180' + '00000000', 1002],
    'text that is no UTF-8': ['8182' + '00000000' + 'fffe', 1007],
    'a length of a terabyte': ['82ff' + '0000010000000000' + '00000000', 1009],
    'a close with one byte': ['8881' + '00000000' + '03', 1002],
    'a close with a code nobody may send': ['8882' + '00000000' + '03ed', 1002],
  };
  for (const [what, [hex, code]] of Object.entries(frames)) {
    const answer = await opened_then(mock.port, Buffer.from(hex, 'hex'));
    assert.match(answer, /^HTTP\/1\.1 101 /, what);
    assert.match(answer, /sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/i, what);
    assert.equal(close_code(answer), code, what);
  }
});

story('a handshake that is none', async (mock) => {
  const asked = async (more) => raw_exchange(mock.port, handshake({ Connection: 'close', ...more }), { enough: (got) => /\r\n\r\n/.test(got) });
  assert.match(await asked({ Upgrade: null }), /^HTTP\/1\.1 426 [\s\S]*upgrade: websocket/i);
  assert.match(await asked({ Connection: 'Upgrade', 'Sec-WebSocket-Version': 12 }), /^HTTP\/1\.1 426 [\s\S]*sec-websocket-version: 13/i);
  assert.match(await asked({ Connection: 'Upgrade', 'Sec-WebSocket-Key': null }), /^HTTP\/1\.1 4\d\d /);
});

story('a mock that stops closes its sockets', async (mock) => {
  const feed = await read_feed(mock.url);
  await feed.first();
  const ended = feed.ended();
  mock.child.kill('SIGTERM');
  assert.ok([1000, 1001].includes((await ended).code));
});
