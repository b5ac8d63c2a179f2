import type { Access } from '../shared/hosted-yard';
import { ownWayTo, reachOf, urlsAt } from './reach';

const plan = (reach: 'computer' | 'network', access: Access = 'open') => ({
  name: 'Yard',
  reach,
  access,
  port: 5557,
  size: 'medium' as const,
});

test('a yard for the network is reached at the addresses that there are now', () => {
  expect(reachOf(plan('network'), ['192.168.1.20', '172.17.0.1'], {})).toEqual({
    addresses: ['tcp://192.168.1.20:5557', 'tcp://172.17.0.1:5557'],
    invite: 'zeroyard://join/192.168.1.20:5557',
  });
});

test('where there is no network there is no address, rather than one that leads friends to their own computers', () => {
  expect(reachOf(plan('network'), [], {})).toEqual({ addresses: [], invite: undefined });
});

test('for this computer it is reached by loopback', () => {
  expect(reachOf(plan('computer'), ['192.168.1.20'], {})).toEqual({
    addresses: ['tcp://127.0.0.1:5557'],
    invite: 'zeroyard://join/127.0.0.1:5557',
  });
});

test('the invite to a secured yard holds its key and its ticket, its addresses do not; without a ticket that is needed there is none', () => {
  const serverKey = Buffer.alloc(32, 7).toString('base64url');
  const ticket = Buffer.alloc(16, 9).toString('base64url');
  const hosts = ['192.168.1.20'];
  const address = { addresses: ['tcp://192.168.1.20:5557'] };
  const invite = `zeroyard://join/192.168.1.20:5557?key=${serverKey}`;
  expect(reachOf(plan('network', 'secured'), hosts, { serverKey })).toEqual({ ...address, invite });
  expect(reachOf(plan('network', 'invited'), hosts, { serverKey, ticket })).toEqual({
    ...address,
    invite: `${invite}&ticket=${ticket}`,
  });
  expect(reachOf(plan('network', 'invited'), hosts, { serverKey })).toEqual({
    ...address,
    invite: undefined,
  });
});

test('whoever holds a yard connects to it by loopback, which is there when the network is away', () => {
  const key = 'A'.repeat(43);
  const yard = { addresses: ['tcp://192.168.1.20:5557', 'tcp://172.17.0.1:5557'] };
  expect(ownWayTo(`tcp://172.17.0.1:5557?key=${key}`, yard)).toBe(`tcp://127.0.0.1:5557?key=${key}`);
  expect(ownWayTo('tcp://192.168.1.20:5558', yard)).toBe('tcp://192.168.1.20:5558');
  expect(ownWayTo('tcp://192.168.1.20:5557', undefined)).toBe('tcp://192.168.1.20:5557');
});

test('the URLs for phones follow the addresses, and keep what else is in them', () => {
  const url = 'http://10.0.0.5:5580/?token=abc_-1';
  expect(urlsAt(url, ['192.168.1.20', '10.0.0.9'])).toEqual([
    'http://192.168.1.20:5580/?token=abc_-1',
    'http://10.0.0.9:5580/?token=abc_-1',
  ]);
  expect(urlsAt(url, [])).toEqual([]);
});
