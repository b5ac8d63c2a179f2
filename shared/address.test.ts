import { formatAddress, parseAddress, parsePort, plainAddress } from './address';

test.each([
  ['tcp://127.0.0.1:5557', { host: '127.0.0.1', port: 5557 }],
  ['192.168.1.20', { host: '192.168.1.20', port: 5557 }],
  ['my-laptop.local:7000', { host: 'my-laptop.local', port: 7000 }],
  ['tcp://[::1]:6000/', { host: '::1', port: 6000 }],
  ['[fe80::1%eth0.2]', { host: 'fe80::1%eth0.2', port: 5557 }],
  ['my_pc', { host: 'my_pc', port: 5557 }],
  ['3com.example', { host: '3com.example', port: 5557 }],
  ['255.255.255.255:1', { host: '255.255.255.255', port: 1 }],
  ['[fe80::1%eth0]', { host: 'fe80::1%eth0', port: 5557 }],
  ['[fe80::1%3]:6000', { host: 'fe80::1%3', port: 6000 }],
  ['[::ffff:192.168.1.20]', { host: '::ffff:192.168.1.20', port: 5557 }],
  ['[2001:db8:0:0:0:0:0:1]', { host: '2001:db8:0:0:0:0:0:1', port: 5557 }],
  ['[::]', { host: '::', port: 5557 }],
])('%s', (text, address) => {
  expect(parseAddress(text)).toEqual(address);
  expect(parseAddress(formatAddress(address))).toEqual(address);
});

const LONG_LABEL = 'a'.repeat(64);
test.each([
  ...['', 'http://127.0.0.1:5557', 'tcp://', 'tcp://a b:1', 'tcp://host:port', '::1:5557'],
  // libzmq refuses these.
  ...['tcp://_:5557', '.', '-', 'tcp://-a:5557', 'a..b', 'a.', '_a.b', 'ä.example', '*'],
  ...['256.1.1.1', '1.2.3', '1.2.3.4.5', '192.168.1.020', '127.0.0.-1', `${LONG_LABEL}.example`],
  ...['[]', '[:::]', '[1::2::3]', '[1:2:3:4:5:6:7]', '[1:2:3:4:5:6:7:8:9]', '[12345::]', '[g::]'],
  ...[
    '[::1.2.3.256]',
    '[1.2.3.4::]',
    '[127.0.0.1]',
    '[fe80::1%]',
    '[fe80::1%a%b]',
    '[fe80::1%e h]',
    '[host]',
  ],
])('"%s" is refused with an example of a right one', (text) => {
  expect(() => parseAddress(text)).toThrow(/is not the address of a yard. One looks like tcp:/);
});

test.each(['0', '65536', '-1', '1.5', 'abc', ''])('port "%s" is refused', (text) => {
  expect(() => parsePort(text)).toThrow('whole number from 1 to 65535');
});

test('IPv4 looks the same through an IPv6 socket', () => {
  expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(plainAddress('10.0.0.1')).toBe('10.0.0.1');
  expect(plainAddress('::1')).toBe('::1');
  expect(plainAddress('::ffff:0:1')).toBe('::ffff:0:1');
});
