// The suite before PipesHub deployments that break one rule each, made by the deviating proxy. The plain proxy must be green, and
// each breach must be named.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { breaches_of } from '../peers/pipeshub_breaches.mjs';
import { clauses_by, names_of } from './check.mjs';
import { assert_named, concurrency, picked } from './judge_peer.mjs';
import { proxied_mock } from './proxied_mock.mjs';

for (const contract of ['documented', 'served'])
  describe(contract, { concurrency }, () => {
    let mock;
    before(async () => { mock = await proxied_mock('pipeshub', contract === 'served' ? contract : ''); });
    after(() => mock.stop());

    test('a proxy that changes nothing is blamed for nothing', async () => {
      const { code, result, stdout } = await mock.judged({});
      assert.equal(names_of(clauses_by(result, 'fail', 'warn', 'info', 'untestable', 'untested')), '', stdout);
      assert.equal(code, 0);
    });
    for (const { name, text, reddens, change } of picked(breaches_of(contract)))
      test(`${name}: ${text}`, async () => assert_named(await mock.judged(change), mock.label, reddens));
  });
