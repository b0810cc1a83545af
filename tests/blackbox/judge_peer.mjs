// The suite before an independent server: each breach must be named, no variation blamed.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { assert_consistent, check, clauses_by, names_of } from './check.mjs';
import { start_peer } from './support.mjs';

const chosen = process.env.CONFAB_ONLY?.split(',');
export const concurrency = Number(process.env.CONFAB_PARALLEL ?? 4);
const kRed = { seed: 'fail', sdk: 'fail', source: 'warn', assumed: 'info' };
export const picked = (rows) => rows.filter((row) => !chosen || chosen.includes(row.name));

async function judged(peer_args, { vendor, ...how }) {
  const peer = await start_peer(peer_args, vendor);
  const outcome = await check(peer.url, { vendor, ...how });
  await peer.stop();
  assert_consistent(outcome);
  return outcome;
}

/** Each of the clauses (ids without `label`, the contract's name) is as red as what it rests on allows. */
export function assert_named({ result, stdout }, label, reddens) {
  const checks = result.scenarios.flatMap(({ steps }) => steps).flatMap((step) => step.checks ?? []);
  for (const id of reddens) {
    const clause = result.clauses.find((one) => one.id === `${label}.${id}`);
    assert.ok(clause, `there is no clause ${label}.${id}`);
    // A clause of which something else could not be tested any more counts as untestable; the breach is named all the same.
    const named = [clause, ...checks.filter((one) => one.clause === clause.id)].some(({ verdict }) => verdict === kRed[clause.provenance]);
    assert.ok(named, `${clause.id} (${clause.provenance}) is ${clause.verdict}\n${stdout.slice(-3000)}`);
  }
}

/**
 * One breach at a time: the clauses of its row must turn red. `how`: vendor, credentials, args of `confab check`. `parallel`: for
 * breaches that are mostly waited for.
 */
export function judge_breaches(breaches, { parallel = concurrency, ...how }) {
  const table = [];
  after(() => {
    const width = Math.max(0, ...table.map(([name]) => name.length));
    for (const [name, ...columns] of table.sort()) console.log(name.padEnd(width), ...columns);
  });
  describe('breaches', { concurrency: parallel }, () => {
    for (const { name, text, operation, reddens } of picked(breaches))
      test(`${name}: ${text}`, async () => {
        const outcome = await judged(['--breach', name], how);
        const failed = clauses_by(outcome.result, 'fail');
        const others = failed.filter((clause) => operation !== null && clause.operation && clause.operation !== operation);
        table.push([name, `${(outcome.milliseconds / 1000).toFixed(1)} s`, `fail ${failed.length}`, `warn ${clauses_by(outcome.result, 'warn').length}`,
          others.length ? `also fails: ${others.map(({ id }) => id.replace(`${how.vendor}.`, '')).join(' ')}` : '']);
        assert_named(outcome, how.vendor, reddens);
      });
  });
}

/** Harmless differences: nothing may fail (with `quiet`, nothing may be warned of either), and `passes` clauses are judged at least. */
export function judge_variations(variations, { passes, quiet = false, ...how }) {
  describe('variations', { concurrency }, () => {
    for (const { name, text, remarks = [], args = how.args } of picked([{ name: null, text: 'nothing unusual' }, ...variations]))
      test(`${name ?? 'none'}: ${text}`, async () => {
        const outcome = await judged(name ? ['--variation', name] : [], { ...how, args });
        const noticed = clauses_by(outcome.result, ...(quiet ? ['fail', 'warn'] : ['fail'])).filter(({ id }) => !remarks.includes(id.replace(`${how.vendor}.`, '')));
        assert.equal(names_of(noticed), '', outcome.stdout);
        assert.equal(outcome.code, 0, outcome.stdout);
        const judged_well = clauses_by(outcome.result, 'pass');
        assert.ok(judged_well.length >= passes, `only ${judged_well.length} clauses passed: a suite that skips finds nothing`);
      });
  });
}
