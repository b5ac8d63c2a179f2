import type { NetworkInterfaceInfo } from 'node:os';
import { reachOf } from './reach';

const ipv4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  internal,
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  cidr: null,
});
const INTERFACES = {
  lo: [ipv4('127.0.0.1', true)],
  docker0: [ipv4('172.17.0.1')],
  usb0: [ipv4('169.254.3.4')],
  wlan0: [ipv4('192.168.1.20')],
};
const plan = (reach: 'computer' | 'network') => ({
  name: 'Yard',
  reach,
  port: 5557,
  size: 'medium' as const,
});

test('a yard for the network is reached at real addresses first', () => {
  expect(reachOf(plan('network'), INTERFACES)).toEqual({
    addresses: ['tcp://192.168.1.20:5557', 'tcp://172.17.0.1:5557'],
    invite: 'zeroyard://join/192.168.1.20:5557',
  });
});

test.each([
  ['for this computer', plan('computer'), INTERFACES],
  ['where there is no network', plan('network'), { lo: INTERFACES.lo }],
])('%s it is reached by loopback', (_, wanted, interfaces) => {
  expect(reachOf(wanted, interfaces).addresses).toEqual(['tcp://127.0.0.1:5557']);
});
