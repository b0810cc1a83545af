// What a run creates is gone again, however the run ended; and nothing else is.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { start_proxy } from '../peers/deviating_proxy.mjs';
import { confab, run, scratch, scratch_file, seconds, start, start_mock, start_tcp, until, within } from './support.mjs';

const said = ({ code, signal, stdout, stderr }) => `exit ${code} ${signal}\n${stdout.slice(-3000)}\n${stderr.slice(-3000)}`;

async function call(url, method, path, { key, body } = {}) {
  const response = await fetch(`${url}${path}`, {
    method, body: body && JSON.stringify(body), headers: { ...(key && { Authorization: `Bearer ${key}` }), 'Content-Type': 'application/json' } });
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

const kAgents = ['5d1f6f0e-3c52-4a7e-9d0b-7f4c2a9e1b30', '8a2b9c47-60d1-4f5e-8b3a-1c6e0d7f2a94'];
const kKeys = ['confab-pipeshub-default', 'confab-pipeshub-second-user'];
/** Every id of a vendor's mock that some persona sees, and a client of its own that creates things. */
const kVendors = {
  sema4: {
    async ids(url) {
      const all = [];
      for (const agent of kAgents)
        for (let next = ''; next !== null;) {
          const page = await call(url, 'GET', `/agents/${agent}/conversations?limit=100${next && `&next=${encodeURIComponent(next)}`}`, { key: 's4w_confab0default' });
          all.push(...page.data.map(({ id }) => id));
          next = page.has_more ? page.next : null;
        }
      return all.sort();
    },
    create: (url) => call(url, 'POST', `/agents/${kAgents[0]}/conversations`, { key: 's4w_confab0default', body: { name: 'confab files' } }),
    one: 'sema4/first_conversation', deletion: 'DELETE',
  },
  pipeshub: {
    async ids(url) {
      const all = [];
      for (const key of kKeys)
        for (const agent of ['confab-agent', 'confab-other-agent']) all.push(...(await call(url, 'GET', `/agents/${agent}/conversations`, { key })).map(({ _id }) => _id));
      return all.sort();
    },
    create: (url) => call(url, 'POST', '/agents/confab-agent/conversations', { key: kKeys[0], body: { query: 'Is this mine, and mine alone?' } }),
    one: 'pipeshub/stream_first', deletion: 'DELETE',
  },
  pieces: {
    ids: async (url) => (await call(url, 'GET', '/conversations/identifiers')).iterable.map(({ id }) => id).sort(),
    create: (url) => call(url, 'POST', '/conversations/create', { body: { type: 'COPILOT', name: 'confab twins' } }),
    one: 'pieces/create_named', deletion: 'POST',
  },
};

const lines_of = (file) => {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  } catch {
    return []; // not there yet, or a line is just being written
  }
};
const made = (file) => lines_of(file).filter(({ state }) => state === 'made').length;

/** A run against `url` that has created `count` things when this resolves. */
async function under_way(vendor, url, count, args = []) {
  const ledger = scratch_file('.jsonl');
  const program = start(confab, ['check', vendor, '--target', url, '--ledger', ledger, ...args]);
  let ended;
  program.done.then((end) => { ended = end; });
  await until(() => made(ledger) >= count || ended, `${count} things are created`, seconds(60));
  assert.ok(!ended, ended && said(ended));
  return { ...program, ledger };
}

const mocks = {};
before(async () => {
  for (const vendor of Object.keys(kVendors)) mocks[vendor] = await start_mock([], vendor);
});
after(() => Promise.all(Object.values(mocks).map((mock) => mock.stop())));

