import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { nextFreePort } from './free-port';

test('the next free port is one on which something can listen', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  const free = await nextFreePort('127.0.0.1', port);
  expect(free).toBeGreaterThan(port);
  const second = createServer().listen(free, '127.0.0.1');
  await once(second, 'listening');
  for (const server of [first, second]) server.close();
});
