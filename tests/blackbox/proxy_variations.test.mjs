// Differences on the wire that no clause of any contract speaks of. Every suite is played through a proxy that makes them, with every
// feature, persona and variable declared: not one verdict may differ from pass.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start_proxy } from '../peers/deviating_proxy.mjs';
import { check, clauses_by, names_of } from './check.mjs';
import { run, start_mock } from './support.mjs';

const chosen = process.env.CONFAB_ONLY?.split(',');
const concurrency = Number(process.env.CONFAB_PARALLEL ?? 4);
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
  'a connection for each answer': { reply: ({ headers }) => { headers.connection = 'close'; } },
};

for (const [vendor, contract] of kContracts) {
  const flags = contract ? ['--contract', contract] : [];
  describe([vendor, contract].filter(Boolean).join('.'), { concurrency }, () => {
    let mock, how;
    before(async () => {
      mock = await start_mock(flags, vendor);
      const listed = async (what) => JSON.parse((await run(['list', what, vendor, ...flags, '--json'])).stdout);
      const features = (await listed('features')).map(({ feature }) => feature).filter((name) => name !== 'mounts');
      const variables = (await listed('variables')).map(({ variable, default: value }) => `${variable}=${value}`);
      const credentials = Object.fromEntries((await listed('personas')).map(({ persona, credential }) => [persona, credential]));
      how = { vendor, credentials, args: [...flags, ...features.flatMap((name) => ['--feature', name]), ...variables.flatMap((one) => ['--var', one])] };
    });
    after(() => mock.stop());
    for (const [what, change] of Object.entries(kVariations).filter(([name]) => !chosen || chosen.includes(name)))
      test(what, async () => {
        const proxy = await start_proxy(mock.port, change);
        const { code, result, stdout } = await check(proxy.url, how);
        proxy.stop();
        assert.equal(names_of(clauses_by(result, 'fail', 'warn', 'info', 'untestable', 'untested', 'error')), '', stdout.slice(0, 6000));
        assert.equal(code, 0, stdout.slice(0, 6000));
        assert.ok(clauses_by(result, 'pass').length > 100);
      });
  });
}
