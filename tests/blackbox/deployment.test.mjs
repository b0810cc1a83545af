// Any deployment: what a deployment file says is what `confab check` keeps to.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { make_certificates, start_busy_proxy, start_http_proxy, start_tls_server } from './middlemen.mjs';
import { personas } from './personas.mjs';
import { run, scratch, scratch_file, seconds, start_mock } from './support.mjs';

const kKey = 'CONFAB_TEST_DEPLOYMENT_KEY';
const kFew = ['--only', 'reveng/create_*', '--only', 'reveng/first_conversation', '--only', 'reveng/replay_after_the_end'];
const said = ({ code, stdout, stderr }) => `exit ${code}\n${stdout.slice(-3000)}\n${stderr.slice(-2000)}`;
let mock, certificates;
before(async () => {
  mock = await start_mock();
  certificates = make_certificates();
});
after(() => mock.stop());

/** A deployment file of what is different from the mock's own; a string is taken as it is. */
function described(what) {
  const file = scratch_file('.yaml');
  const usual = { vendor: 'reveng', base_url: mock.url, credentials: { default: `env:${kKey}` } };
  writeFileSync(file, typeof what === 'string' ? what : JSON.stringify({ ...usual, ...what }, null, 2)); // JSON is YAML
  return file;
}

async function judged(what, args = kFew, { vendor = 'reveng', env = { [kKey]: personas.default } } = {}) {
  const [file, report] = [described(what), scratch_file('.json')];
  const end = await run(['check', vendor, '--deployment', file, '--report', `json=${report}`, ...args], { env, deadline: seconds(200) });
  let text = '';
  try {
    text = readFileSync(report, 'utf8');
  } catch {
    // refused before anything was judged
  }
  return { ...end, file, text, result: text === '' ? null : JSON.parse(text) };
}

const verdicts_of = ({ result }) => Object.fromEntries(result.scenarios.map(({ id, verdict }) => [id, verdict]));
function assert_good(outcome) {
  assert.equal(outcome.code, 0, said(outcome));
  assert.ok(Object.values(verdicts_of(outcome)).every((verdict) => verdict === 'pass'), said(outcome));
  assert.ok(!(outcome.text + outcome.stdout + outcome.stderr).includes(personas.default), 'the credential shows');
}

test('a deployment file is enough, and a failure can be repeated with it', async () => {
  const outcome = await judged({});
  assert_good(outcome);
  assert.equal(outcome.result.target, mock.url);
  const { repeat } = outcome.result.scenarios[0];
  assert.ok(repeat.includes(`--deployment ${outcome.file}`), repeat);
});

test('credentials come from the environment, a file beside it, or the first line of a command', async () => {
  const key_file = scratch_file('.key');
  writeFileSync(key_file, `${personas.default}\n`);
  assert_good(await judged({ credentials: { default: `file:${key_file.slice(scratch.length + 1)}` } }));
  assert_good(await judged({ credentials: { default: { command: [process.execPath, '-e', 'console.log(process.env.K + "\\nand more"); console.error("noise")'] } } },
    kFew, { env: { K: personas.default } }));
});

test('options of the command line go before the file', async () => {
  assert_good(await judged({ base_url: 'http://127.0.0.1:9', credentials: { default: 'env:CONFAB_NO_SUCH_KEY' } },
    ['--target', mock.url, '--credential', `default=env:${kKey}`, ...kFew]));
});

test('mistakes are told with file, line, column, the line and the nearest word; exit 2', async () => {
  const head = `vendor: reveng\nbase_url: ${mock.url}\n`;
  const kMistakes = [
    [`${head}credentails:\n  default: env:${kKey}\n`, ':3:1', '"credentials"', 'credentails:'],
    [`${head}credentials:\n  second_usr: env:${kKey}\n`, ':4:3', '"second_user"', 'second_usr:'],
    [`${head}features:\n  repaly: true\n`, ':4:3', '"replay"', 'repaly: true'],
    [`${head}limits:\n  requests_per_secnd: 5\n`, ':4:3', '"requests_per_second"', 'requests_per_secnd: 5'],
    [`${head}limits: { request_timeout: soon }\n`, ':3:28', '10s|2s', 'request_timeout: soon'],
    [`vendor: revang\nbase_url: ${mock.url}\n`, ':1:9', '"reveng"', 'vendor: revang'],
    [`vendor: pipeshub\ncontract: serve\nbase_url: ${mock.url}\n`, ':2:11', '"served"', 'contract: serve'],
    [`${head}prompts: { no_such_prompt: x }\n`, ':3:12', 'there is no prompt', 'no_such_prompt'],
    [`${head}credentials: { default: env:${kKey}_MISSING }\n`, ':3:25', `export ${kKey}_MISSING`, 'default: env:'],
    [`${head}credentials: { default: { command: [confab-no-such-program] } }\n`, ':3:25', 'cannot be started', 'confab-no-such-program'],
    [`${head}tls: { ca_file: nowhere.pem }\n`, ':3:17', 'nowhere.pem', 'ca_file'],
    [`${head}credentials: { default: env:${kKey}\n`, ':', 'error', '…'],
  ];
  for (const [text, place, remedy, line] of kMistakes) {
    const outcome = await judged(text);
    assert.equal(outcome.code, 2, text + said(outcome));
    assert.ok(outcome.stderr.includes(place && `${outcome.file}${place}`), `${place} in ${outcome.stderr}`);
    assert.match(outcome.stderr, new RegExp(remedy.replaceAll(/[[\]()]/g, '\\$&')));
    assert.ok(outcome.stderr.includes(line), outcome.stderr);
  }
});

