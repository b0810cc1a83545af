// What the command line answers to users: exit statuses, messages with a remedy, and never a credential.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { check, kCredentials } from './check.mjs';
import { personas } from './personas.mjs';
import { run, scratch_file, seconds, start_mock, start_peer, start_tcp } from './support.mjs';

const { unknown_key: _, ...of_the_mock } = personas;
const said = ({ code, stdout, stderr }) => `exit ${code}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`;

test('--help and --version exit 0', async () => {
  for (const args of [['--help'], ['--version'], ['mock', '--help'], ['check', '--help'], ['frames', '--help'], ['lint', '--help'], ['list', '--help']]) {
    const end = await run(args);
    assert.equal(end.code, 0, said(end));
    assert.ok(end.stdout.length > 3);
  }
});

const kWrong = [
  [[], 'no subcommand'], [['chekc'], 'an unknown subcommand'], [['check'], 'no vendor'], [['check', 'revengg'], 'an unknown vendor'], [['check', 'reveng', '--tarqet', 'x'], 'an unknown flag'],
  [['check', 'reveng', '--target'], 'a flag without its value'], [['check', 'reveng', '--target', 'ftp://x'], 'a target that is not HTTP'], [['check', 'reveng', '--target', 'not a url'], 'a target that is no URL'],
  [['check', 'reveng', '--only', 'reveng/no_such_scenario'], 'an unknown scenario'], [['check', 'reveng', '--report', 'jsn=x'], 'an unknown format'], [['check', 'reveng', '--report', 'json'], 'a report without a file'],
  [['check', 'reveng', '--report', 'json=/nonexistent/dir/x.json'], 'a report nobody can write'], [['check', 'reveng', '--target', 'http://127.0.0.1:9', '--credential', 'default'], 'a credential without a value'],
  [['check', 'reveng', '--target', 'http://127.0.0.1:9', '--credential', 'defualt=x'], 'an unknown persona'], [['check', 'reveng', '--target', 'http://127.0.0.1:9', '--credential', 'default=env:CONFAB_NO_SUCH_VARIABLE'], 'a variable that is not set'],
  [['check', 'reveng', '--target', 'http://127.0.0.1:9', '--credential', 'default=file:/nonexistent/key'], 'a key file that is missing'], [['check', 'reveng', '--jobs', '0'], 'no jobs'], [['check', 'reveng', '--jobs', 'x'], 'jobs that are no number'],
  [['check', 'reveng', '--timeout', 'soon'], 'a timeout that is none'], [['frames', 'reveng', 'no_such_operation'], 'an unknown operation'], [['frames', 'reveng', 'get_conversation', '/dev/null'], 'an operation that does not stream'],
  [['frames', '--framing', 'sse', '/nonexistent.sse'], 'a file that is missing'], [['frames', '--framing', 'sze', '/dev/null'], 'an unknown framing'], [['frames', '--framing', 'sse', '/'], 'a folder as a file'],
  [['lint', '/nonexistent.yaml'], 'a scenario that is missing'], [['lint', '/'], 'a folder as a scenario'], [['list', 'vendrs'], 'an unknown list'], [['list', 'clauses', 'revengg'], 'a list of an unknown vendor'],
];
for (const [args, what] of kWrong)
  test(`${what} exits 2 with a reason: confab ${args.join(' ')}`, async () => {
    const end = await run(args, { input: '' });
    assert.equal(end.code, 2, said(end));
    assert.ok(end.stderr.trim().length > 10, 'the reason stands on the error output');
    assert.ok(!/terminate called|std::|invariant/i.test(end.stderr), end.stderr);
  });

for (const [args, word] of [[['check', 'revengg'], 'reveng'], [['list', 'clauses', 'revemg'], 'reveng'], [['check', 'reveng', '--only', 'reveng/first_conversatoin'], 'first_conversation'],
  [['frames', 'reveng', 'stream_event', '/dev/null'], 'stream_events'], [['check', 'reveng', '--target', 'http://127.0.0.1:9', '--credential', 'second_usr=x'], 'second_user']])
  test(`a slip of the pen is answered with the nearest word: ${args.join(' ')}`, async () => {
    const end = await run(args);
    assert.equal(end.code, 2);
    assert.match(end.stderr, new RegExp(`\\b${word}\\b`));
  });

