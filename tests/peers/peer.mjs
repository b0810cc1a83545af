// What the independent servers share: the table of names, the port, the command line.
import { renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

export function policy_with(names, rows, policy) {
  for (const name of names) {
    const row = rows.find((one) => one.name === name);
    if (!row) throw new Error(`unknown name '${name}'; there are: ${rows.map((one) => one.name).join(' ')}`);
    Object.assign(policy, row.changes({ ...policy }));
  }
  return policy;
}

/** Listens on a port of the loopback, by default a free one; resolves with the server. */
export function start_server({ breaches, variations, correct_policy, Service }, { breach = [], variation = [], port = 0 } = {}) {
  const service = new Service(policy_with(breach, breaches, policy_with(variation, variations, correct_policy())));
  const server = createServer({ keepAliveTimeout: 60000 }, (request, response) => service.handle(request, response));
  service.attach?.(server); // for what is no plain request
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server)));
}

/** The server's main program, if `url` is the file that node was started with. */
export async function serve_peer(peer, url) {
  if (url !== `file://${process.argv[1]}`) return;
  const { values } = parseArgs({
    options: {
      'port-file': { type: 'string' }, port: { type: 'string', default: '0' },
      breach: { type: 'string', multiple: true, default: [] }, variation: { type: 'string', multiple: true, default: [] },
      'list-breaches': { type: 'boolean' }, 'list-variations': { type: 'boolean' },
    },
  });
  for (const [flag, rows] of [['list-breaches', peer.breaches], ['list-variations', peer.variations]])
    if (values[flag]) return rows.forEach(({ name, text }) => console.log(`${name}\t${text}`));

  const server = await start_server(peer, { ...values, port: Number(values.port) });
  const { port } = server.address();
  console.log(`http://127.0.0.1:${port}`);
  if (values['port-file']) {
    writeFileSync(`${values['port-file']}.new`, `${port}\n`);
    renameSync(`${values['port-file']}.new`, values['port-file']);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}
