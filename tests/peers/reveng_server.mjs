// An independent RevEng.AI conversations service, in memory, for judging the conformance suite. It was written from the
// vendor's pages alone and shares no line with Confab; `--breach NAME` makes it wrong in one way, `--variation NAME`
// different in a way that nobody may complain about.
import { createServer } from 'node:http';
import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { breaches } from './reveng/breaches.mjs';
import { correct_policy } from './reveng/policy.mjs';
import { Service } from './reveng/service.mjs';
import { variations } from './reveng/variations.mjs';

export function policy_with(names, rows, policy = correct_policy()) {
  for (const name of names) {
    const row = rows.find((one) => one.name === name);
    if (!row) throw new Error(`unknown name '${name}'; there are: ${rows.map((one) => one.name).join(' ')}`);
    Object.assign(policy, row.changes({ ...policy }));
  }
  return policy;
}

/** Listens on a free port of the loopback; resolves with the server. `heard` gets every request's method, path and prompt. */
export function start_server({ breach = [], variation = [], port = 0 } = {}) {
  const policy = policy_with(breach, breaches, policy_with(variation, variations));
  const service = new Service(policy);
  const server = createServer({ keepAliveTimeout: 60000 }, (request, response) => service.handle(request, response));
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server)));
}

async function main() {
  const { values } = parseArgs({
    options: {
      'port-file': { type: 'string' }, port: { type: 'string', default: '0' },
      breach: { type: 'string', multiple: true, default: [] }, variation: { type: 'string', multiple: true, default: [] },
      'list-breaches': { type: 'boolean' }, 'list-variations': { type: 'boolean' },
    },
  });
  for (const [flag, rows] of [['list-breaches', breaches], ['list-variations', variations]])
    if (values[flag]) return rows.forEach(({ name, text }) => console.log(`${name}\t${text}`));

  const server = await start_server({ ...values, port: Number(values.port) });
  const { port } = server.address();
  console.log(`http://127.0.0.1:${port}`);
  if (values['port-file']) {
    writeFileSync(`${values['port-file']}.new`, `${port}\n`);
    renameSync(`${values['port-file']}.new`, values['port-file']);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

if (import.meta.url === `file://${process.argv[1]}`) await main();