for (const [vendor, { ids, create }] of Object.entries(kVendors)) {
  // An empty name in a list without times cannot be told from others': if the kill meets that request, cleanup says so.
  const skipped = vendor === 'sema4' ? ['--skip', 'sema4/create_any_name'] : [];
  for (const count of [1, 4, 12])
    test(`${vendor}: a kill -9 after ${count} things, then cleanup: the mock is as it was, with what others created meanwhile`, async () => {
      const { url } = mocks[vendor];
      await create(url);
      const known = await ids(url);
      const checking = await under_way(vendor, url, count, skipped);
      await create(url);
      checking.child.kill('SIGKILL');
      await checking.done;
      const left = await ids(url);
      assert.ok(left.length >= known.length + 1);
      const end = await run(['cleanup', checking.ledger], { deadline: seconds(60) });
      assert.equal(end.code, 0, said(end));
      const now = await ids(url);
      assert.equal(now.length, known.length + 1, `${said(end)}\n${now}\n${known}`);
      assert.ok(known.every((id) => now.includes(id)), said(end));
      assert.ok(!existsSync(checking.ledger), 'a ledger with nothing left in it is removed');
    });

  for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143]])
    test(`${vendor}: ${signal} in the middle: exit ${status}, all is deleted, and the report says that it is partial`, async () => {
      const { url } = mocks[vendor];
      const known = await ids(url);
      const report = scratch_file('.json');
      const checking = await under_way(vendor, url, 3, ['--report', `json=${report}`]);
      checking.child.kill(signal);
      const end = await within(checking.done, `the run ends after ${signal}`, seconds(30));
      assert.equal(end.code, status, said(end));
      assert.deepEqual(await ids(url), known, said(end));
      const result = JSON.parse(readFileSync(report, 'utf8'));
      assert.deepEqual([result.partial, result.interrupted, result.left_behind, result.ledger, result.conformant], [true, true, [], null, null]);
      assert.deepEqual(result.clauses.filter(({ verdict }) => ['fail', 'error', 'untestable', 'warn'].includes(verdict)).map(({ id, reason }) => `${id} ${reason}`), []);
      assert.ok(!existsSync(checking.ledger));
    });

  test(`${vendor}: what cannot be deleted is listed, the exit status says so, and cleanup goes on later`, async () => {
    const { url, port } = mocks[vendor];
    const known = await ids(url);
    const refuse = ({ method, path }) => (kVendors[vendor].deletion === method && (method === 'DELETE' || path.endsWith('/delete')) ? { status: 500, headers: { 'content-type': 'text/plain' }, text: 'not today' } : undefined);
    const change = { request: refuse };
    const proxy = await start_proxy(port, change);
    const [report, ledger] = [scratch_file('.json'), scratch_file('.jsonl')];
    const end = await run(['check', vendor, '--target', proxy.url, '--only', kVendors[vendor].one, '--ledger', ledger, '--report', `json=${report}`], { deadline: seconds(60) });
    assert.equal(end.code, 1, said(end));
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const there = (await ids(url)).filter((id) => !known.includes(id));
    assert.ok(there.length > 0);
    assert.deepEqual(result.left_behind.map(({ id }) => id).sort(), there);
    for (const left of result.left_behind) {
      assert.equal(left.by_contract, false);
      assert.match(left.delete, new RegExp(`^${kVendors[vendor].deletion} /.*${left.id}`));
      assert.match(left.reason, /500/);
      assert.ok(end.stdout.includes(left.id), end.stdout);
    }
    assert.equal(result.exit_status, 1);
    assert.equal(result.ledger, ledger);
    assert.match(end.stdout, new RegExp(`confab cleanup ${ledger}`));
    const still = await run(['cleanup', ledger]);
    assert.equal(still.code, 1, said(still));
    assert.match(still.stdout, /left behind/);
    change.request = undefined;
    const gone = await run(['cleanup', ledger]);
    assert.equal(gone.code, 0, said(gone));
    assert.deepEqual(await ids(url), known);
    proxy.stop();
  });
}

test('a run that nobody disturbs leaves neither things nor a file, in the working directory or elsewhere', async () => {
  const { url } = mocks.sema4;
  const known = await kVendors.sema4.ids(url);
  for (const args of [[], ['--no-ledger'], ['--ledger', scratch_file('.jsonl')]]) {
    const end = await run(['check', 'sema4', '--target', url, '--only', 'sema4/list_*', ...args], { deadline: seconds(60) });
    assert.equal(end.code, 0, said(end));
    assert.deepEqual(await kVendors.sema4.ids(url), known);
    assert.deepEqual(readdirSync(scratch).filter((name) => name.startsWith('confab-ledger')), []);
  }
  const both = await run(['check', 'sema4', '--target', url, '--ledger', 'x', '--no-ledger']);
  assert.equal(both.code, 2);
});

test('where the contract has no operation that deletes, what stays is listed and nobody is blamed', async () => {
  const mock = await start_mock();
  const report = scratch_file('.json');
  const end = await run(['check', 'reveng', '--target', mock.url, '--only', 'reveng/create_*', '--report', `json=${report}`], { deadline: seconds(60) });
  await mock.stop();
  assert.equal(end.code, 0, said(end));
  const { left_behind, ledger } = JSON.parse(readFileSync(report, 'utf8'));
  assert.ok(left_behind.length > 0);
  assert.ok(left_behind.every(({ by_contract, id }) => by_contract && id));
  assert.equal(ledger, null);
  assert.match(end.stdout, /left behind +\d+ of reveng\.create_conversation as default: The contract has no operation/);
});

