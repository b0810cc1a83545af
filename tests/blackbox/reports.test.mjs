// Every report of one result: valid by validators nobody here wrote, safe to open whatever a peer sent, and of one mind about
// the counts.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { check, kCredentials } from './check.mjs';
import { npm_package, run, scratch_file, seconds, start_mock, start_peer } from './support.mjs';

const { HtmlValidate, StaticConfigLoader } = npm_package('html-validate');
const { SaxesParser } = npm_package('saxes');
const MarkdownIt = npm_package('markdown-it');

const kFormats = ['json', 'junit', 'html', 'markdown', 'badge'];

/** Markup of all kinds, a NUL, what steers terminals, bytes that were no UTF-8 once. */
const kHostile = '</script><script>alert(1)</script><img src="http://evil.example/x" onerror=alert(1)>"\'&]]>--></pre></details></svg>\n````\n```\n'
  + '# heading\n| a | table |\n[link](http://evil.example/)![image](http://evil.example/) <http://evil.example> `code\n\u0000\u001b[2J\u001b]0;t\u0007\u202e\ufffe\u009b\ufffd{{{style}}}';

/** Every report of the result in `file`, made by `confab report`. */
async function reports_of(file) {
  const reports = {};
  for (const format of kFormats) {
    const target = scratch_file(`.${format}`);
    const end = await run(['report', file, '--format', format, '-o', target]);
    assert.equal(end.code, 0, end.stderr);
    assert.equal(end.stdout, '');
    reports[format] = readFileSync(target, 'utf8');
  }
  return reports;
}

/** The result with hostile text wherever a peer's words can stand. */
function hostile(result) {
  let long_ones = 8; // a mebibyte each
  const long = () => (long_ones-- > 0 ? '<'.repeat(1 << 20) : '') + kHostile;
  const spoilt = structuredClone(result);
  spoilt.fault = kHostile;
  for (const scenario of spoilt.scenarios) {
    if (scenario.reason) scenario.reason += kHostile;
    for (const step of scenario.steps) {
      for (const one of step.checks.filter(({ verdict }) => verdict !== 'pass')) Object.assign(one, { expected: kHostile, actual: long(), reason: kHostile });
      for (const exchange of step.exchanges.slice(0, 1)) {
        exchange.fault = kHostile;
        exchange.request.url += kHostile;
        if (exchange.response) Object.assign(exchange.response, { body: long(), headers: [{ name: 'X-Odd', value: kHostile }, { name: kHostile, value: long() }] });
      }
    }
  }
  return spoilt;
}

/** With a few clauses of each verdict: html-validate takes minutes for all of them, and they look alike. */
function abridged(result) {
  const seen = {};
  return { ...result, clauses: result.clauses.filter(({ verdict }) => (seen[verdict] = (seen[verdict] ?? 0) + 1) <= 6) };
}

const cases = {}; // name: { result, reports }
before(async () => {
  const peer = await start_peer(['--breach', 'no_active_run_answers_409']);
  const { text } = await check(peer.url, { credentials: { default: kCredentials.default } });
  await peer.stop();
  const mock = scratch_file('.json');
  const clean = await run(['check', 'reveng', '--report', `json=${mock}`], { deadline: seconds(120) });
  assert.equal(clean.code, 0, clean.stderr);
  const texts = { broken: text, clean: readFileSync(mock, 'utf8'), hostile: JSON.stringify(hostile(JSON.parse(text))) };
  for (const [name, content] of Object.entries(texts)) {
    const file = scratch_file('.json');
    writeFileSync(file, content);
    cases[name] = { result: JSON.parse(content), file, reports: await reports_of(file) };
  }
});

