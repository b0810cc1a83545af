// `confab frames`: recorded streams get the right finding, and the decoder agrees with one that nobody here wrote.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { npm_package, run, slowness, source_dir } from './support.mjs';

const { createParser } = npm_package('eventsource-parser');
const recordings = join(source_dir, 'tests/recordings');
const findings = JSON.parse(readFileSync(join(recordings, 'findings.json'), 'utf8'));

for (const file of readdirSync(recordings).filter((name) => name.endsWith('.sse'))) {
  const name = file.replace('.sse', '');
  test(`${name} is ${name.startsWith('good') ? 'accepted' : `refused as ${findings[name]?.join(' or ')}`}`, async () => {
    const path = join(recordings, file);
    const plain = await run(['frames', 'reveng', 'stream_events', path]);
    const said = plain.stdout + plain.stderr;
    assert.equal(plain.code, name.startsWith('good') ? 0 : 1, said);
    if (name.startsWith('bad')) assert.ok(findings[name].some((id) => said.includes(id)), said);
    const piped = await run(['frames', 'reveng', 'stream_events'], { input: readFileSync(path) });
    assert.deepEqual([piped.code, piped.stdout.replaceAll(path, '')], [plain.code, plain.stdout.replaceAll(path, '')], 'a file and standard input are judged alike');
  });
}

test('--json prints one object a frame', async () => {
  const { code, stdout } = await run(['frames', 'reveng', 'stream_events', '--json', join(recordings, 'good_tools.sse')]);
  assert.equal(code, 0);
  const lines = stdout.trim().split('\n').map((line) => JSON.parse(line));
  const frames = lines.filter((line) => line.event !== undefined);
  assert.equal(frames.length, readFileSync(join(recordings, 'good_tools.sse'), 'utf8').match(/^event:/gm).length);
  assert.deepEqual([frames[0].event, frames[0].id], ['RUN_STARTED', '4']);
});

/** What the independent decoder makes of a stream; ids persist over events, as section 9.2.6 of the HTML standard says. */
function decode(bytes) {
  const events = [];
  let retry = null, last = '';
  const parser = createParser({
    onEvent: ({ event, data, id }) => {
      if (id !== undefined) last = id;
      events.push({ event: event || 'message', data, id: last });
    },
    onRetry: (time) => { retry = time; },
  });
  parser.feed(new TextDecoder('utf-8').decode(bytes));
  return { events, retry, last };
}

async function confab_decodes(bytes) {
  const { code, stdout, stderr } = await run(['frames', '--framing', 'sse', '--json'], { input: bytes });
  assert.equal(code, 0, stderr);
  const lines = stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
  const { retry, last_event_id, ...nothing } = lines.pop();
  assert.deepEqual(nothing, {});
  return { events: lines, retry: retry ?? null, last: last_event_id ?? '' };
}

/** `differs`: where the standard, and not the parser of npm, says what must come. */
const kByHand = [
  ['', {}], ['\n\n\n', {}], ['data: x\n\n', {}], ['data:x\n\n', {}], ['data:  x\n\n', {}], ['data:\tx\n\n', {}], ['data\n\n', {}], ['data:\n\n', {}], ['data:\ndata:\n\n', {}], ['data\ndata\ndata\n\n', {}],
  ['data: a\ndata: b\n\n', {}], ['data: x\n', {}], ['data: x', {}], ['data: x\r\n\r\n', {}], ['data: x\r\r', { differs: { events: [{ event: 'message', data: 'x', id: '' }] } }], ['data: x\r\n\rdata: y\n\n', {}], ['\ufeffdata: x\n\n', {}],
  ['\ufeff\ufeffdata: x\n\n', { differs: { events: [] } }], ['data: a\n\n\ufeffdata: b\n\n', {}], [': c\n\n', {}], [':\n', {}], ['data: a\n: c\ndata: b\n\n', {}], ['event: e\ndata: x\n\ndata: y\n\n', {}], ['event: e\n\ndata: y\n\n', {}],
  ['event: e\nevent:\ndata: y\n\n', {}], ['event: e\nevent: f\ndata: y\n\n', {}], ['id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n', {}], ['id: 1\n\ndata: a\n\n', { differs: { events: [{ event: 'message', data: 'a', id: '1' }], last: '1' } }],
  ['id: a\0b\ndata: x\n\n', {}], ['id: 1\nid: a\0b\ndata: x\n\n', { differs: { events: [{ event: 'message', data: 'x', id: '1' }], last: '1' } }], ['id: 1\ndata: x\n', { differs: { events: [], last: '' } }], ['id:  7 \ndata: x\n\n', {}], ['retry: 10\n\n', {}], ['retry: 10x\n\n', {}], ['retry: -1\n\n', {}], ['retry:\n\n', {}],
  ['retry: 0010\ndata: x\n\n', {}], ['Data: x\n\n', {}], [' data: x\n\n', {}], ['data : x\n\n', {}], ['data: x\nfoo: y\nbar\n\n', {}], ['data: a:b: c\n\n', {}], ['event: ü\ndata: 日本\u{1f980}\n\n', {}], ['data: \0\n\n', {}],
  ['data: \u2028\u0085\u000b\u000c\n\n', {}], ['data: {"a":1}\n\n', {}],
];
for (const [text, { differs = {} }] of kByHand)
  test(`decodes ${JSON.stringify(text)}`, async () => {
    const bytes = Buffer.from(text);
    assert.deepEqual(await confab_decodes(bytes), { ...decode(bytes), ...differs });
  });