test('while the run goes on its ledger is its own, and holds no credential', async () => {
  const { url } = mocks.pipeshub;
  const checking = await under_way('pipeshub', url, 2, ['--credential', `default=${kKeys[0]}`, '--credential', `second_user=${kKeys[1]}`, '--var', 'agent=confab-agent', '--var', 'other_agent=confab-other-agent']);
  const busy = await run(['cleanup', checking.ledger]);
  assert.equal(busy.code, 2, said(busy));
  assert.match(busy.stderr, /still going on/);
  checking.child.kill('SIGKILL');
  await checking.done;
  const text = readFileSync(checking.ledger, 'utf8');
  for (const key of kKeys) assert.ok(!text.includes(key));
  const nowhere = await run(['cleanup', checking.ledger, '--credential', `default=${kKeys[0]}`]);
  assert.equal(nowhere.code, 2, 'a credential goes nowhere on the word of a file');
  assert.match(nowhere.stderr, new RegExp(`--target ${url}`));
  const wrong_place = await run(['cleanup', checking.ledger, '--target', mocks.pieces.url]);
  assert.equal(wrong_place.code, 2, said(wrong_place));
  const end = await run(['cleanup', checking.ledger, '--target', url, ...kKeys.flatMap((key, i) => ['--credential', `${['default', 'second_user'][i]}=${key}`])], { deadline: seconds(60) });
  assert.equal(end.code, 0, said(end));
});

test('a ledger that no run has left so is refused, and nothing is deleted', async () => {
  const { url } = mocks.sema4;
  const precious = (await kVendors.sema4.create(url)).id;
  const checking = await under_way('sema4', url, 3, ['--skip', 'sema4/create_any_name']);
  checking.child.kill('SIGKILL');
  await checking.done;
  const text = readFileSync(checking.ledger, 'utf8');
  const known = await kVendors.sema4.ids(url);
  let asked = 0;
  const elsewhere = await start_tcp((socket) => { asked += 1; socket.destroy(); });
  const lines = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const open = lines.filter(({ entry, state }) => state === 'made' && !lines.some((other) => other.entry === entry && other.state === 'done'))[0] ?? lines.find(({ state }) => state === 'made');
  const alone = (change) => `${JSON.stringify({ ...open, ...change })}\n`;
  const moved = (to) => open.path.replace(/[^/]+$/, to);
  const kHostile = {
    'bad JSON': `${text}{"entry": \n`, 'no ledger': 'id,name\n1,2\n', 'another JSON': '{"a": 1}\n', bytes: `${text}\0\xff\n`,
    'another host': alone({ base_url: 'http://192.0.2.1' }), 'a name of another host': alone({ base_url: 'http://confab-test.invalid' }),
    'a host among others': text + alone({ entry: 999, base_url: elsewhere.url }), 'a base URL that is none': alone({ base_url: 'file:///etc' }),
    'a path above': alone({ id: '../../x', path: moved('..%2F..%2Fx') }), 'a bare path above': alone({ id: '..', path: moved('..') }), 'an escape that is not encoded': alone({ id: '../x', path: `${moved('')}../x` }),
    'an empty id': alone({ id: '', path: moved('') }), 'the path of another thing': alone({ path: moved(precious) }), 'the id of another thing': alone({ id: precious }),
    'another method': alone({ method: 'POST' }), 'a query': alone({ path: `${open.path}?all=1` }), 'a line break': alone({ id: 'x\r\nDELETE /', path: moved('x\r\nDELETE /') }),
    'a vendor that is none': alone({ vendor: 'nobody' }), 'an operation that creates nothing': alone({ operation: 'list_conversations' }), 'an operation of nobody': alone({ operation: 'drop' }),
    'a persona of nobody': alone({ persona: 'root' }), 'a request elsewhere': alone({ request: '/x' }), 'a state that is none': alone({ state: 'open' }), 'a number that is none': alone({ entry: -1 }), 'no text': alone({ path: 7 }),
  };
  for (const [what, hostile] of Object.entries(kHostile)) {
    const file = scratch_file('.jsonl');
    writeFileSync(file, hostile);
    const end = await run(['cleanup', file]);
    assert.equal(end.code, 2, `${what}: ${said(end)}`);
    assert.ok(!/terminate called|std::|invariant/i.test(end.stderr), end.stderr);
    assert.ok(existsSync(file), what);
    assert.deepEqual(await kVendors.sema4.ids(url), known, what);
  }
  assert.equal(asked, 0, 'nobody else was asked');
  elsewhere.stop();
  assert.equal((await run(['cleanup', '/nowhere/ledger.jsonl'])).code, 2);
  assert.equal((await run(['cleanup', scratch])).code, 2);
  const end = await run(['cleanup', checking.ledger]);
  assert.equal(end.code, 0, said(end));
  assert.ok((await kVendors.sema4.ids(url)).includes(precious));
});

