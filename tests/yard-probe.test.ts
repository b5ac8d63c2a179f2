/** A host looks whether the next one's yard is where it is said to be, before everybody is led there. */
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { isYardAt } from '../client/yard-probe';
import { HostedServer } from './support/hosted-server';
import { freePort } from './support/free-port';
import { killAll } from './support/programs';
import { keysFolder } from './support/secured';

afterEach(killAll);

const KEY = 'A'.repeat(43);

test('a yard is found, a secured one by its key alone, and what only listens is none', async () => {
  const [open, secured] = [await freePort(), await freePort()];
  await HostedServer.start(open);
  const server = await HostedServer.start(secured, '--secure', '--keys', keysFolder());
  const key = /key=([\w-]{43})/.exec((await server.order('invite')).msg)?.[1] ?? '';
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const at = (where: number, with_: string) => isYardAt({ server: `tcp://127.0.0.1:${where}`, key: with_ });
  const answers = [at(open, ''), at(secured, key), at(secured, KEY), at(secured, ''), at(open, key)];
  expect(await Promise.all([...answers, at(port, ''), at(port, key)])).toEqual([
    ...[true, true],
    ...Array<boolean>(5).fill(false),
  ]);
  listener.close();
});
