// Differences on the wire that no clause of any contract speaks of. Every suite is played through a proxy that makes them, with every
// feature, persona and variable declared: not one verdict may differ from pass.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { clauses_by, names_of } from './check.mjs';
import { concurrency, picked } from './judge_peer.mjs';
import { proxied_mock } from './proxied_mock.mjs';

const kContracts = [['reveng'], ['waldur'], ['pipeshub'], ['pipeshub', 'served'], ['sema4'], ['pieces']];

const reversed = (value) => (Array.isArray(value) ? value.map(reversed) : value && typeof value === 'object'
  ? Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)])) : value);
const escaped = (text) => text.replace(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).replace(/\//g, '\\/');
/** JSON as another library might write it. Bytes that somebody uploaded are not the service's to change. */
const rewritten = (change) => ({
  reply: (reply, { path }) => { if (reply.json !== undefined && !/download/.test(path)) reply.text = change(reply.json, 1); },
  frame: (frame) => [frame.replace(/^(data: )?(\{.*\})$/m, (_, field = '', json) => field + change(JSON.parse(json)))],
});
const is_events = (text) => /^(id|event|data|:)/.test(text);

const kVariations = {
  'keys in another order, with white space': rewritten((json, indent) => JSON.stringify(reversed(json), null, indent)),
  'escapes in every text': rewritten((json) => escaped(JSON.stringify(json))),
  'lines that end in CRLF': { wire: (text) => [is_events(text) ? text.replace(/\n/g, '\r\n') : text] },
  'a byte at a time': { wire: (text) => (text.length < 4000 ? Array.from(Buffer.from(text), (byte) => Buffer.of(byte)) : [text]) },
  'a byte order mark, comments, fields nobody knows': {
    frame: (frame) => (is_events(frame) ? [`: a comment\n${frame}\nsomething: else\nretry: 900`] : [frame]),
    wire: (text, memory) => [is_events(text) && !memory.marked ? ((memory.marked = true), `\ufeff${text}`) : text],
  },
  // RFC 9110, 12.5.3: who asks without Accept-Encoding takes any.
  'compressed answers': { reply: ({ headers, json, status }, { path }) => { if (json !== undefined && status !== 204 && !/download/.test(path)) headers['content-encoding'] = 'gzip'; } },
  'a connection for each answer': { reply: ({ headers }) => { headers.connection = 'close'; } },
};

for (const [vendor, contract] of kContracts)
  describe([vendor, contract].filter(Boolean).join('.'), { concurrency }, () => {
    let mock;
    before(async () => { mock = await proxied_mock(vendor, contract); });
    after(() => mock.stop());
    for (const { name, change } of picked(Object.entries(kVariations).map(([what, made]) => ({ name: what, change: made }))))
      test(name, async () => {
        const { code, result, stdout } = await mock.judged(change);
        assert.equal(names_of(clauses_by(result, 'fail', 'warn', 'info', 'untestable', 'untested', 'error')), '', stdout.slice(0, 6000));
        assert.equal(code, 0, stdout.slice(0, 6000));
        assert.ok(clauses_by(result, 'pass').length > 100);
      });
  });
