// Harmless differences of the independent server: the suite may not fail any clause over them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { variations } from '../peers/reveng/variations.mjs';
import { assert_consistent, check, clauses_by, names_of } from './check.mjs';
import { start_peer } from './support.mjs';

const chosen = process.env.CONFAB_ONLY?.split(',');
const parallel = Number(process.env.CONFAB_PARALLEL ?? 8);

describe('variations', { concurrency: parallel }, () => {
  for (const { name, text } of [{ name: null, text: 'nothing unusual' }, ...variations].filter((row) => !chosen || chosen.includes(row.name)))
    test(`${name ?? 'none'}: ${text}`, async () => {
      const peer = await start_peer(name ? ['--variation', name] : []);
      const outcome = await check(peer.url);
      await peer.stop();
      assert_consistent(outcome);
      assert.equal(names_of(clauses_by(outcome.result, 'fail')), '', outcome.stdout);
      assert.equal(outcome.code, 0);
      const judged = clauses_by(outcome.result, 'pass');
      assert.ok(judged.length >= 90, `only ${judged.length} clauses passed: a suite that skips finds nothing`);
    });
});
