// Known failures: `confab check --baseline` against a peer that breaks one rule.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { check } from './check.mjs';
import { run, scratch_file, start_peer } from './support.mjs';

const kOnly = ['--only', 'reveng/cancel_nothing_active'];
const kBroken = ['reveng.cancel_run.no_active_run', 'reveng.cancel_run.statuses', 'reveng.cancel_run.no_active_run_code'];
const kUntestable = kBroken[2]; // what the right status would have carried
let good, bad;
before(async () => {
  good = await start_peer();
  bad = await start_peer(['--breach', 'no_active_run_answers_409']);
});
after(() => Promise.all([good.stop(), bad.stop()]));

const line = (clause, reason = 'ticket 4711') => `  - clause: ${clause}\n    reason: ${reason}\n`;
const list = (name, ...clauses) => `${name}:\n${clauses.map((clause) => line(clause)).join('')}`;
function baseline(text) {
  const file = scratch_file('.yaml');
  writeFileSync(file, text);
  return file;
}
const judged = (peer, text, ...args) => check(peer.url, { args: [...kOnly, '--baseline', baseline(text), ...args] });
const row = ({ result }, id) => result.clauses.find((clause) => clause.id === id);

/** What fails without a baseline; the rows of the tests below name exactly these. */
test('without a baseline the peer is red in exactly the clauses that these tests list', async () => {
  const outcome = await check(bad.url, { args: kOnly });
  assert.equal(outcome.code, 1, outcome.stdout);
  const failed = outcome.result.clauses.filter(({ verdict }) => ['fail', 'untestable'].includes(verdict)).map(({ id }) => id);
  assert.deepEqual(failed.sort(), [...kBroken].sort());
});

for (const name of ['known_failing', 'known_flaky'])
  test(`${name}: everything red is known: exit 0, still not conformant, marked with its reason`, async () => {
    const junit = scratch_file('.xml');
    const outcome = await judged(bad, list(name, ...kBroken), '--report', `junit=${junit}`);
    assert.equal(outcome.code, 0, outcome.stdout);
    assert.equal(outcome.result.conformant, false);
    assert.equal(outcome.result.exit_status, 0);
    for (const id of kBroken) {
      assert.equal(row(outcome, id).verdict, id === kUntestable ? 'untestable' : 'fail');
      assert.equal(row(outcome, id).known.list, name);
      assert.equal(row(outcome, id).known.reason, 'ticket 4711');
      assert.match(row(outcome, id).known.place, /\.yaml:[246]$/);
    }
    assert.match(outcome.stdout, new RegExp(`FAIL +reveng\\.cancel_run\\.no_active_run[^]*?known +${name} \\(.*\\.yaml:\\d\\): ticket 4711`));
    assert.match(outcome.stdout, /not conformant, in nothing that the baseline does not know/);
    const xml = readFileSync(junit, 'utf8');
    assert.match(xml, /<testsuites [^>]*failures="0" errors="0"/);
    assert.match(xml, new RegExp(`<skipped message="${name} \\(`));
  });

test('a failure that is not listed stays red beside one that is', async () => {
  const outcome = await judged(bad, list('known_failing', kBroken[0]));
  assert.equal(outcome.code, 1, outcome.stdout);
  assert.equal(row(outcome, kBroken[1]).known, null);
});

test('a clause that is listed as failing and passes: red, exit 1, named with file and line', async () => {
  const file = baseline(`# kept by hand\n${list('known_failing', kBroken[0])}`);
  const junit = scratch_file('.xml');
  const outcome = await check(good.url, { args: [...kOnly, '--baseline', file, '--report', `junit=${junit}`] });
  assert.equal(outcome.code, 1, outcome.stdout);
  assert.ok(outcome.stdout.includes(`${file}:3`), outcome.stdout);
  assert.match(outcome.stdout, /STALE .*reveng\.cancel_run\.no_active_run: it is listed as failing and passes/);
  assert.deepEqual(outcome.result.stale.map(({ place, clause, list: from }) => [place, clause, from]), [[`${file}:3`, kBroken[0], 'known_failing']]);
  assert.match(readFileSync(junit, 'utf8'), /<testsuite name="baseline" tests="1" failures="1"/);
});

test('a flaky clause may pass', async () => {
  const outcome = await judged(good, list('known_flaky', ...kBroken));
  assert.equal(outcome.code, 0, outcome.stdout);
  assert.deepEqual(outcome.result.stale, []);
});

test('a flaky line whose clause does not exist any more is stale', async () => {
  const outcome = await judged(good, list('known_flaky', 'reveng.cancel_run.no_active_runs'));
  assert.equal(outcome.code, 1, outcome.stdout);
  assert.match(outcome.stdout, /STALE .*\.yaml:2: .*Did you mean reveng\.cancel_run\.no_active_run\?/);
});

test('patterns, several files, and lines of other vendors', async () => {
  const others = baseline(list('known_failing', 'waldur.auth.*', 'pieces.*'));
  const outcome = await judged(bad, list('known_failing', 'reveng.cancel_run.no_active_run*', 'reveng.cancel_run.statuse?'), '--baseline', others);
  assert.equal(outcome.code, 0, outcome.stdout + outcome.stderr);
});

test('the command that repeats a failure has the baseline, and a stored result keeps what was known', async () => {
  const outcome = await judged(bad, list('known_failing', ...kBroken));
  assert.match(outcome.result.scenarios[0].repeat, /--baseline \S+\.yaml/);
  const file = scratch_file('.json');
  writeFileSync(file, outcome.text);
  const again = await run(['report', file, '--format', 'console']);
  assert.match(again.stdout, /known +known_failing/);
});

for (const [what, text, ...said] of [
  ['a clause that does not exist', list('known_failing', 'reveng.cancel_run.no_active_runs'), /\.yaml:2:\d+/, /Did you mean reveng\.cancel_run\.no_active_run\?/],
  ['a vendor that does not exist', list('known_flaky', 'revemg.cancel_run.no_active_run'), /\.yaml:2:\d+/, /Did you mean reveng\.cancel_run\.no_active_run\?/],
  ['a line without a reason', `known_failing:\n  - clause: ${kBroken[0]}\n`, /\.yaml:2:\d+/, /reason/],
  ['a clause listed twice', list('known_failing', kBroken[0], kBroken[0]), /\.yaml:4:\d+/, /listed already/, /\.yaml:2/],
  ['a clause in both lists', list('known_failing', kBroken[0]) + list('known_flaky', 'reveng.*'), /\.yaml:5:\d+/, /listed already/],
  ['a list of another name', list('known_broken', kBroken[0]), /\.yaml:1:1/, /unknown key "known_broken"/],
  ['a file that is no YAML', 'known_failing: [', /\.yaml/],
])
  test(`${what} is the user's mistake: exit 2, with the place`, async () => {
    const end = await run(['check', 'reveng', '--target', good.url, '--credential', 'default=x', ...kOnly, '--baseline', baseline(text)]);
    assert.equal(end.code, 2, end.stdout + end.stderr);
    for (const words of said) assert.match(end.stderr, words);
  });

test('a baseline that cannot be read is the user\'s mistake', async () => {
  const end = await run(['check', 'reveng', '--baseline', '/nonexistent/known.yaml', '--list']);
  assert.equal(end.code, 2, end.stderr);
  assert.match(end.stderr, /\/nonexistent\/known\.yaml/);
});
