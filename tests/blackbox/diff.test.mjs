// Drift from one result to another: a deployment that begins to break a rule, seen by `confab diff`.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { check } from './check.mjs';
import { run, scratch_file, start_peer } from './support.mjs';

const results = {};
async function judged(...args) {
  const peer = await start_peer(args);
  const { text } = await check(peer.url, { args: ['--only', 'reveng/create_*'] });
  await peer.stop();
  const file = scratch_file('.json');
  writeFileSync(file, text);
  return file;
}
before(async () => {
  results.before = await judged();
  results.after = await judged('--breach', 'create_answers_200');
});

test('two runs of the same deployment show no regression', async () => {
  const { code, stdout } = await run(['diff', results.before, await judged()]);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /no regression\n$/);
});

test('a deployment that became worse is named by its clauses, exit 1; the way back is none', async () => {
  const { code, stdout } = await run(['diff', results.before, results.after]);
  assert.equal(code, 1, stdout);
  assert.match(stdout, /worse +reveng\.\S+ +pass -> fail\n +expected /);
  assert.match(stdout, /regression: \d+ clauses? (is|are) worse\n$/);
  const back = await run(['diff', results.after, results.before]);
  assert.equal(back.code, 0, back.stdout);
  assert.match(back.stdout, /better +reveng\./);
});

test('programs get JSON that agrees', async () => {
  const { code, stdout } = await run(['diff', '--json', results.before, results.after]);
  const { regression, clauses, seen } = JSON.parse(stdout);
  assert.equal(code, 1);
  assert.equal(regression, true);
  assert.ok(clauses.some((one) => one.regression && one.before === 'pass' && one.after === 'fail'));
  assert.ok(Array.isArray(seen));
});

test('what is no result is the user\'s mistake', async () => {
  const file = scratch_file('.json');
  for (const text of ['{', '[]', '{"clauses":3}', '']) {
    writeFileSync(file, text);
    const { code, stderr } = await run(['diff', results.before, file]);
    assert.equal(code, 2, text);
    assert.ok(stderr.includes(file), stderr);
  }
  const missing = await run(['diff', results.before, '/nowhere/result.json']);
  assert.equal(missing.code, 2);
  assert.equal((await run(['diff', '-', '-'])).code, 2);
});