for (const what of ['vendors', 'operations', 'clauses', 'scenarios', 'checks', 'features', 'personas'])
  test(`list ${what} prints words, and JSON with --json`, async () => {
    const vendor = ['vendors'].includes(what) ? [] : ['reveng'];
    const plain = await run(['list', what, ...vendor]);
    assert.equal(plain.code, 0, said(plain));
    assert.ok(plain.stdout.trim() !== '');
    const json = await run(['list', what, ...vendor, '--json']);
    assert.equal(json.code, 0, said(json));
    assert.ok(JSON.parse(json.stdout).length > 0);
  });

test('nobody listens: exit 3, and the target is named', async () => {
  const outcome = await check('http://127.0.0.1:9');
  assert.equal(outcome.code, 3, said(outcome));
  assert.match(outcome.stderr + outcome.stdout, /127\.0\.0\.1:9/);
});

test('a name that does not resolve: exit 3', async () => {
  const outcome = await check('http://confab-test.invalid');
  assert.equal(outcome.code, 3, said(outcome));
});

test('TLS to a port that speaks plain HTTP: exit 3', async () => {
  const peer = await start_peer();
  const outcome = await check(peer.url.replace('http:', 'https:'));
  await peer.stop();
  assert.equal(outcome.code, 3, said(outcome));
  assert.match(outcome.stderr + outcome.stdout, /TLS|SSL|certificate|handshake/i);
});

test('a port that accepts and closes is no conformant deployment', async () => {
  const peer = await start_tcp((socket) => socket.destroy());
  const outcome = await check(peer.url);
  peer.stop();
  assert.ok([1, 3].includes(outcome.code), said(outcome));
});

