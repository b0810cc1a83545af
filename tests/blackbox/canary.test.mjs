// No output shows a credential. Every place that takes one gets a canary of its own; then all that confab says, writes and serves is
// searched for them, in every encoding: against the mock, against peers that send back what they were given, and in errors.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { after, before, describe, test } from 'node:test';
import { start_proxy } from '../peers/deviating_proxy.mjs';
import { canary, echoes, encodings, leaks } from './canaries.mjs';
import { raw_exchange, run, scratch_file, seconds, start_mock, start_tcp } from './support.mjs';

const kVendors = ['reveng', 'waldur', 'pipeshub', 'sema4', 'pieces'];
const json_of = async (...args) => JSON.parse((await run([...args, '--json'])).stdout);

/** Every way to hand over a value that is no literal. */
const env = {};
const by_env = (value) => { const name = `CONFAB_CANARY_${Object.keys(env).length}`; env[name] = value; return `env:${name}`; };
const by_file = (value) => { const file = scratch_file('.key'); writeFileSync(file, `${value}\n`); return `file:${file}`; };
const literal = (value) => value;
const kWays = [by_env, by_file, literal];

/** Canaries for all personas of a vendor and for extra headers, and the options that hand them over. */
async function bait(vendor) {
  const canaries = {}, args = [], real = {};
  const plant = (name) => (canaries[name] = canary(`${vendor}.${name}`));
  for (const [at, { persona, credential }] of (await json_of('list', 'personas', vendor)).entries()) {
    const key = plant(persona);
    const scheme = /^Bearer /.exec(credential)?.[0] ?? '';
    real[key] = credential.slice(scheme.length);
    args.push('--credential', `${persona}=${kWays[at % 3](scheme + key)}`);
  }
  for (const { variable, default: value } of await json_of('list', 'variables', vendor)) args.push('--var', `${variable}=${value}`);
  // The mock stands for the contract below one base URL.
  for (const { feature } of await json_of('list', 'features', vendor)) if (feature !== 'mounts') args.push('--feature', feature);
  const header = (name, way, value) => args.push('--header', `${name}: ${way(value)}`);
  header('X-Canary-Env', by_env, plant('header_env'));
  header('X-Canary-File', by_file, plant('header_file'));
  header('X-Canary-Literal', literal, plant('header_literal'));
  header('Proxy-Authorization', by_env, `Basic ${Buffer.from(`ann:${plant('basic_password')}`).toString('base64')}`);
  // A cookie's value knows no quotes and semicolons.
  canaries.cookie = canary(`${vendor}.cookie`).replaceAll(/["\\]/g, '');
  header('Cookie', by_file, `session=${canaries.cookie}; theme=dark`);
  return { canaries, args, real };
}

/** Runs confab and gives every byte it left behind. */
async function everything(args, options = {}) {
  const formats = await format_names;
  const files = formats.map((format) => [format, scratch_file(`.${format}`)]);
  const wishes = args[0] === 'check' ? files.flatMap(([format, file]) => ['--report', `${format}=${file}`]) : [];
  const end = await run([...args, ...wishes], { env, deadline: seconds(240), ...options });
  const written = files.map(([, file]) => { try { return readFileSync(file, 'latin1'); } catch { return ''; } });
  return { ...end, json: written[formats.indexOf('json')], text: [end.stdout, end.stderr, ...written].join('\n') };
}
const format_names = run(['check', '--help']).then(({ stdout }) => /--report[^(]*\(([^)]*)\)/.exec(stdout.replaceAll(/\s+/g, ' '))[1].split(', '));

const told = (found) => found.slice(0, 5).map(({ name, encoding, around }) => `${name}, ${encoding}: …${around}…`).join('\n\n');
const assert_clean = (text, canaries, what) => assert.equal(told(leaks(text, canaries)), '', `a credential shows in ${what}`);
const count_of = (text, words) => text.split(words).length - 1;

describe('the search itself', () => {
  for (const [encoding, encode] of Object.entries(encodings))
    test(`finds a canary that was planted as ${encoding}`, () => {
      const file = scratch_file('.planted');
      const planted = canary('planted');
      writeFileSync(file, `some text ${encode(planted)} and more`);
      const found = leaks(readFileSync(file, 'latin1'), { planted, other: canary('other') });
      assert.ok(found.some((one) => one.name === 'planted' && one.encoding === encoding), encode(planted));
      assert.ok(found.every((one) => one.name === 'planted'));
    });
  test('finds one inside base64 of a longer text, at any alignment', () => {
    const planted = canary('planted');
    for (const text of Object.values(echoes(planted))) assert.notEqual(leaks(`x ${text} y`, { planted }).length, 0, text);
  });
  test('finds nothing where nothing is', () => assert.deepEqual(leaks('some text and [redacted]', { planted: canary('planted') }), []));
  test('knows every report format', async () => { for (const name of ['console', 'json', 'junit']) assert.ok((await format_names).includes(name)); });
});

describe('against the mock', () => {
  let mock;
  before(async () => { mock = await start_mock([], 'all'); });
  const journal = async () => (await fetch(`${mock.url}/_confab/journal`)).text();

  for (const vendor of kVendors)
    test(`${vendor}: every persona, every kind of header, --verbose, every format, the journal`, async () => {
      const { canaries, args } = await bait(vendor);
      const end = await everything(['check', vendor, '--target', `${mock.url}/${vendor}`, '--verbose', '--timeout', '5s', ...args]);
      assert.ok([0, 1].includes(end.code), end.stderr);
      assert.ok(count_of(end.json, '[redacted]') > 20, 'the report has requests with their credentials taken out');
      assert_clean(end.text, canaries, 'what check says and writes');
      const seen = await journal();
      assert.ok(count_of(seen, '[redacted]') > 20, 'the journal has requests with their credentials taken out');
      assert_clean(seen, canaries, 'the journal');
    });

  test('whatever an application sends, the journal and the other pages hide it', async () => {
    await fetch(`${mock.url}/_confab/reset`, { method: 'POST' });
    const canaries = {};
    const key = (name) => (canaries[name] = canary(`sent.${name}`));
    const url = `${mock.url}/waldur/api/chat-threads/`;
    const token = key('token'), form = new FormData();
    form.append('note', `a copy of ${token}`);
    form.append('api_key', key('part'));
    const cookie = (canaries.cookie = canary('sent.cookie').replaceAll(/["\\]/g, ''));
    await fetch(`${url}?page=2&x-auth-token=${encodeURIComponent(`Token ${token}`)}`, { headers: { Cookie: `sid=${cookie}`, 'X-Gateway': key('header'), Referer: `http://h/?access_token=${encodeURIComponent(key('referer'))}` } });
    await fetch(url, { method: 'POST', headers: { Authorization: `Token ${token}` }, body: form });
    await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ user: 'ann', password: key('form') }) });
    await fetch(url, { method: 'POST', headers: { Authorization: `Token ${key('json_header')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ input: `my key ${canaries.json_header}`, auth: { password: key('json') } }) });
    await fetch(`${mock.url}/waldur/${encodeURIComponent(key('path'))}`, { headers: { Authorization: canaries.path } });
    await raw_exchange(mock.port, `GET http://ann:${encodeURIComponent(key('userinfo'))}@localhost/waldur/api/chat-threads/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    await raw_exchange(mock.port, `GET /waldur/?token=${encodeURIComponent(key('broken'))} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nBad Header: ${canaries.broken}\r\n\r\n`);
    const pages = [await journal(), await (await fetch(`${mock.url}/_confab/health`)).text(), await (await fetch(`${mock.url}/_confab/nothing`)).text()];
    const requests = JSON.parse(pages[0]).requests;
    assert.ok(requests.length >= 7, pages[0]);
    assert.ok(requests.some(({ body }) => body.includes('a copy of [redacted]')), 'what is no credential by its place is known by its value');
    assert.ok(requests.some(({ query }) => query === 'page=2&x-auth-token=[redacted]'), pages[0]);
    assert_clean(pages.join('\n'), canaries, 'the control pages');
  });

  test('the mock itself says none of it', async () => {
    const end = await mock.stop();
    const all = {};
    for (const vendor of kVendors) for (const [name, text] of Object.entries((await bait(vendor)).canaries)) all[`${vendor}.${name}`] = text;
    assert_clean(end.stdout + end.stderr, all, 'the output of the mock');
  });
});

describe('against a peer that sends everything back', () => {
  /** Makes a proxy before the mock take the canaries for the mock's credentials, and echo them wherever there is room. */
  function echoing({ canaries, real }) {
    const values = Object.values(canaries);
    let turn = 0;
    const next = () => echoes(values[turn++ % values.length]);
    const translated = (text) => Object.entries(real).reduce((now, [mine, its]) => now.replaceAll(mine, its).replaceAll(encodeURIComponent(mine), encodeURIComponent(its)), text);
    return {
      count: () => turn,
      request(request) {
        request.path = translated(request.path);
        for (const [name, value] of Object.entries(request.headers)) request.headers[name] = translated(value);
      },
      reply(reply) {
        const echo = next();
        Object.assign(reply.headers, { 'x-echo': echo.raw, 'x-echo-base64': echo['base64, 1'], 'x-echo-json': echo['JSON, all, lower'],
          'set-cookie': `token=${echo['percent, all, lower']}`, location: `https://ann:${encodeURIComponent(echo.raw)}@elsewhere.example/?a=${echo['percent, what must be, upper']}`,
          'www-authenticate': `Bearer realm="${echo['hex, lower']}"` });
        if (reply.json && typeof reply.json === 'object' && !Array.isArray(reply.json)) reply.json.echo = echo;
        else if (turn % 3 === 0) Object.assign(reply, { text: `<p>${Object.values(echo).join('</p>\n<p>')}</p>` });
      },
      head({ headers }) { headers['x-echo'] = next().raw; },
      frame(frame) {
        const echo = next();
        const with_echo = frame.replace(/\{.*\}$/m, (json) => { try { return JSON.stringify({ ...JSON.parse(json), echo }); } catch { return json; } });
        if (turn % 5 !== 0) return [with_echo];
        return /^(id|event|data|:)/m.test(frame) ? [`: ${echo['HTML, decimal']}\nevent: ${echo.raw}\ndata: "${echo['JSON, HTML-safe']}"`, with_echo] : [with_echo, JSON.stringify(echo)];
      },
    };
  }

  for (const vendor of kVendors)
    test(`${vendor}: in bodies, headers, redirects and frames`, async () => {
      const given = await bait(vendor);
      const mock = await start_mock([], vendor);
      const change = echoing(given);
      const proxy = await start_proxy(mock.port, change);
      const end = await everything(['check', vendor, '--target', proxy.url, '--verbose', ...given.args]);
      proxy.stop();
      await mock.stop();
      assert.ok([0, 1].includes(end.code), end.stderr);
      assert.ok(change.count() > 20, 'the peer had a lot to send back');
      assert.ok(count_of(end.json, '[redacted]') > 200, 'and it is in the report, taken out');
      assert_clean(end.text, given.canaries, 'what check says and writes');
    });

  const kPlain = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
  const body = (text, head = kPlain) => `${head}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  const kTalks = {
    'in the reason of a status line': (socket, echo) => socket.write(body('{}', `HTTP/1.1 401 ${echo.raw}\r\n`)),
    'in a status line that is none': (socket, echo) => socket.end(`HTTP/1.1 ${echo.raw}\r\n\r\n`),
    'instead of HTTP': (socket, echo) => socket.end(`${echo.raw}\r\n${echo.JSON}\r\n\r\n`),
    'in a header that is none': (socket, echo) => socket.end(`HTTP/1.1 200 OK\r\n${echo.raw} ${echo['base64, 2']}\r\n\r\n`),
    'in a redirect': (socket, echo) => socket.write(body('', `HTTP/1.1 302 Found\r\nLocation: https://x:${encodeURIComponent(echo.raw)}@h.example/?q=${echo['percent, all, lower']}#${echo['hex, upper']}\r\n`)),
    'in JSON that breaks off': (socket, echo) => socket.write(body(`{"e": "${echo['JSON, all, upper']}", "f": ${echo.raw}`)),
    'as a text that is longer than any message shows': (socket, echo) => socket.write(body(JSON.stringify({ error: `${'x'.repeat(180)}${echo.raw}`.repeat(40) }))),
    'as a list, a number of times': (socket, echo) => socket.write(body(JSON.stringify(Array.from({ length: 50 }, () => echo.raw)))),
    'as the name of a member and of a header': (socket, echo) => socket.write(body(JSON.stringify({ [echo.raw]: 1 }), `${kPlain}X-${echo['hex, lower']}: 1\r\n`)),
    'cut off in the middle of the last one': (socket, echo) => socket.end(`${kPlain}Content-Length: 100000\r\n\r\n{"e":"${echo.raw}","f":"${echo.raw.slice(0, -1)}`),
    'and then stands still': (socket, echo) => socket.write(`${kPlain}Content-Length: 100000\r\n\r\n"${echo.raw}`),
  };
  for (const [what, talk] of Object.entries(kTalks))
    test(what, async () => {
      const { canaries, args } = await bait('waldur');
      const values = Object.values(canaries);
      let turn = 0;
      const peer = await start_tcp((socket) => socket.on('data', (bytes) => { if (bytes.includes('\r\n\r\n')) talk(socket, echoes(values[turn++ % values.length])); }));
      const end = await everything(['check', 'waldur', '--target', peer.url, '--verbose', '--timeout', '400ms', '--only', 'waldur/auth_*', '--only', 'waldur/session_*', '--only', 'waldur/stream_short_text', ...args]);
      peer.stop();
      assert.ok([1, 3].includes(end.code), end.stderr);
      assert.ok(turn > 0);
      assert_clean(end.text, canaries, 'what check says and writes');
      // Nor so much of one that the rest could be guessed.
      for (const text of values) {
        const at = end.text.indexOf(text.slice(0, -1));
        assert.equal(at, -1, `nearly all of a credential shows: …${end.text.slice(Math.max(0, at - 300), at + 100)}…`);
      }
    });

  test('in the frames of a WebSocket', async () => {
    const { canaries, args } = await bait('pieces');
    const values = Object.values(canaries);
    let turn = 0, opened = 0;
    const frame = (text) => Buffer.concat([Buffer.from([0x81, 126, text.length >> 8, text.length & 255]), Buffer.from(text)]);
    const peer = await start_tcp((socket) => socket.on('data', (bytes) => {
      const key = /^sec-websocket-key: *(\S+)/im.exec(bytes.toString('latin1'))?.[1];
      const echo = echoes(values[turn++ % values.length]);
      if (!key) return bytes.includes('\r\n\r\n') && socket.write(body(JSON.stringify({ echo })));
      ++opened;
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nX-Echo: ${echo.raw}\r\n\r\n`);
      return socket.write(frame(JSON.stringify(echo)));
    }));
    const end = await everything(['check', 'pieces', '--target', peer.url, '--verbose', '--timeout', '1s', ...args]);
    peer.stop();
    assert.ok([1, 3].includes(end.code), end.stderr);
    assert.ok(opened > 0, 'a socket was opened');
    assert_clean(end.text, canaries, 'what check says and writes');
  });
});

describe('in errors', () => {
  const targets = {};
  const stops = [];
  before(async () => {
    const silent = await start_tcp(() => {});
    const plain = await start_tcp((socket) => socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n')));
    const [key, cert] = [scratch_file('.pem'), scratch_file('.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert, '-days', '1', '-subj', '/CN=elsewhere'], { stdio: 'ignore' });
    const tls = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => response.end(JSON.stringify(request.headers)));
    await new Promise((resolve) => tls.listen(0, '127.0.0.1', resolve));
    stops.push(silent.stop, plain.stop, () => tls.close());
    Object.assign(targets, { 'nobody listens': 'http://127.0.0.1:9', 'a name that does not resolve': 'http://confab-test.invalid', 'no TLS there': plain.url.replace('http:', 'https:'),
      'a certificate nobody trusts': `https://127.0.0.1:${tls.address().port}`, 'no answer': silent.url });
  });
  after(() => stops.forEach((stop) => stop()));

  for (const what of ['nobody listens', 'a name that does not resolve', 'no TLS there', 'a certificate nobody trusts', 'no answer'])
    test(what, async () => {
      const { canaries, args } = await bait('waldur');
      const end = await everything(['check', 'waldur', '--target', targets[what], '--timeout', '300ms', '--verbose', '--only', 'waldur/auth_*', '--only', 'waldur/session_*', ...args]);
      assert.ok([1, 3].includes(end.code), `${end.code} ${end.stderr}`);
      assert_clean(end.text, canaries, 'the error');
    });

  test('a certificate nobody trusts, and --insecure: what the peer sends back', async () => {
    const { canaries, args } = await bait('waldur');
    const end = await everything(['check', 'waldur', '--target', targets['a certificate nobody trusts'], '--insecure', '--only', 'waldur/auth_*', '--verbose', ...args]);
    assert.ok(count_of(end.json, '[redacted]') > 20);
    assert_clean(end.text, canaries, 'the report');
  });

  const slip = canary('slip');
  const kAt = ['check', 'waldur', '--target', 'http://127.0.0.1:9'];
  for (const [what, args] of Object.entries({
    'a credential without its persona': [...kAt, '--credential', slip],
    'a credential of a persona that does not exist': [...kAt, '--credential', `defualt=${slip}`],
    'a header without its name': [...kAt, '--header', slip],
    'a header with a wrong name': [...kAt, '--header', `Bad Name: ${slip}`],
    'a header whose quotes were forgotten': [...kAt, '--header', 'X-Api-Key:', slip],
    'two words too many': [...kAt, '--credential', 'default=Bearer', slip, slip],
    'a line break in a value': [...kAt, '--header', `X-Api-Key: ${slip}\nX: y`],
    'a line break in a credential': [...kAt, '--credential', `default=${slip}\r`],
    'a credential in the target': ['check', 'waldur', '--target', `http://ann:${encodeURIComponent(slip)}@127.0.0.1:9`],
    'a token in the query of the target': ['check', 'waldur', '--target', `http://127.0.0.1:9/?token=${encodeURIComponent(slip)}`],
    'an option that does not exist': [...kAt, `--token=${slip}`],
    'an option that does not exist, and its value': [...kAt, '--token', slip],
    'a plan': [...kAt, '--credential', `default=${slip}`, '--header', `X-Any: ${slip}`, '--dry-run'],
    'a list': [...kAt, '--credential', `default=${slip}`, '--header', `X-Any: ${slip}`, '--list'],
  }))
    test(`${what}: the message does not repeat it`, async () => {
      const end = await everything(args);
      assert.equal(end.code, ['a plan', 'a list'].includes(what) ? 0 : 2, end.stdout.slice(0, 300) + end.stderr);
      assert_clean(end.text, { slip }, 'the message');
    });

  test('a key file with nothing in it, and a variable that is not set, are named and nothing more', async () => {
    const file = scratch_file('.key');
    writeFileSync(file, '\n');
    const empty = await run([...kAt, '--credential', `default=file:${file}`, '--header', `X-Any: ${slip}`]);
    assert.equal(empty.code, 2);
    assert.ok(empty.stderr.includes(file));
    assert_clean(empty.stdout + empty.stderr, { slip }, 'the message');
  });
});
