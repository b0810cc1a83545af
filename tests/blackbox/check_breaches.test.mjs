// One breach of the independent server at a time: the suite must name it, and blame no other operation.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { breaches } from '../peers/reveng/breaches.mjs';
import { assert_consistent, check, clauses_by } from './check.mjs';
import { start_peer } from './support.mjs';

const chosen = process.env.CONFAB_ONLY?.split(',');
const parallel = Number(process.env.CONFAB_PARALLEL ?? 8);
const kRed = { seed: 'fail', sdk: 'fail', source: 'warn', assumed: 'info' };
const table = [];

after(() => {
  const width = Math.max(0, ...table.map(([name]) => name.length));
  for (const [name, ...columns] of table.sort()) console.log(name.padEnd(width), ...columns);
});

describe('breaches', { concurrency: parallel }, () => {
  for (const { name, text, operation, reddens } of breaches.filter((row) => !chosen || chosen.includes(row.name)))
    test(`${name}: ${text}`, async () => {
      const peer = await start_peer(['--breach', name]);
      const outcome = await check(peer.url);
      await peer.stop();
      assert_consistent(outcome);
      const { clauses } = outcome.result;
      const others = clauses_by(outcome.result, 'fail').filter((clause) => operation !== null && clause.operation && clause.operation !== operation);
      table.push([name, `${(outcome.milliseconds / 1000).toFixed(1)} s`, `fail ${clauses_by(outcome.result, 'fail').length}`, `warn ${clauses_by(outcome.result, 'warn').length}`,
        others.length ? `also fails: ${others.map(({ id }) => id.replace('reveng.', '')).join(' ')}` : '']);
      for (const id of reddens) {
        const clause = clauses.find((one) => one.id === `reveng.${id}`);
        assert.ok(clause, `there is no clause reveng.${id}`);
        assert.equal(clause.verdict, kRed[clause.provenance], `${clause.id} (${clause.provenance})\n${outcome.stdout.slice(-3000)}`);
      }
    });
});
