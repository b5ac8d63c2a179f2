import { Endpoint, privateAddressOf } from './endpoint';

/** An endpoint of a name, which stands for these addresses in turn, and what it did. */
function endpointOf(server: string, ...hosts: (string | undefined)[]) {
  const done: unknown[][] = [];
  const dealer = {
    closed: false,
    connect: (at: string) => void done.push(['connect', at]),
    disconnect: (at: string) => void done.push(['disconnect', at]),
    close: () => undefined,
  };
  const asked: string[] = [];
  const resolve = (name: string) => {
    asked.push(name);
    return Promise.resolve(hosts.shift());
  };
  const reached = (host: string | undefined) => void done.push(['reached', host]);
  return { dealer, done, asked, endpoint: new Endpoint(dealer, server, reached, resolve) };
}

const turn = () => new Promise(setImmediate);

test.each(['tcp://127.0.0.1:5557', 'tcp://[fe80::1%eth0]:5557', 'tcp://localhost:5557'])(
  '%s is connected to at once, and looked up nowhere',
  async (server) => {
    const { done, asked, endpoint } = endpointOf(server, '10.0.0.1');
    endpoint.connect();
    expect(done).toEqual([['connect', server]]);
    await endpoint.lookUp();
    expect([done.length, asked]).toEqual([1, []]);
  },
);

test('a name that stands for a private address is connected to by that address, whatever it stands for then', async () => {
  const { done, asked, endpoint } = endpointOf(`tcp://yard.example:6000?key=${'A'.repeat(43)}`, '10.0.0.1');
  endpoint.connect();
  await turn();
  expect(done).toEqual([
    ['reached', '10.0.0.1'],
    ['connect', 'tcp://10.0.0.1:6000'],
  ]);
  expect(asked).toEqual(['yard.example']);
  endpoint.disconnect();
  endpoint.connect();
  expect(done.slice(2)).toEqual([
    ['disconnect', 'tcp://10.0.0.1:6000'],
    ['connect', 'tcp://10.0.0.1:6000'],
  ]);
});

test('a public name is connected to as it is, and one that stands for another address by now by that', async () => {
  const { done, dealer, endpoint } = endpointOf(
    'tcp://yard.example:6000',
    undefined,
    undefined,
    '10.0.0.2',
    undefined,
  );
  endpoint.connect();
  await turn();
  await endpoint.lookUp();
  expect(done).toEqual([
    ['reached', undefined],
    ['connect', 'tcp://yard.example:6000'],
  ]);
  await endpoint.lookUp();
  expect(done.slice(2)).toEqual([
    ['disconnect', 'tcp://yard.example:6000'],
    ['reached', '10.0.0.2'],
    ['connect', 'tcp://10.0.0.2:6000'],
  ]);
  dealer.closed = true;
  await endpoint.lookUp();
  expect(done).toHaveLength(5);
});

test('what the system says of a name is taken, of this computer too', async () => {
  expect(await privateAddressOf('localhost')).toBe('127.0.0.1');
});
