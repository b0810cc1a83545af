// The event stream of the mock, read by curl: what comes when it is opened early, late, twice, or with a resume id.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { open_stream } from './curl.mjs';
import { kCodes, scripted_mock, text_of } from './mock.mjs';
import { kPrompts, personas } from './personas.mjs';
import { until } from './support.mjs';

let mock;
before(async () => { mock = await scripted_mock(); });
after(() => mock.stop());

const ids = (frames) => frames.map(({ event_id }) => event_id);

test('the answer is text/event-stream without a length, whatever Accept says', async () => {
  for (const accept of ['text/event-stream', 'application/json', 'application/json, */*;q=0.8', 'image/png']) {
    const { id } = await mock.told(kPrompts.plain);
    const answer = await mock.call('GET', mock.path(id, '/events?last_event_id=0'), undefined, '-H', `Accept: ${accept}`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-type'], /^text\/event-stream(;|$)/);
    assert.equal(answer.headers['content-length'], undefined);
    assert.match(answer.headers['cache-control'], /no-cache/);
  }
});

test('a frame is its id, its event name and one data line with the same two inside', async () => {
  const { id } = await mock.told(kPrompts.tool);
  const { text } = await mock.call('GET', mock.path(id, '/events?last_event_id=0'));
  const blocks = text.split('\n\n').filter((block) => block !== '' && !block.startsWith(':'));
  assert.ok(blocks.length > 5);
  for (const block of blocks) {
    const [, event_id, name, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/.exec(block) ?? assert.fail(block);
    const payload = JSON.parse(data);
    assert.deepEqual(Object.keys(payload).filter((key) => !['event_id', 'type', 'data', 'source_run_id'].includes(key)), []);
    assert.deepEqual([String(payload.event_id), payload.type], [event_id, name]);
    assert.ok(kCodes.includes(name));
    assert.ok('data' in payload);
  }
});

for (const prompt of ['plain', 'tool', 'fail', 'echo'])
  test(`resuming after every frame of "${prompt}" gives exactly the rest`, async () => {
    const { id, frames } = await mock.told(kPrompts[prompt]);
    await Promise.all([0, ...ids(frames)].map(async (last) => {
      const rest = await mock.stream(id, `?last_event_id=${last}`).ended();
      assert.deepEqual(rest, frames.filter(({ event_id }) => event_id > last), `after ${last}`);
    }));
  });

test('resuming while the run goes on has neither gap nor repetition', async () => {
  const id = await mock.create();
  await mock.send(id, kPrompts.slow);
  const live = mock.stream(id);
  const late = [];
  for (let count = 1; count <= 9; ++count) {
    await live.has('TEXT_MESSAGE_CONTENT', count);
    const seen = live.frames();
    late.push([seen, mock.stream(id, `?last_event_id=${seen.at(-1).event_id}`)]);
  }
  const whole = await live.ended();
  for (const [seen, stream] of late) assert.deepEqual([...seen, ...await stream.ended()], whole);
});

test('without a resume id a stream shows the current run from its start, and no earlier one', async () => {
  const { id } = await mock.told(kPrompts.plain);
  await mock.send(id, kPrompts.forever);
  const stream = mock.stream(id);
  await stream.has('TEXT_MESSAGE_CONTENT');
  assert.equal(stream.frames()[0].type, 'RUN_STARTED');
  assert.equal(text_of(stream.frames()), 'started');
  stream.close();
});

test('a replay goes on over the end of a run into the next one', async () => {
  const { id, frames } = await mock.told(kPrompts.plain);
  await mock.send(id, kPrompts.title);
  const second = await mock.stream(id).ended();
  const both = await mock.stream(id, `?last_event_id=${frames[1].event_id}`).ended();
  assert.deepEqual(both, [...frames.slice(2), ...second]);
  assert.deepEqual(await mock.stream(id, `?last_event_id=${frames.at(-1).event_id}`).ended(), second);
});

test('a stream opened while nothing runs stays open, without frames, until the next run', async () => {
  const id = await mock.create();
  const stream = mock.stream(id);
  await stream.opened();
  await mock.send(id, kPrompts.plain);
  const frames = await stream.ended();
  assert.equal(frames[0].type, 'RUN_STARTED');
  assert.equal(text_of(frames), 'one two three');
});

test('eight readers of one conversation see the same, also when one of them leaves', async () => {
  const id = await mock.create();
  const streams = Array.from({ length: 8 }, () => mock.stream(id));
  await Promise.all(streams.map((stream) => stream.opened()));
  await mock.send(id, kPrompts.slow);
  await streams[0].has('TEXT_MESSAGE_CONTENT');
  streams[0].close();
  const [first, ...others] = await Promise.all(streams.slice(1).map((stream) => stream.ended()));
  assert.equal(text_of(first), '1 2 3 4 5 6 7 8 9 10');
  for (const other of others) assert.deepEqual(other, first);
});

test('frames arrive while the run goes on', async () => {
  const id = await mock.create();
  await mock.send(id, kPrompts.forever);
  const stream = mock.stream(id);
  await stream.has('TEXT_MESSAGE_END');
  await mock.call('POST', mock.path(id, '/cancel'));
  assert.equal((await stream.ended()).at(-1).type, 'RUN_CANCELLED');
});

for (const [last, meaning] of [['0', 'everything'], ['-1', 'everything'], ['-9223372036854775808', 'everything'], ['9223372036854775807', 'nothing'], ['1000000', 'nothing'], ['2', 'everything']])
  test(`resuming after ${last} shows ${meaning}`, async () => {
    const { id, frames } = await mock.told(kPrompts.plain);
    assert.deepEqual(await mock.stream(id, `?last_event_id=${last}`).ended(), meaning === 'everything' ? frames : []);
  });

test('a resume id beyond the last one during a run shows only what comes', async () => {
  const id = await mock.create();
  await mock.send(id, kPrompts.ask);
  const first = mock.stream(id);
  await first.has('TOOL_CONFIRMATION_REQUIRED');
  const beyond = mock.stream(id, '?last_event_id=1000000');
  await beyond.opened();
  await mock.call('POST', mock.path(id, '/confirm'), { approved: true });
  const whole = await first.ended();
  const got = await beyond.ended();
  const asked = whole.findIndex(({ type }) => type === 'TOOL_CONFIRMATION_REQUIRED');
  assert.deepEqual(got, whole.slice(asked + 1));
});

test("the ids of one conversation say nothing in another, and another user's stream stays closed", async () => {
  const one = await mock.told(kPrompts.plain);
  const other = await mock.told(kPrompts.title);
  assert.deepEqual(await mock.stream(other.id, `?last_event_id=${one.frames[2].event_id}`).ended(), other.frames.filter(({ event_id }) => event_id > one.frames[2].event_id));
  const stolen = await open_stream(mock.url, personas.second_user, mock.path(one.id, '/events?last_event_id=0')).done;
  assert.match(stolen.stdout, /^HTTP\/1\.1 404 /);
});

test('a Last-Event-ID header has no effect', async () => {
  const { id, frames } = await mock.told(kPrompts.plain);
  const answer = await mock.call('GET', mock.path(id, '/events?last_event_id=0'), undefined, '-H', `Last-Event-ID: ${frames.at(-2).event_id}`);
  assert.equal(answer.text.match(/^data:/gm).length, frames.length);
});

test('the last of several resume ids, or the first, but no crash', async () => {
  const { id } = await mock.told(kPrompts.plain);
  const answer = await mock.call('GET', mock.path(id, '/events?last_event_id=0&last_event_id=1&x=%zz'));
  assert.ok([200, 400, 422].includes(answer.status));
});

test('a reader that stops reading stops nobody else', async () => {
  const id = await mock.create();
  const stuck = connect(mock.port, '127.0.0.1');
  stuck.on('error', () => {});
  stuck.pause();
  stuck.write(`GET ${mock.path(id, '/events')} HTTP/1.1\r\nHost: x\r\nAuthorization: ${personas.default}\r\n\r\n`);
  for (let round = 0; round < 5; ++round) {
    const reader = mock.stream(id);
    await reader.opened();
    await until(async () => (await mock.send(id, kPrompts.tool)).status === 202, 'the run before has ended');
    assert.equal((await reader.ended()).at(-1).type, 'RUN_FINISHED');
  }
  stuck.destroy();
});
