// The mock of one contract behind the deviating proxy, judged with every feature, persona and variable declared.
import { start_proxy } from '../peers/deviating_proxy.mjs';
import { check } from './check.mjs';
import { run, start_mock } from './support.mjs';

/** `judged(change)` plays the whole suite through a proxy that makes the change; `label` is what clause ids begin with. */
export async function proxied_mock(vendor, contract = '') {
  const flags = contract ? ['--contract', contract] : [];
  const listed = async (what) => JSON.parse((await run(['list', what, vendor, ...flags, '--json'])).stdout);
  // The proxy stands for one contract, so not for the server's root with all base URLs below it.
  const features = (await listed('features')).map(({ feature }) => feature).filter((name) => name !== 'mounts');
  const variables = (await listed('variables')).map(({ variable, default: value }) => `${variable}=${value}`);
  const credentials = Object.fromEntries((await listed('personas')).map(({ persona, credential }) => [persona, credential]));
  const args = [...flags, ...features.flatMap((name) => ['--feature', name]), ...variables.flatMap((one) => ['--var', one])];
  const mock = await start_mock(flags, vendor);
  return {
    label: [vendor, contract].filter(Boolean).join('.'),
    stop: () => mock.stop(),
    async judged(change) {
      const proxy = await start_proxy(mock.port, change);
      const outcome = await check(proxy.url, { vendor, credentials, args });
      proxy.stop();
      return outcome;
    },
  };
}
