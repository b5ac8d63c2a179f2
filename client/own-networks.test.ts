import { isOwnAddress, sharedNetwork } from './own-networks';

test('two addresses are neighbours within one network of this machine', () => {
  const areNeighbours = sharedNetwork([
    { family: 'IPv4', cidr: '192.168.1.20/24' },
    { family: 'IPv4', cidr: '10.0.5.1/20' },
    { family: 'IPv6', cidr: 'fe80::1/64' },
    { family: 'IPv4', cidr: null },
  ]);
  expect(areNeighbours('192.168.1.7', '192.168.1.8')).toBe(true);
  expect(areNeighbours('10.0.1.7', '10.0.15.8')).toBe(true);
  expect(areNeighbours('10.0.1.7', '10.0.16.8')).toBe(false);
  expect(areNeighbours('192.168.1.7', '10.0.1.7')).toBe(false);
});

test('so are those of this very machine', () => {
  expect(sharedNetwork()('127.0.0.1', '127.0.0.2')).toBe(true);
});

test('an address is this machine’s own when one of its interfaces has it', () => {
  const networks = [
    { family: 'IPv4', address: '192.168.1.20', cidr: '192.168.1.20/24' },
    { family: 'IPv6', address: 'fe80::1', cidr: 'fe80::1/64' },
  ];
  expect(['192.168.1.20', 'fe80::1', 'fe80::1%eth0'].map((host) => isOwnAddress(host, networks))).toEqual([
    true,
    true,
    true,
  ]);
  expect(['192.168.1.21', 'yard.example'].map((host) => isOwnAddress(host, networks))).toEqual([
    false,
    false,
  ]);
  expect(isOwnAddress('127.0.0.1')).toBe(true);
});
