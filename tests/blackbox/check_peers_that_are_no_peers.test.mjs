// Targets that are no conversations API at all: a verdict or exit 3, soon, in little memory, and no crash.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { check } from './check.mjs';
import { seconds, slowness, start_tcp } from './support.mjs';

const kMemory = 300 * 1024 * slowness; // KiB
const kTime = seconds(100);
const stops = [];
after(() => stops.forEach((stop) => stop()));

/** Answers every request (anything that ends its head) with the same talk. */
const answers = (talk) => (socket) => socket.on('data', (bytes) => { if (bytes.includes('\r\n\r\n')) talk(socket); });
/** Writes for ever, as fast as the other side reads. */
function flood(socket, chunk) {
  const more = () => { while (!socket.destroyed && socket.write(chunk)); };
  socket.on('drain', more);
  more();
}
const conversation = (body) => `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const kOpen = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n';
const kId = '7d9f3a52-0c1e-4b7a-9d11-2f6c8a4b5e60';
const kMade = JSON.stringify({ conversation_uuid: kId, user_id: 1, title: '', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' });

/** A service that is right enough to be asked for a stream, and then streams what `talk` writes. */
const streams = (talk) => (socket) => socket.on('data', (bytes) => {
  const [line] = bytes.toString('latin1').split('\r\n');
  if (!/^(GET|POST|DELETE|PUT) /.test(line)) return;
  if (line.includes('/events')) return talk(socket);
  if (line.includes('/messages')) return socket.write(conversation(JSON.stringify({ conversation_uuid: kId, status: 'ok' })).replace('200 OK', '202 Accepted'));
  if (line.includes('/cancel')) return socket.write(conversation(JSON.stringify({ conversation_uuid: kId, status: 'ok' })));
  if (line.startsWith('POST /v2/conversations ')) return socket.write(conversation(kMade).replace('200 OK', '201 Created'));
  if (line.startsWith('GET /v2/conversations ')) return socket.write(conversation(`[${kMade}]`));
  return socket.write(conversation(kMade.replace('}', ',"events":[]}')));
});

const kPeers = {
  'says nothing': () => {},
  'hangs up at once': (socket) => socket.destroy(),
  'resets': (socket) => socket.resetAndDestroy(),
  'resets after half an answer': answers((socket) => { socket.write('HTTP/1.1 200 OK\r\nContent-Le'); setImmediate(() => socket.resetAndDestroy()); }),
  'is not HTTP': (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'answers with random bytes': answers((socket) => flood(socket, Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) & 255)))),
  'sends endless headers': answers((socket) => { socket.write('HTTP/1.1 200 OK\r\n'); flood(socket, `X-More: ${'h'.repeat(2000)}\r\n`); }),
  'sends one endless header': answers((socket) => { socket.write('HTTP/1.1 200 OK\r\nX-More: '); flood(socket, 'h'.repeat(65536)); }),
  'sends an endless status line': answers((socket) => { socket.write('HTTP/1.1 200 '); flood(socket, 'K'.repeat(65536)); }),
  'sends an endless body': answers((socket) => { socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n['); flood(socket, '0,'.repeat(32768)); }),
  'sends endless chunks': answers((socket) => { socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'); flood(socket, `8000\r\n${'['.repeat(32768)}\r\n`); }),
  'promises an enormous body': answers((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9007199254740991\r\n\r\n[')),
  'has a chunk size that overflows': answers((socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx')),
  'breaks off a body': answers((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[')),
  'nests JSON without end': answers((socket) => socket.end(conversation('['.repeat(400000)))),
  'redirects to itself': answers((socket) => socket.write('HTTP/1.1 302 Found\r\nLocation: /v2/conversations\r\nContent-Length: 0\r\n\r\n')),
  'redirects elsewhere': answers((socket) => socket.write('HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n')),
  'answers 200 to everything': answers((socket) => socket.write(conversation('{}'))),
  'answers 100 for ever': answers((socket) => flood(socket, 'HTTP/1.1 100 Continue\r\n\r\n')),
  'answers before it is asked': (socket) => socket.write(conversation('{}')),
  'drips one byte a second': answers((socket) => { const timer = setInterval(() => socket.write(' '), 1000); socket.on('close', () => clearInterval(timer)); }),
  'is a compressed bomb': answers((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00')),
  'is a web site': answers((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<h1>Hello!</h1>')),
  'streams nothing': streams((socket) => socket.write(kOpen)),
  'streams one endless line': streams((socket) => { socket.write(`${kOpen}data: `); flood(socket, 'd'.repeat(65536)); }),
  'streams an endless event': streams((socket) => { socket.write(kOpen); flood(socket, `data: ${'d'.repeat(1000)}\n`.repeat(60)); }),
  'streams endless comments': streams((socket) => { socket.write(kOpen); flood(socket, `:${'c'.repeat(1000)}\n`.repeat(60)); }),
  'streams endless frames': streams((socket) => { socket.write(kOpen); flood(socket, 'event: STEP_STARTED\ndata: {}\n\n'.repeat(2000)); }),
  'streams garbage': streams((socket) => { socket.write(kOpen); socket.end(Buffer.from(Array.from({ length: 65536 }, (_, at) => (at * 31) & 255))); }),
  'streams and resets': streams((socket) => { socket.write(`${kOpen}event: RUN_STARTED\nda`); setImmediate(() => socket.resetAndDestroy()); }),
  'streams deeply nested JSON': streams((socket) => { socket.end(`${kOpen}event: RUN_STARTED\ndata: ${'['.repeat(300000)}\n\n`); }),
};

const chosen = process.env.CONFAB_ONLY?.split(',');
describe('a peer that', { concurrency: 4 }, () => {
  for (const [what, talk] of Object.entries(kPeers).filter(([name]) => !chosen || chosen.includes(name)))
    test(what, async () => {
      const peer = await start_tcp(talk);
      stops.push(peer.stop);
      const outcome = await check(peer.url, { deadline: kTime });
      peer.stop();
      const said = `exit ${outcome.code} ${outcome.signal} after ${outcome.milliseconds} ms, ${outcome.peak_kib} KiB\n${outcome.stdout.slice(-1500)}\n${outcome.stderr.slice(-1500)}`;
      console.log(`${what.padEnd(34)} exit ${outcome.code}, ${(outcome.milliseconds / 1000).toFixed(1)} s, ${(outcome.peak_kib / 1024).toFixed(0)} MiB`);
      assert.ok([1, 3].includes(outcome.code), said);
      assert.ok(outcome.peak_kib < kMemory, said);
      assert.ok(outcome.stdout.length + outcome.stderr.length < 4 << 20, 'the output is bounded');
      if (outcome.code === 1) assert.ok(outcome.result.clauses.some(({ verdict }) => verdict === 'fail'), said);
      else assert.ok((outcome.stderr + outcome.stdout).includes(String(peer.port)), `what was tried is not named\n${said}`);
    });
});
