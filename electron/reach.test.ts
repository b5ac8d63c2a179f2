import { reachOf, urlsAt } from './reach';

const plan = (reach: 'computer' | 'network') => ({
  name: 'Yard',
  reach,
  port: 5557,
  size: 'medium' as const,
});

test('a yard for the network is reached at the addresses that there are now', () => {
  expect(reachOf(plan('network'), ['192.168.1.20', '172.17.0.1'])).toEqual({
    addresses: ['tcp://192.168.1.20:5557', 'tcp://172.17.0.1:5557'],
    invite: 'zeroyard://join/192.168.1.20:5557',
  });
});

test('where there is no network there is no address, rather than one that leads friends to their own computers', () => {
  expect(reachOf(plan('network'), [])).toEqual({ addresses: [], invite: undefined });
});

test('for this computer it is reached by loopback', () => {
  expect(reachOf(plan('computer'), ['192.168.1.20'])).toEqual({
    addresses: ['tcp://127.0.0.1:5557'],
    invite: 'zeroyard://join/127.0.0.1:5557',
  });
});

test('the URLs for phones follow the addresses, and keep what else is in them', () => {
  const url = 'http://10.0.0.5:5580/?token=abc_-1';
  expect(urlsAt(url, ['192.168.1.20', '10.0.0.9'])).toEqual([
    'http://192.168.1.20:5580/?token=abc_-1',
    'http://10.0.0.9:5580/?token=abc_-1',
  ]);
  expect(urlsAt(url, [])).toEqual([]);
});