for (const bytes of [[0xff], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80, 0x80], [0xe2, 0x28, 0xa1], [0xf0, 0x9f, 0x0a]])
  test(`malformed UTF-8 is replaced, not refused: ${Buffer.from(bytes).toString('hex')}`, async () => {
    const stream = Buffer.concat([Buffer.from('data: a'), Buffer.from(bytes), Buffer.from('b\nevent: e\n\ndata: c\n\n')]);
    assert.deepEqual(await confab_decodes(stream), decode(stream));
  });

/** The same numbers in every run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A stream of random fields. Every block has data, for the parser of npm forgets the id of a block without any. */
function random_stream(seed) {
  const below = numbers(seed);
  const one = (list) => list[below(list.length)];
  const end = () => one(['\n', '\n', '\r\n', '\r']);
  const value = () => one(['', 'x', ' x', 'a b', 'a:b', '日本語', '\u{1f980}', '{"a":[1]}', '\t', ':', 'data: y', '\u2028', '12', 'é'.repeat(300)]);
  const field = () => one([`data:${one(['', ' '])}${value()}`, `data: ${value()}`, `event: ${value()}`, `id: ${value()}`, `: ${value()}`, `x: ${value()}`, `retry: ${below(9999)}`, `y${value()}`, 'data', 'event', ':']);
  let text = one(['', '', '\ufeff']);
  for (let blocks = below(8); blocks >= 0; --blocks) {
    const lines = Array.from({ length: below(6) }, field);
    lines.splice(below(lines.length + 1), 0, `data: ${value()}`);
    text += lines.map((line) => line + end()).join('') + one(['\n', '\r\n']);
  }
  return Buffer.from(`${text}\n`);
}

test('300 random streams decode alike', async () => {
  for (let seed = 1; seed <= 300; seed += 10)
    await Promise.all(Array.from({ length: 10 }, async (_, at) => {
      const bytes = random_stream(seed + at);
      assert.deepEqual(await confab_decodes(bytes), decode(bytes), `seed ${seed + at}: ${JSON.stringify(bytes.toString())}`);
    }));
});

test('a stream of a hundred thousand frames and one frame of a mebibyte are decoded', async () => {
  const many = Buffer.from('event: e\ndata: {"a":1}\nid: 5\n\n'.repeat(100000));
  assert.equal((await confab_decodes(many)).events.length, 100000);
  const large = Buffer.from(`data: ${'x'.repeat(1 << 20)}\n\n`);
  assert.equal((await confab_decodes(large)).events[0].data.length, 1 << 20);
});

test('a line without end is given up on in bounded memory', async () => {
  const { code, stdout, stderr, peak_kib } = await run(['frames', '--framing', 'sse'], { input: Buffer.alloc(200 << 20, 'd') });
  assert.equal(code, 1, stdout + stderr);
  assert.match(stdout + stderr, /limit/);
  assert.ok(peak_kib < 300 * 1024 * slowness, `${peak_kib} KiB`);
});
