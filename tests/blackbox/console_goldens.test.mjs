// What `confab check` prints, against approved texts. CONFAB_APPROVE=1 writes them anew.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { kCredentials } from './check.mjs';
import { mask } from './mask.mjs';
import { run, scratch_file, seconds, source_dir, start_peer } from './support.mjs';

function assert_approved(name, text) {
  const file = join(source_dir, 'tests/goldens', `${name}.txt`);
  if (process.env.CONFAB_APPROVE === '1') writeFileSync(file, text);
  assert.ok(existsSync(file), `${file} is missing; CONFAB_APPROVE=1 writes it`);
  assert.equal(text, readFileSync(file, 'utf8'));
}

const printed = ({ code, stdout, stderr }) => mask(`exit ${code}\n--- stdout\n${stdout}--- stderr\n${stderr}`);

test('a conformant run against the embedded mock', async () => {
  assert_approved('check_embedded', printed(await run(['check', 'reveng'], { deadline: seconds(120) })));
});

test('one scenario only', async () => {
  assert_approved('check_only', printed(await run(['check', 'reveng', '--only', 'reveng/cancel_nothing_active'])));
});

for (const [breach, scenario] of [['title_ignored', 'first_conversation'], ['frame_renamed', 'first_conversation'], ['no_active_run_answers_409', 'cancel_nothing_active'], ['replay_first_lost', 'replay_after_the_end'], ['error_flat', 'get_refused']])
  test(`the failure over ${breach} in ${scenario}`, async () => {
    const peer = await start_peer(['--breach', breach]);
    const end = await run(['check', 'reveng', '--target', peer.url, '--credential', `default=${kCredentials.default}`, '--only', `reveng/${scenario}`], { deadline: seconds(60) });
    await peer.stop();
    assert_approved(`check_${breach}`, printed(end));
  });

test('a target that nobody serves', async () => {
  assert_approved('check_unreachable', printed(await run(['check', 'reveng', '--target', 'http://127.0.0.1:9', '--report', `json=${scratch_file('.json')}`])));
});
