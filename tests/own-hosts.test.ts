/**
 * Under which addresses others reach a machine, and that they follow its networks. The machine is a network namespace whose
 * cables end in itself: nothing leaves it. Where namespaces cannot be made it is skipped, and the name of the skip says why.
 */
import { freePort } from './support/free-port';
import { insideNamespace, ip } from './support/namespaces';
import { killAll, Program } from './support/programs';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

const NAMESPACE = `zy-own-${process.pid}`;
const inside = insideNamespace(NAMESPACE);

/** Adds an interface of this name and address. */
function plug(name: string, address: string): string | undefined {
  const other = `${name}-end`;
  return (
    ip('-n', NAMESPACE, 'link', 'add', name, 'type', 'veth', 'peer', 'name', other) ??
    ip('-n', NAMESPACE, 'addr', 'add', `${address}/24`, 'dev', name) ??
    ip('-n', NAMESPACE, 'link', 'set', name, 'up') ??
    ip('-n', NAMESPACE, 'link', 'set', other, 'up')
  );
}

const fault =
  ip('netns', 'add', NAMESPACE) ??
  ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up') ??
  plug('docker0', '10.99.1.1') ??
  plug('cable0', '10.99.2.1') ??
  plug('wlan0', '10.99.3.1') ??
  ip('-n', NAMESPACE, 'route', 'add', 'default', 'via', '10.99.3.9');
const missing = fault && `there are no network namespaces: ${fault}`;

afterEach(killAll);
afterAll(() => ip('netns', 'delete', NAMESPACE));

testUnless(
  missing,
  'the default route comes first, Docker last, and all follow when the network changes or ends',
  async () => {
    const watcher = new Program('own-hosts-print', [], inside);
    const web = new Program('web', ['--host', '0.0.0.0', '--port', String(await freePort())], inside);
    const untilLast = (hosts: string[]) =>
      until(`${JSON.stringify(hosts)}, not ${watcher.output}`, () =>
        watcher.output.endsWith(`${JSON.stringify(hosts)}\n`),
      );
    const untilUrl = (host: string) =>
      until(`a URL at ${host}`, () => {
        const line = web.output.split('\n').findLast((said) => said.includes('Open http://'));
        return line?.includes(`Open http://${host}:`);
      });
    await untilLast(['10.99.3.1', '10.99.2.1', '10.99.1.1']);
    await untilUrl('10.99.3.1');
    ip('-n', NAMESPACE, 'link', 'delete', 'wlan0');
    await untilLast(['10.99.2.1', '10.99.1.1']);
    await untilUrl('10.99.2.1');
    ip('-n', NAMESPACE, 'link', 'delete', 'cable0');
    ip('-n', NAMESPACE, 'link', 'delete', 'docker0');
    await untilLast([]);
    await until('it to be said', () => web.output.includes('This computer is in no network now:'));
    plug('cable0', '10.99.4.1');
    await untilLast(['10.99.4.1']);
    await untilUrl('10.99.4.1');
  },
);
