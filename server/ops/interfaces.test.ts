import type { NetworkInterfaceInfo } from 'node:os';
import { validateInterfaces, networksFor } from './interfaces';

const ipv4 = (address: string, netmask: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask,
  internal,
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  cidr: null,
});
const INTERFACES = {
  lo: [ipv4('127.0.0.1', '255.0.0.0', true)],
  lan: [ipv4('192.168.1.20', '255.255.255.0')],
  lab: [ipv4('10.1.2.3', '255.255.240.0')],
};

test.each([
  ['everywhere', [], '0.0.0.0', ['192.168.1.255', '10.1.15.255']],
  ['this computer', [], '127.0.0.1', ['127.255.255.255']],
  ['one network', [], '10.1.2.3', ['10.1.15.255']],
  ['the chosen ones', ['lo', 'lan'], '0.0.0.0', ['127.255.255.255', '192.168.1.255']],
])('a yard for %s is announced there', (_, chosen, host, broadcasts) => {
  expect(networksFor(chosen, host, INTERFACES).map(({ broadcast }) => broadcast)).toEqual(broadcasts);
});

test('an unknown interface is answered with those there are', () => {
  expect(validateInterfaces(['lan'], INTERFACES)).toBeUndefined();
  expect(validateInterfaces(['lan', 'wan'], INTERFACES)).toBe(
    'There is no network interface "wan" here; --announce-on takes lo, lan, lab.',
  );
});