test('a file of another vendor, or for all of them, is refused', async () => {
  const other = await judged({}, [], { vendor: 'waldur' });
  assert.equal(other.code, 2, said(other));
  assert.match(other.stderr, /:2:\d+: error: this deployment is one of reveng, not of waldur/);
  assert.equal((await judged({}, [], { vendor: 'all' })).code, 2);
});

test('a credential that stands in the file is refused and shown nowhere', async () => {
  for (const part of ['credentials: { default: Canary0Key }', 'credentails: { default: Canary0Key }', 'headers: { Authorization: Canary0Key }', 'credentials: { default: Canary0Key',
    'proxy: "http://user:Canary0Key@127.0.0.1:9"', 'credentials: Canary0Key', 'base_url: "http://user:Canary0Key@127.0.0.1:9"', 'api_key: Canary0Key']) {
    const outcome = await judged(`vendor: reveng\n${part.startsWith('base_url') ? '' : `base_url: ${mock.url}\n`}${part}\n`);
    assert.equal(outcome.code, 2, part + said(outcome));
    assert.ok(!(outcome.stderr + outcome.stdout).includes('Canary0'), outcome.stderr);
  }
});

test('init writes a file for each contract that loads as it is, and never over another', async () => {
  for (const words of [['reveng'], ['pieces'], ['sema4'], ['waldur'], ['pipeshub'], ['pipeshub', '--contract', 'served']]) {
    const file = scratch_file('.yaml');
    const written = await run(['init', 'deployment', ...words, '-o', file]);
    assert.equal(written.code, 0, said(written));
    const text = readFileSync(file, 'utf8');
    assert.ok(text.split('\n').filter((line) => line.startsWith('#')).length > 5, text);
    const planned = await run(['check', words[0], '--deployment', file, '--list']);
    assert.equal(planned.code, 0, said(planned));
    assert.ok(planned.stdout.split('\n').length > 20);
    const again = await run(['init', 'deployment', ...words, '-o', file]);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /exists already/);
    assert.equal(readFileSync(file, 'utf8'), text);
  }
  assert.match((await run(['init', 'deployment'])).stdout, /^vendor: reveng$/m);
  assert.match((await run(['init', 'deploiment'])).stderr, /"deployment"/);
  const schema = await run(['init', 'deployment', '--schema']);
  assert.deepEqual(JSON.parse(schema.stdout).required, ['vendor', 'base_url']);
});

test('headers go out with every request, and those given by reference show nowhere', async () => {
  const seen = await start_busy_proxy(mock.port, { each: Infinity });
  const outcome = await judged({ base_url: seen.url, headers: { 'X-Tenant': 'acme', 'X-Gate': 'env:GATE', 'X-Other': 'of the file' } }, ['--header', 'x-other: of the options', ...kFew],
    { env: { [kKey]: personas.default, GATE: 'Canary4Gate' } });
  seen.stop();
  assert_good(outcome);
  assert.ok(seen.requests.length > 5);
  for (const { headers } of seen.requests)
    assert.deepEqual([headers['x-tenant'], headers['x-gate'], headers['x-other']], ['acme', 'Canary4Gate', 'of the options']);
  assert.ok(!(outcome.text + outcome.stdout + outcome.stderr).includes('Canary4'));
});

test('a declared feature that does not work is a failure; an undeclared one is skipped with its reason', async () => {
  const prompts = { break: 'The mock knows no script for these words.' };
  const args = ['--only', 'reveng/run_fails'];
  const broken = await judged({ features: { failing_run: true }, prompts }, args);
  assert.equal(broken.code, 1, said(broken));
  assert.match(broken.stdout, /expected +the feature failing_run, which is declared/);
  assert.deepEqual(verdicts_of(broken), { 'reveng/run_fails': 'fail' });
  assert.ok(broken.text.includes(prompts.break), 'the own wording was sent');
  const absent = await judged({ features: { failing_run: false }, prompts }, args);
  assert.deepEqual(verdicts_of(absent), { 'reveng/run_fails': 'skip' });
  assert.equal(absent.result.scenarios[0].reason, 'needs failing_run, which the deployment does not declare');
  assert_good(await judged({ features: { failing_run: true } }, args));
});

