// `confab lint`: what is wrong in a scenario is named with file, line and column, the line itself and the nearest word.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run, scratch_file, seconds, source_dir } from './support.mjs';

const bad = fileURLToPath(new URL('bad_scenarios', import.meta.url));
/** Per file: the line of the mistake and the word that was meant, where there is one. */
const kExpected = {
  unknown_key: [3, 'steps'], unknown_operation: [4, 'list_conversations'], unknown_vendor: [2, 'reveng'], unknown_step: [4, 'call'], unknown_feature: [3, 'replay'], unknown_prompt: [5, 'explain'],
  unknown_action: [6, 'say'], unknown_matcher: [5, '$length'], unknown_frame: [7, 'RUN_FINISHED'], unknown_clause: [6, 'reveng.list_conversations.order'], bad_duration: [8], bad_type: [3],
  missing_title: [1, 'title'], not_yaml: [null], tabs: [4], two_kinds: [null], unknown_stream: [9, 'live'], twice: [2], bad_regex: [5],
};

for (const file of readdirSync(bad)) {
  const name = file.replace('.yaml', '');
  const [line, word] = kExpected[name];
  test(`${name} is refused${line ? ` at line ${line}` : ''}${word ? `, and '${word}' offered` : ''}`, async () => {
    const path = join(bad, file);
    const { code, stdout, stderr } = await run(['lint', path]);
    const said = stdout + stderr;
    assert.equal(code, 2, said);
    assert.ok(said.includes(path), said);
    if (line) {
      assert.match(said, new RegExp(`${file}:${line}:\\d+`), said);
      assert.ok(said.includes(readFileSync(path, 'utf8').split('\n')[line - 1].trim()), `the line itself is not shown\n${said}`);
    }
    if (word) assert.ok(said.includes(word), said);
  });
}

test('every scenario of the project is accepted, all in one call', async () => {
  const folder = join(source_dir, 'scenarios/reveng');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));
  const { code, stdout, stderr } = await run(['lint', ...files]);
  assert.equal(code, 0, stdout + stderr);
});

test('several bad files are all named', async () => {
  const { code, stdout, stderr } = await run(['lint', join(bad, 'unknown_key.yaml'), join(bad, 'unknown_step.yaml')]);
  assert.equal(code, 2);
  for (const name of ['unknown_key.yaml', 'unknown_step.yaml']) assert.ok((stdout + stderr).includes(name), stdout + stderr);
});

const linted = async (text) => {
  const file = scratch_file('.yaml');
  writeFileSync(file, text);
  return run(['lint', file], { deadline: seconds(10) });
};
const story = 'title: x\nvendor: reveng\nsteps:\n  - call: list_conversations\n    expect: { status: 200 }\n';

for (const [what, text] of [
  ['aliases that grow without end', `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(',')}]`).join('\n')}\n${story}`],
  ['an alias of itself', `${story}prompts: &p { a: *p }\n`],
  ['a file over one mebibyte', `${story}${'#'.repeat(79).concat('\n').repeat(14000)}`],
  ['very deep nesting', `title: x\nvendor: reveng\nsteps: ${'['.repeat(20000)}${']'.repeat(20000)}\n`],
  ['binary garbage', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) & 255))],
  ['an empty file', ''], ['a NUL', `${story}prompts: { a: "x\0" }\n`], ['two documents', `${story}---\n${story}`],
])
  test(`${what} is refused soon, in little memory`, async () => {
    const { code, stdout, stderr, peak_kib } = await linted(text);
    assert.equal(code, 2, stdout + stderr);
    assert.ok((stdout + stderr).length < 20000, 'the message is bounded');
    assert.ok(peak_kib < 300 * 1024 * Number(process.env.CONFAB_SLOWNESS ?? 1), `${peak_kib} KiB`);
  });

test('the smallest story is accepted', async () => assert.equal((await linted(story)).code, 0));
