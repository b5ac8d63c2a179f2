import type { NetworkInterfaceInfo } from 'node:os';
import { validateInterfaces, networksFor, whyNotAnnounced } from './interfaces';

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
  ['everywhere, by IPv6 too', [], '::', ['192.168.1.255', '10.1.15.255']],
  ['this computer', [], '127.0.0.1', ['127.255.255.255']],
  ['one network', [], '10.1.2.3', ['10.1.15.255']],
  ['the chosen ones', ['lo', 'lan'], '0.0.0.0', ['127.255.255.255', '192.168.1.255']],
])('a yard for %s is announced there', (_, chosen, host, broadcasts) => {
  expect(networksFor(chosen, host, INTERFACES).map(({ broadcast }) => broadcast)).toEqual(broadcasts);
});

test.each([
  [[], '::1', 'it listens on ::1, and only IPv4 has broadcasts'],
  [['lan'], 'fd00::7', 'it listens on fd00::7, and only IPv4 has broadcasts'],
  [[], '0.0.0.0', 'this computer is in no IPv4 network now'],
  [['tunnel'], '0.0.0.0', 'tunnel has no IPv4 address now'],
  [[], '10.1.2.4', 'no network interface has the address 10.1.2.4 now'],
])('with %j a yard at %s that cannot be announced is not, and it is said why', (chosen, host, why) => {
  const interfaces = host === '0.0.0.0' ? { lo: INTERFACES.lo } : INTERFACES;
  expect(networksFor(chosen, host, interfaces)).toEqual([]);
  expect(whyNotAnnounced(chosen, host)).toContain(`The yard is not announced: ${why}`);
});

test('an unknown interface is answered with those there are', () => {
  expect(validateInterfaces(['lan'], INTERFACES)).toBeUndefined();
  expect(validateInterfaces(['lan', 'wan'], INTERFACES)).toBe(
    'There is no network interface "wan" here; --announce-on takes lo, lan, lab.',
  );
});
