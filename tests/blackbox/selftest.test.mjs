// The suite proves itself; and the proof can fail: a clause whose proof asserts nothing survives, and one that blames the
// innocent is a false alarm.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run, scratch_file, seconds } from './support.mjs';

const scenarios = new URL('../../scenarios', import.meta.url).pathname;

/** The exit code and the matrix of `confab selftest VENDOR …`. */
async function selftest(...args) {
  const end = await run(['selftest', ...args, '--json', '-'], { deadline: seconds(240) });
  return { ...end, vendor: JSON.parse(end.stdout).vendors[0] };
}

/** A copy of the scenarios in which one file says something else. */
function altered(file, from, to) {
  const folder = mkdtempSync(join(tmpdir(), 'confab-selftest-'));
  cpSync(scenarios, folder, { recursive: true });
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  assert.ok(before.includes(from), `${file} says ${from}`);
  writeFileSync(path, before.replace(from, to));
  return folder;
}

test('a clause is killed by a deviation of the exchange on which it was judged', async () => {
  const { code, vendor } = await selftest('reveng', '--only', 'reveng.cancel_run.no_active_run');
  assert.equal(code, 0);
  const [kill] = vendor.kills;
  assert.equal(kill.killed, true);
  assert.equal(kill.check, 'expect.status');
  assert.deepEqual(kill.also, []);
  assert.match(kill.place, /^scenarios\/reveng\/.*\.yaml:\d+$/);
});

test('clauses of one judgement die together and say so; a narrow deviation goes before one that breaks everything', async () => {
  const { code, vendor } = await selftest('reveng', '--only', 'reveng.get_conversation.type_codes', '--only', 'reveng.cancel_run.nothing_else');
  assert.equal(code, 0);
  const kill = (id) => vendor.kills.find(({ clause }) => clause === `reveng.${id}`);
  assert.deepEqual(kill('cancel_run.nothing_else').with, ['reveng.cancel_run.confirmation_pending']);
  assert.match(kill('get_conversation.type_codes').deviation, /at=\/events\/\d+\/type$/);
});

test('a clause whose proof asserts nothing survives', async () => {
  const from = "expect: { text: { $not: { $contains: BUTTERFLY } }, proves: [reveng.stream_events.own_conversation] }";
  const folder = altered('reveng/resume_id_of_another_conversation.yaml', from, from.replace('{ $not: { $contains: BUTTERFLY } }', '{ $type: string }'));
  const { code, vendor } = await selftest('reveng', '--only', 'reveng.stream_events.own_conversation', '--scenario-dir', folder);
  assert.equal(code, 1);
  assert.equal(vendor.counts.survived, 1);
  assert.ok(vendor.kills[0].tries > 10);
});

test('a clause that fails without a deviation is a false alarm', async () => {
  const from = 'text: { $not: { $contains: BUTTERFLY } }';
  const folder = altered('reveng/resume_id_of_another_conversation.yaml', from, 'text: { $contains: BUTTERFLY }');
  const { code, vendor } = await selftest('reveng', '--only', 'reveng.stream_events.own_conversation', '--scenario-dir', folder);
  assert.equal(code, 1);
  assert.ok(vendor.false_alarms.some(({ clause }) => clause === 'reveng.stream_events.own_conversation'));
});

test('a glob that names no clause is the user\'s mistake', async () => {
  const end = await run(['selftest', 'reveng', '--only', 'nothing.*']);
  assert.equal(end.code, 2);
  assert.match(end.stderr, /names no clause/);
});

test('reports show beside a verdict how its check was seen to fail; a matrix of another version is refused', async () => {
  const kills = scratch_file('.json'), html = scratch_file('.html'), json = scratch_file('.json');
  assert.equal((await run(['selftest', 'reveng', '--only', 'reveng.cancel_run.no_active_run', '--json', kills], { deadline: seconds(240) })).code, 0);
  const { deviation } = JSON.parse(readFileSync(kills, 'utf8')).vendors[0].kills[0];
  await run(['check', 'reveng', '--only', 'reveng.cancel_run.*', '--kills', kills, '--report', `html=${html}`, '--report', `json=${json}`], { deadline: seconds(60) });
  const clauses = JSON.parse(readFileSync(json, 'utf8')).clauses;
  assert.equal(clauses.find(({ id }) => id === 'reveng.cancel_run.no_active_run').killed_by.deviation, deviation);
  assert.equal(clauses.filter(({ killed_by }) => killed_by).length, 1);
  assert.match(readFileSync(html, 'utf8'), /<dt>kill matrix<\/dt><dd>1 of \d+ clauses were seen to fail/);
  const plain = scratch_file('.html');
  await run(['report', json, '--format', 'html', '-o', plain]);
  assert.match(readFileSync(plain, 'utf8'), /seen by expect\.status when the mock was told/);
  writeFileSync(kills, JSON.stringify({ confab: '0.0.1', vendors: [] }));
  const refused = await run(['report', json, '--format', 'html', '--kills', kills]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /made by confab 0\.0\.1/);
});