test('a CA file and a client certificate lead to a TLS server that asks for them', async () => {
  const server = await start_tls_server(mock.port, certificates, certificates['ca.pem']);
  const files = { ca_file: certificates['ca.pem'], client_certificate: certificates['client.pem'], client_key: certificates['client.key'] };
  assert_good(await judged({ base_url: server.url, tls: files }));
  const stranger = await judged({ base_url: server.url, tls: { ca_file: files.ca_file } });
  assert.equal(stranger.code, 3, said(stranger));
  assert.match(stranger.stdout, /asks for a client certificate, and none was given/);
  const untrusting = await judged({ base_url: server.url, tls: { ...files, ca_file: undefined } });
  assert.equal(untrusting.code, 3, said(untrusting));
  assert.match(untrusting.stdout, /certificate is not trusted/);
  const swapped = await judged({ base_url: server.url, tls: { ...files, client_key: certificates['server.key'] } });
  assert.equal(swapped.code, 2, said(swapped));
  server.stop();
});

test('insecure verifies nothing and says so loudly', async () => {
  const server = await start_tls_server(mock.port, certificates);
  const file = await judged({ base_url: server.url, tls: { insecure: true } });
  const flag = await judged({ base_url: server.url }, ['--insecure', ...kFew]);
  for (const outcome of [file, flag]) {
    assert_good(outcome);
    assert.match(outcome.stderr, /WARNING: the certificate of https:\/\/127\.0\.0\.1:\d+ is not verified/);
  }
  assert.equal((await judged({ base_url: server.url })).code, 3);
  server.stop();
});

