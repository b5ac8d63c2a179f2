import { formatAddress, parseAddress, parsePort } from './address';

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