/** A ledger with nothing but a request of which no answer came. */
function unanswered(vendor, base_url, { operation, request, sent, at = new Date().toISOString(), persona = 'default', run = 'confab-0badcafe' }) {
  const file = scratch_file('.jsonl');
  const entry = { format: 'confab-ledger-1', entry: 1, state: 'asked', run, vendor, base_url, persona, operation, request, sent, refusal: '', at, id: '', method: '', path: '', outcome: '' };
  writeFileSync(file, `${JSON.stringify(entry)}\n`);
  return file;
}

test('no answer came: what shows the run\'s own id in its name is found and deleted, and nothing beside it', async () => {
  const { url } = mocks.sema4;
  const path = `/agents/${kAgents[0]}/conversations`;
  const named = (name) => call(url, 'POST', path, { key: 's4w_confab0default', body: { name } });
  const others = [await named('confab files confab-0badcaff'), await named('confab files'), await named('files confab-0badcafe and more')];
  const ours = await named('confab files confab-0badcafe');
  const end = await run(['cleanup', unanswered('sema4', url, { operation: 'create_conversation', request: path, sent: 'confab files confab-0badcafe' })]);
  assert.equal(end.code, 0, said(end));
  const now = await kVendors.sema4.ids(url);
  assert.ok(!now.includes(ours.id));
  assert.ok(others.every(({ id }) => now.includes(id)));
  const vague = await run(['cleanup', unanswered('sema4', url, { operation: 'create_conversation', request: path, sent: 'confab files' })]);
  assert.equal(vague.code, 1, said(vague));
  assert.deepEqual(await kVendors.sema4.ids(url), now);
});

test('no answer came, and two things look like it: neither is touched; older ones and other words never are', async () => {
  const { url } = mocks.pipeshub;
  const path = '/agents/confab-agent/conversations';
  const ask = (query) => call(url, 'POST', path, { key: kKeys[0], body: { query } });
  const wanted = { operation: 'createAgentConversation', request: path, sent: 'Which of us two is it?' };
  const other = await ask('Which of us two is it, then?');
  const [one, two] = [await ask(wanted.sent), await ask(wanted.sent)];
  const file = unanswered('pipeshub', url, wanted);
  const end = await run(['cleanup', file]);
  assert.equal(end.code, 1, said(end));
  assert.ok(end.stdout.includes(one._id) && end.stdout.includes(two._id), end.stdout);
  assert.ok([one, two, other].every(({ _id }) => end.stdout.includes(_id) || _id === other._id));
  const long_ago = await run(['cleanup', unanswered('pipeshub', url, { ...wanted, at: new Date(Date.now() - 3600_000).toISOString() })]);
  assert.equal(long_ago.code, 0, said(long_ago));
  let now = await kVendors.pipeshub.ids(url);
  assert.ok([one, two, other].every(({ _id }) => now.includes(_id)), 'nothing was touched');
  await call(url, 'DELETE', `${path}/${two._id}`, { key: kKeys[0] });
  assert.equal((await run(['cleanup', file])).code, 0);
  now = await kVendors.pipeshub.ids(url);
  assert.ok(!now.includes(one._id) && now.includes(other._id));
});

test('a second signal ends the run at once', async () => {
  const mute = await start_tcp(() => {});
  const ledger = scratch_file('.jsonl');
  const checking = start(confab, ['check', 'pieces', '--target', mute.url, '--ledger', ledger, '--timeout', '120s']);
  await until(() => existsSync(ledger), 'the run begins');
  checking.child.kill('SIGINT');
  await until(() => checking.stderr().includes('Once more'), 'the first signal is heard');
  checking.child.kill('SIGINT');
  const end = await within(checking.done, 'the run ends', seconds(10));
  assert.equal(end.code, 130, said(end));
  mute.stop();
});

test('a deployment that is gone: exit 3, and the ledger stays', async () => {
  const mock = await start_mock([], 'sema4');
  const checking = await under_way('sema4', mock.url, 2);
  checking.child.kill('SIGKILL');
  await checking.done;
  await mock.stop();
  const end = await run(['cleanup', checking.ledger, '--target', mock.url, '--credential', 'default=x', '--credential', 'created_201=x'], { deadline: seconds(60) });
  assert.ok([2, 3].includes(end.code), said(end));
  assert.ok(existsSync(checking.ledger));
});