for (const name of ['broken', 'clean', 'hostile']) {
  test(`${name}: the HTML report is valid and accessible by html-validate`, async () => {
    const rules = {
      'long-title': 'off', // a title names the outcome, and some outcomes need words
      'no-trailing-whitespace': 'off', // quoted lines of an exchange are left as they came
    };
    const loader = new StaticConfigLoader({ root: true, extends: ['html-validate:recommended', 'html-validate:document'], elements: ['html5'], rules });
    const file = scratch_file('.json');
    writeFileSync(file, JSON.stringify(abridged(cases[name].result)));
    const { stdout } = await run(['report', file, '--format', 'html']);
    const report = await new HtmlValidate(loader).validateString(stdout);
    assert.equal(report.valid, true, JSON.stringify(report.results[0]?.messages.slice(0, 5), null, 1));
  });

  test(`${name}: the HTML report holds no script and loads nothing`, () => {
    const tags = cases[name].reports.html.match(/<[^>]*>/g);
    assert.deepEqual([...new Set(tags.map((tag) => /^<\/?([a-z0-9!]+)/i.exec(tag)?.[1] ?? tag))].filter((tag) => /script|img|iframe|object|embed|link|form|base/i.test(tag)), []);
    for (const tag of tags) {
      assert.doesNotMatch(tag, /\b(src|href)\s*=\s*["']?\s*(https?:)?\/\//i);
      assert.doesNotMatch(tag, /\s(src|srcset|on\w+|style)\s*=/i);
    }
    assert.doesNotMatch(/<style>([^]*)<\/style>/.exec(cases[name].reports.html)[1], /url\(|@import|https?:/);
  });

  test(`${name}: badge and JUnit are well-formed XML; the badge refers to nothing`, () => {
    for (const format of ['badge', 'junit']) {
      const parser = new SaxesParser({ xmlns: true });
      const seen = [];
      parser.on('opentag', (tag) => {
        seen.push(tag.local);
        if (format === 'badge') assert.deepEqual(Object.keys(tag.attributes).filter((key) => /href|src|^on/i.test(key)), []);
      });
      parser.on('error', (error) => { throw error; });
      parser.write(cases[name].reports[format]).close();
      assert.equal(seen[0], format === 'badge' ? 'svg' : 'testsuites');
    }
    assert.ok(cases[name].reports.badge.length < 2000);
  });

  test(`${name}: a reader of Markdown sees a table, blocks and nothing that a peer made`, () => {
    const { markdown } = cases[name].reports;
    assert.ok(Buffer.byteLength(markdown) < 1024 * 1024);
    const html = new MarkdownIt({ html: true, linkify: false }).render(markdown);
    const outside = html.replaceAll(/<code[^>]*>[^]*?<\/code>/g, '');
    assert.doesNotMatch(outside, /<(script|img|a|h1|svg)\b/i);
    assert.equal((outside.match(/<table>/g) ?? []).length, 1);
    assert.equal((outside.match(/<details/g) ?? []).length, (outside.match(/<\/details>/g) ?? []).length);
    assert.doesNotMatch(markdown, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  test(`${name}: all formats tell the same counts`, () => {
    const { result, reports } = cases[name];
    const { excluded, ...counts } = result.summary;
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    for (const [verdict, count] of Object.entries(result.summary)) {
      assert.match(reports.html, new RegExp(`<tr data-verdict="${verdict}">.*<td class="count">${count}</td>`), verdict);
      const listed = new RegExp(`<details data-verdict="${verdict}"[^>]*>[^]*?</details>`).exec(reports.html)[0];
      assert.equal((listed.match(/<li>/g) ?? []).length, count, verdict);
    }
    assert.equal((reports.html.match(/<details class="clause"/g) ?? []).length, total + excluded);
    const rows = /^\| clauses by operation [^]*?^\| \*\*total\*\* .*$/m.exec(reports.markdown)[0].split('\n');
    const cells = (line) => line.split('|').slice(2, -1).map((cell) => cell.trim());
    const last = cells(rows.at(-1));
    cells(rows[0]).forEach((verdict, at) => assert.equal(Number(last[at] || 0), counts[verdict], verdict));
    assert.equal(last.reduce((sum, count) => sum + Number(count || 0), 0), total);
    assert.ok(reports.badge.includes(`${counts.pass}/${total}<`), reports.badge);
    const suites = [...reports.junit.matchAll(/<testsuite name="([^"]*)" tests="(\d+)"/g)].filter(([, suite]) => suite !== 'deployment' && !suite.endsWith('.scenarios'));
    assert.equal(suites.reduce((sum, [, , tests]) => sum + Number(tests), 0), total);
    assert.deepEqual(JSON.parse(reports.json).summary, result.summary);
  });

  test(`${name}: every clause that failed is told with its expectation, its exchange and its command`, () => {
    const { result, reports } = cases[name];
    const failed = result.clauses.filter(({ verdict }) => verdict === 'fail');
    assert.equal(failed.length > 0, name !== 'clean');
    for (const { id } of failed) {
      const part = new RegExp(`<details class="clause" data-clause="${id.replaceAll('.', '\\.')}" open>[^]*?</details>`).exec(reports.html)?.[0];
      assert.ok(part, id);
      for (const word of ['<dt>expected</dt>', '<dt>actual</dt>', '<dt>provenance</dt>', '<dt>source</dt>', 'confab check reveng --target ']) assert.ok(part.includes(word), `${id}: ${word}`);
    }
    if (failed.length > 0) assert.match(reports.html, /&lt; \d{3}\n/); // a response's status
  });
}

test('check --report writes the same as confab report makes of its JSON', async () => {
  const files = Object.fromEntries(kFormats.map((format) => [format, scratch_file(`.${format}`)]));
  const mock = await start_mock(['--seed', '7']);
  const end = await run(['check', 'reveng', '--target', mock.url, '--only', 'reveng/create_*', ...kFormats.flatMap((format) => ['--report', `${format}=${files[format]}`])], { deadline: seconds(60) });
  await mock.stop();
  assert.equal(end.code, 0, end.stdout + end.stderr);
  const again = await reports_of(files.json);
  for (const format of kFormats) assert.equal(again[format], readFileSync(files[format], 'utf8'), format);
  assert.match(again.badge, /partial run/);
});

test('confab report writes to standard output, refuses unknown formats and teaches by example', async () => {
  const { stdout } = await run(['report', cases.clean.file, '--format', 'badge']);
  assert.equal(stdout, cases.clean.reports.badge);
  assert.match(stdout, /confab reveng \| conformant (\d+)\/\1</);
  const wrong = await run(['report', cases.clean.file, '--format', 'htlm']);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /\bhtml\b/);
  const help = await run(['report', '--help']);
  for (const format of kFormats) assert.match(help.stdout, new RegExp(`^ +${format} {2,}\\S`, 'm'));
});
