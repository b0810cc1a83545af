// The suite before PipesHub deployments that break one rule each: the mock behind the deviating proxy, every feature and persona
// declared. The plain proxy must be green, and each breach must be named.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start_proxy } from '../peers/deviating_proxy.mjs';
import { breaches_of } from '../peers/pipeshub_breaches.mjs';
import { check, clauses_by, names_of } from './check.mjs';
import { run, start_mock } from './support.mjs';

const chosen = process.env.CONFAB_ONLY?.split(',');
const concurrency = Number(process.env.CONFAB_PARALLEL ?? 4);
const kRed = { seed: 'fail', sdk: 'fail', source: 'warn', assumed: 'info' };

for (const contract of ['documented', 'served']) {
  const flags = contract === 'served' ? ['--contract', 'served'] : [];
  const label = ['pipeshub', ...flags.slice(1)].join('.');
  describe(label, { concurrency }, () => {
    let mock, how;
    before(async () => {
      mock = await start_mock(flags, 'pipeshub');
      const listed = async (what) => JSON.parse((await run(['list', what, 'pipeshub', ...flags, '--json'])).stdout);
      const features = (await listed('features')).flatMap(({ feature }) => ['--feature', feature]);
      const variables = (await listed('variables')).flatMap(({ variable, default: value }) => ['--var', `${variable}=${value}`]);
      const credentials = Object.fromEntries((await listed('personas')).map(({ persona, credential }) => [persona, credential]));
      how = { vendor: 'pipeshub', credentials, args: [...flags, ...features, ...variables] };
    });
    after(() => mock.stop());
    const judged = async (change) => {
      const proxy = await start_proxy(mock.port, change);
      const outcome = await check(proxy.url, how);
      proxy.stop();
      return outcome;
    };

    if (!chosen) test('a proxy that changes nothing is blamed for nothing', async () => {
      const { code, result, stdout } = await judged({});
      assert.equal(names_of(clauses_by(result, 'fail', 'warn', 'info', 'untestable', 'untested')), '', stdout);
      assert.equal(code, 0);
    });
    for (const { name, text, reddens, change } of breaches_of(contract).filter((row) => !chosen || chosen.includes(row.name)))
      test(`${name}: ${text}`, async () => {
        const { result, stdout } = await judged(change);
        const checks = result.scenarios.flatMap(({ steps }) => steps).flatMap((step) => step.checks ?? []);
        for (const id of reddens) {
          const clause = result.clauses.find((one) => one.id === `${label}.${id}`);
          assert.ok(clause, `there is no clause ${label}.${id}`);
          const named = [clause, ...checks.filter((one) => one.clause === clause.id)].some(({ verdict }) => verdict === kRed[clause.provenance]);
          assert.ok(named, `${clause.id} (${clause.provenance}) is ${clause.verdict}\n${stdout.slice(-3000)}`);
        }
      });
  });
}
