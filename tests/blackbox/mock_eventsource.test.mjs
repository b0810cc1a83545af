// The npm package `eventsource`, the WHATWG reader most JavaScript applications use, against the mock.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kCodes, scripted_mock, text_of } from './mock.mjs';
import { kPrompts, personas } from './personas.mjs';
import { npm_package, until } from './support.mjs';

const { EventSource } = npm_package('eventsource');
let mock;
before(async () => { mock = await scripted_mock(); });
after(() => mock.stop());

/** Subscribes to all frame names; `fetch` adds the credential, which EventSource has no option for. */
function subscribe(path, credential = personas.default) {
  const frames = [], ids = [], errors = [];
  const source = new EventSource(`${mock.url}${path}`, {
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization: credential } }),
  });
  for (const name of kCodes)
    source.addEventListener(name, (event) => {
      frames.push({ name, ...JSON.parse(event.data) });
      ids.push(event.lastEventId);
    });
  source.addEventListener('error', (error) => { errors.push(error); source.close(); }); // the end of the stream: it would reconnect
  return { source, frames, ids, errors, ended: () => until(() => source.readyState === EventSource.CLOSED, 'the stream ends') };
}

for (const prompt of ['plain', 'tool', 'fail', 'echo', 'slow'])
  test(`a run of "${prompt}" arrives whole`, async () => {
    const id = await mock.create();
    await mock.send(id, kPrompts[prompt]);
    const reader = subscribe(mock.path(id, '/events'));
    await reader.ended();
    const stored = (await mock.call('GET', mock.path(id))).json.events.filter(({ role }) => role !== 2);
    assert.deepEqual(reader.frames, stored.map(({ event_id, type, data }) => ({ name: kCodes[type - 1], event_id, type: kCodes[type - 1], data })));
    assert.deepEqual(reader.ids, stored.map(({ event_id }) => String(event_id)));
    if (prompt === 'echo') assert.equal(text_of(reader.frames), kPrompts.echo);
  });

test('after a break the reader resumes with the last id it saw', async () => {
  const id = await mock.create();
  await mock.send(id, kPrompts.ask);
  const first = subscribe(mock.path(id, '/events'));
  await until(() => first.frames.some(({ type }) => type === 'TOOL_CONFIRMATION_REQUIRED'), 'the confirmation is asked for');
  first.source.close();
  await mock.call('POST', mock.path(id, '/confirm'), { approved: true });
  const second = subscribe(mock.path(id, `/events?last_event_id=${first.ids.at(-1)}`));
  await second.ended();
  const whole = await mock.stream(id, '?last_event_id=0').ended();
  assert.deepEqual([...first.frames, ...second.frames].map(({ name, ...frame }) => frame), whole);
});

test('a refusal ends the subscription with its status', async () => {
  const reader = subscribe(mock.path(await mock.create(), '/events'), 'nobody-knows-this-key');
  await reader.ended();
  assert.equal(reader.errors[0].code, 401);
  assert.deepEqual(reader.frames, []);
});