test('a proxy is asked for whole URLs, and for tunnels where TLS is spoken', async () => {
  const plain = await start_http_proxy(mock.port);
  assert_good(await judged({ base_url: 'http://deployment.test', proxy: plain.url }));
  assert.ok(plain.seen.length > 5 && plain.seen.every((line) => / http:\/\/deployment\.test\//.test(line)), plain.seen.join('\n'));
  plain.stop();

  const server = await start_tls_server(mock.port, certificates);
  const tunnels = await start_http_proxy(server.port);
  assert_good(await judged({ base_url: 'https://deployment.test', proxy: tunnels.url, tls: { ca_file: certificates['ca.pem'] } }));
  assert.ok(tunnels.seen.length > 0 && tunnels.seen.every((line) => line === 'CONNECT deployment.test:443'), tunnels.seen.join('\n'));
  tunnels.stop();
  server.stop();
});

test('the proxy\'s password comes from elsewhere and shows nowhere; without it the deployment cannot be reached', async () => {
  const server = await start_tls_server(mock.port, certificates);
  const proxy = await start_http_proxy(server.port, `Basic ${Buffer.from('ann:Canary3Proxy').toString('base64')}`);
  const what = { base_url: 'https://deployment.test', tls: { ca_file: certificates['ca.pem'] } };
  const url = proxy.url.replace('//', '//ann:Canary3Proxy@');
  const outcome = await judged({ ...what, proxy: 'env:PROXY_URL' }, kFew, { env: { [kKey]: personas.default, PROXY_URL: url } });
  assert_good(outcome);
  assert.ok(!(outcome.text + outcome.stdout + outcome.stderr).includes('Canary3'));
  const refused = await judged({ ...what, proxy: proxy.url });
  assert.equal(refused.code, 3, said(refused));
  assert.match(refused.stdout, /answered CONNECT with status 407/);
  proxy.stop();
  server.stop();
});

/** Requests in the busiest second. */
const busiest = (requests) => Math.max(...requests.map(({ at }) => requests.filter((one) => one.at >= at && one.at < at + 1000).length));

test('429 and Retry-After are obeyed, limits are kept, and the report counts it', async () => {
  const busy = await start_busy_proxy(mock.port);
  const outcome = await judged({ base_url: busy.url, limits: { requests_per_second: 25, concurrency: 2 } });
  busy.stop();
  assert_good(outcome);
  const refusals = busy.refusals();
  assert.ok(refusals.length >= 2, `${busy.requests.length} requests`);
  assert.equal(outcome.result.throttling.refusals, refusals.length);
  assert.ok(outcome.result.throttling.waited_ms >= 1000);
  assert.match(outcome.stdout, new RegExp(`429 came ${refusals.length} times`));
  assert.ok(busiest(busy.requests) <= 27, `${busiest(busy.requests)} requests in a second`); // and one, and one that was late
  assert.ok(busy.most_at_once <= 2, `${busy.most_at_once} at once`);
  for (const refusal of refusals) {
    // What was on its way when the refusal came is no disobedience.
    const early = busy.requests.filter(({ at }) => at > refusal.at + 100 && at < refusal.at + 950);
    assert.deepEqual(early, []);
    assert.ok(busy.requests.some(({ at, line }) => at >= refusal.at + 950 && line === refusal.line), `${refusal.line} was not repeated`);
  }
});

test('a WebSocket that is refused with 429 is opened again', async () => {
  const other = await start_mock([], 'pieces');
  let refused = 0;
  const busy = await start_busy_proxy(other.port, { refuses: (line) => line.includes('/stream/') && ++refused <= 2 });
  const what = { vendor: 'pieces', base_url: busy.url, credentials: undefined, variables: { asset: '2254f2c8-5797-40e8-ac56-41166dc0e159' } };
  const outcome = await judged(what, ['--only', 'pieces/feed_ping', '--only', 'pieces/feed_first_message'], { vendor: 'pieces' });
  busy.stop();
  await other.stop();
  assert_good(outcome);
  assert.equal(busy.refusals().length, 2);
  assert.equal(outcome.result.throttling.refusals, 2);
});

test('Retry-After may be a date', async () => {
  const busy = await start_busy_proxy(mock.port, { each: 7, retry_after: () => new Date(Date.now() + 1000).toUTCString() });
  const outcome = await judged({ base_url: busy.url }, ['--only', 'reveng/create_untitled', '--only', 'reveng/create_refused']);
  busy.stop();
  assert_good(outcome);
  assert.equal(outcome.result.throttling.refusals, busy.refusals().length);
});

test('a deployment that refuses for ever costs no more than is allowed, and is not blamed', async () => {
  const busy = await start_busy_proxy(mock.port, { each: 1, retry_after: '3600' });
  const outcome = await judged({ base_url: busy.url, limits: { retry_timeout: '1s' } });
  busy.stop();
  assert.equal(outcome.code, 1, said(outcome));
  assert.deepEqual(outcome.result.clauses.filter(({ verdict }) => ['fail', 'warn', 'pass'].includes(verdict)), []);
  assert.ok(outcome.milliseconds < seconds(20), `${outcome.milliseconds} ms`);
});

test('429 that a scenario expects is its answer, and no repetition is tried', async () => {
  const other = await start_mock([], 'pipeshub');
  const what = { vendor: 'pipeshub', base_url: other.url, credentials: { default: 'env:A', rate_limited: 'env:B' }, variables: { agent: 'confab-agent' } };
  const outcome = await judged(what, ['--only', 'pipeshub/rate_limited'], { vendor: 'pipeshub', env: { A: 'confab-pipeshub-default', B: 'confab-pipeshub-rate-limited' } });
  await other.stop();
  assert.equal(outcome.code, 0, said(outcome));
  assert.deepEqual(verdicts_of(outcome), { 'pipeshub/rate_limited': 'pass' });
  assert.equal(outcome.result.throttling.refusals, 0);
});

for (const vendor of ['reveng', 'pieces', 'pipeshub', 'sema4', 'waldur'])
  test(`read-only, ${vendor} is asked for nothing that changes anything`, async () => {
    const other = await start_mock([], vendor);
    const listed = async (what) => JSON.parse((await run(['list', what, vendor, '--json'])).stdout);
    const names = (await listed('personas')).map(({ persona, credential }) => [persona, credential]);
    const credentials = Object.fromEntries(names.map(([name]) => [name, `env:CONFAB_OF_${name}`]));
    const env = Object.fromEntries(names.map(([name, credential]) => [`CONFAB_OF_${name}`, credential]));
    const variables = Object.fromEntries((await listed('variables')).map(({ variable, default: value }) => [variable, value]));
    const outcome = await judged({ vendor, base_url: other.url, credentials, variables }, ['--read-only'], { vendor, env });
    const { recorded, requests } = await (await fetch(`${other.url}/_confab/journal`)).json();
    await other.stop();
    assert.equal(outcome.code, 0, said(outcome));
    assert.equal(recorded, requests.length, 'the journal holds them all');
    assert.deepEqual(requests.filter(({ method }) => !['GET', 'HEAD'].includes(method)).map(({ method, path }) => `${method} ${path}`), []);
    assert.equal(outcome.result.partial, true);
    assert.equal(outcome.result.conformant, null);
    const played = outcome.result.scenarios.filter(({ verdict }) => verdict !== 'skip');
    assert.ok(played.length > 0 && played.every(({ verdict }) => verdict === 'pass'), said(outcome));
    const kept = outcome.result.scenarios.filter(({ reason }) => /may change something \(.+\), and the run is read-only/.test(reason));
    assert.ok(kept.length > 5 && kept.every(({ verdict }) => verdict === 'skip'));
  });