test('the embedded mock conforms: exit 0, no clause untested, every format written', async () => {
  const files = Object.fromEntries(['json', 'junit', 'html', 'markdown', 'badge'].map((format) => [format, scratch_file(`.${format}`)]));
  const end = await run(['check', 'reveng', ...Object.entries(files).flatMap(([format, file]) => ['--report', `${format}=${file}`])], { deadline: seconds(120) });
  assert.equal(end.code, 0, said(end));
  const result = JSON.parse(readFileSync(files.json, 'utf8'));
  assert.equal(result.conformant, true);
  assert.deepEqual(result.clauses.filter(({ verdict }) => !['pass', 'excluded'].includes(verdict)).map(({ id, verdict }) => `${id} ${verdict}`), []);
  assert.match(readFileSync(files.junit, 'utf8'), /<testsuites?[ >]/);
  assert.match(readFileSync(files.html, 'utf8'), /<\/html>\n$/);
  assert.match(readFileSync(files.markdown, 'utf8'), /^## confab reveng: conformant\n/);
  assert.match(readFileSync(files.badge, 'utf8'), /^<svg /);
});

test('the same through a socket: a mock of its own conforms', async () => {
  const mock = await start_mock();
  const outcome = await check(mock.url, { credentials: of_the_mock });
  await mock.stop();
  assert.equal(outcome.code, 0, said(outcome));
});

test('without a second credential its scenarios are skipped with that reason, not passed', async () => {
  const peer = await start_peer();
  const outcome = await check(peer.url, { credentials: { default: kCredentials.default } });
  await peer.stop();
  assert.equal(outcome.code, 0, said(outcome));
  const own = outcome.result.clauses.find(({ id }) => id === 'reveng.get_conversation.foreign');
  assert.notEqual(own.verdict, 'pass');
  assert.match(JSON.stringify(outcome.result.scenarios.find(({ id }) => id === 'reveng/owner_only_everywhere')), /second_user/);
});

test('a wrong credential is not a conformant run', async () => {
  const mock = await start_mock();
  const outcome = await check(mock.url, { credentials: { default: 'never-issued' } });
  await mock.stop();
  assert.notEqual(outcome.code, 0, said(outcome));
});

test('--strict turns a warning into exit 1', async () => {
  const peer = await start_peer(['--breach', 'cancel_finishes']);
  const [loose, strict] = [await check(peer.url), await check(peer.url, { args: ['--strict'] })];
  await peer.stop();
  assert.equal(loose.code, 0, said(loose));
  assert.equal(strict.code, 1, said(strict));
});

test('--only plays one scenario, --dry-run and --list none', async () => {
  const peer = await start_peer();
  const one = await check(peer.url, { args: ['--only', 'reveng/create_untitled'] });
  assert.equal(one.code, 0, said(one));
  const played = one.result.scenarios.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
  assert.deepEqual(played, ['reveng/create_untitled']);
  await peer.stop();
  for (const flag of ['--dry-run', '--list']) {
    const end = await run(['check', 'reveng', '--target', 'http://127.0.0.1:9', flag]); // would exit 3 if it tried
    assert.equal(end.code, 0, said(end));
    assert.match(end.stdout, /create_untitled/);
  }
});

test('the suite takes away what it made only where it can, and never touches what it did not make', async () => {
  const peer = await start_peer();
  const call = async (method, path, body) => (await fetch(`${peer.url}${path}`, {
    method, headers: { Authorization: kCredentials.default, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) })).json();
  const mine = await call('POST', '/v2/conversations', { title: 'precious' });
  await check(peer.url);
  const { events, ...after_it } = await call('GET', `/v2/conversations/${mine.conversation_uuid}`);
  assert.deepEqual(after_it, mine);
  assert.deepEqual(events, []);
  await peer.stop();
});

test('no output, report or error ever shows a credential', async () => {
  const canary = { default: 'Canary0Default+/=%"\\ key', second_user: 'Canary1Second~key' };
  const variable = 'CONFAB_CANARY_KEY';
  const key_file = scratch_file('.key');
  writeFileSync(key_file, `${canary.second_user}\n`);
  const files = ['json', 'junit', 'html', 'markdown', 'badge'].map((format) => [format, scratch_file(`.canary.${format}`)]);
  const parts = Object.values(canary).flatMap((value) => [value, encodeURIComponent(value), Buffer.from(value).toString('base64').replace(/=+$/, ''), JSON.stringify(value).slice(1, -1)]).concat('Canary0Default', 'Canary1Second');
  const outputs = [];
  for (const breach of [[], ['--breach', 'error_flat'], ['--breach', 'stream_buffered']]) {
    const peer = await start_peer(breach);
    const end = await run(['check', 'reveng', '--target', peer.url, '--credential', `default=env:${variable}`, '--credential', `second_user=file:${key_file}`, '--header', 'X-Extra: Canary2Extra',
      ...files.flatMap(([format, file]) => ['--report', `${format}=${file}`])], { env: { [variable]: canary.default }, deadline: seconds(240) });
    await peer.stop();
    outputs.push(end.stdout, end.stderr, ...files.map(([, file]) => readFileSync(file, 'utf8')));
  }
  // A peer that sends back the credential it was given, in the body, in headers and in a status line.
  const echo = await start_tcp((socket) => socket.on('data', (bytes) => {
    const key = /^authorization: (.*)$/im.exec(bytes.toString('latin1'))?.[1].trim() ?? '';
    const body = JSON.stringify({ error: { code: key, message: `no ${key}`, trace_id: encodeURIComponent(key), detail: Buffer.from(key).toString('base64') } });
    socket.write(`HTTP/1.1 401 ${key}\r\nContent-Type: application/json\r\nX-Key: ${key}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }));
  const file = scratch_file('.echo.json');
  const end = await run(['check', 'reveng', '--target', echo.url, '--credential', `default=env:${variable}`, '--report', `json=${file}`], { env: { [variable]: canary.default }, deadline: seconds(120) });
  echo.stop();
  outputs.push(end.stdout, end.stderr);
  try {
    outputs.push(readFileSync(file, 'utf8'));
  } catch {
    // a target that refuses everybody need not give a report
  }
  const refused = await run(['check', 'reveng', '--target', `http://user:${encodeURIComponent(canary.second_user)}@127.0.0.1:9`, '--credential', `default=${canary.second_user}`]);
  outputs.push(refused.stdout, refused.stderr);
  for (const output of outputs)
    for (const part of parts) {
      const at = output.indexOf(part);
      assert.equal(at, -1, `a credential shows: …${output.slice(Math.max(0, at - 150), at + part.length + 20)}…`);
    }
});
