import { formatAddress, formatInvite, parseAddress, parsePort, parseTarget, plainAddress } from './address';

test.each([
  ['tcp://127.0.0.1:5557', { host: '127.0.0.1', port: 5557 }],
  ['192.168.1.20', { host: '192.168.1.20', port: 5557 }],
  ['my-laptop.local:7000', { host: 'my-laptop.local', port: 7000 }],
  ['tcp://[::1]:6000/', { host: '::1', port: 6000 }],
])('%s', (text, address) => {
  expect(parseAddress(text)).toEqual(address);
  expect(parseAddress(formatAddress(address))).toEqual(address);
});

test.each(['', 'http://127.0.0.1:5557', 'tcp://', 'tcp://a b:1', 'tcp://host:port', '::1:5557'])(
  '"%s" is refused with an example of a right one',
  (text) => {
    expect(() => parseAddress(text)).toThrow(/is not the address of a yard. One looks like tcp:/);
  },
);

test.each(['0', '65536', '-1', '1.5', 'abc', ''])('port "%s" is refused', (text) => {
  expect(() => parsePort(text)).toThrow('whole number from 1 to 65535');
});

test.each([
  ['zeroyard://join/192.168.1.20:5557', { host: '192.168.1.20', port: 5557 }],
  [' ZeroYard://join/my-laptop.local:7000/ ', { host: 'my-laptop.local', port: 7000 }],
  ['zeroyard://join/[::1]:6000', { host: '::1', port: 6000 }],
  ['zeroyard://join/%5B::1%5D:6000', { host: '::1', port: 6000 }],
  ['192.168.1.20', { host: '192.168.1.20', port: 5557 }],
])('"%s" names a yard', (text, address) => {
  expect(parseTarget(text)).toEqual(address);
  expect(parseTarget(formatInvite(address))).toEqual(address);
});

test.each([
  'zeroyard://join/',
  'zeroyard://join/host',
  'zeroyard://leave/host:1',
  'zeroyard:join/host:1',
  'zeroyard://join/a b:1',
  'zeroyard://join/%:1',
])('"%s" is refused with an example of a right invite', (text) => {
  expect(() => parseTarget(text)).toThrow(/is not an invite. One looks like zeroyard:/);
});

test('IPv4 looks the same through an IPv6 socket', () => {
  expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(plainAddress('10.0.0.1')).toBe('10.0.0.1');
  expect(plainAddress('::1')).toBe('::1');
  expect(plainAddress('::ffff:0:1')).toBe('::ffff:0:1');
});
