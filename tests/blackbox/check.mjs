// `confab check` against a server, and its JSON result.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { run, scratch_file, seconds } from './support.mjs';

export const kCredentials = { default: 'peer-key-of-ann-93fa', second_user: 'peer-key-of-bob-51ce' };

/** Runs the suite on a target; the deadline is that of the whole run. */
export async function check(url, { vendor = 'reveng', credentials = kCredentials, args = [], deadline = seconds(240) } = {}) {
  const file = scratch_file('.json');
  const end = await run(['check', vendor, '--target', url, ...Object.entries(credentials).flatMap(([name, value]) => ['--credential', `${name}=${value}`]),
    '--report', `json=${file}`, ...args], { deadline });
  let text = null;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // no report: the caller judges by the exit status
  }
  return { ...end, text, result: text === null ? null : JSON.parse(text) };
}

export const clauses_by = (result, ...verdicts) => result.clauses.filter(({ verdict }) => verdicts.includes(verdict));

/** Two sentences of a result that must agree: the counts, the exit status, the clauses, and what is left behind. */
export function assert_consistent({ code, result, stderr }) {
  assert.ok(result, `no report; exit ${code}\n${stderr}`);
  const refused = clauses_by(result, 'fail', 'untestable', 'untested'); // what could not be judged is not conformant either
  const broken_off = result.scenarios.some(({ verdict }) => verdict === 'untestable') // a story may break before it proves anything
    || result.scenarios.some(({ steps }) => steps.some(({ checks }) => checks.some(({ check, verdict }) => check === 'feature' && verdict === 'fail')));
  const littered = result.left_behind.some(({ by_contract, id }) => !by_contract && id);
  assert.equal(code, refused.length > 0 || broken_off || littered ? 1 : 0, `exit ${code} with ${refused.length} failed or unjudged clauses\n${stderr}`);
  assert.deepEqual(clauses_by(result, 'error'), []);
}

export const names_of = (clauses) => clauses.map(({ id, verdict }) => `${id} ${verdict}`).join('\n');
