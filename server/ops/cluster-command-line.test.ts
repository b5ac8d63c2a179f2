import { reachedAt } from './cluster-command-line';

const KEY = 'A'.repeat(43);
const lan = { family: 'IPv4', internal: false, address: '192.168.1.20', mac: '02:00:00:00:00:01' };
const interfaces = { eth0: [{ ...lan, family: 'IPv4' as const, netmask: '255.255.255.0', cidr: null }] };

test.each<[string, string | undefined, string | undefined, string]>([
  ['127.0.0.1', undefined, undefined, 'tcp://127.0.0.1:5600'],
  ['0.0.0.0', undefined, undefined, 'tcp://192.168.1.20:5600'],
  ['0.0.0.0', 'play.example.org', undefined, 'tcp://play.example.org:5600'],
  ['0.0.0.0', 'play.example.org:7000', KEY, `tcp://play.example.org:7000?key=${KEY}`],
  ['::', '[2001:db8::1]', undefined, 'tcp://[2001:db8::1]:5600'],
  ['::', 'tcp://[2001:db8::1]:7000', undefined, 'tcp://[2001:db8::1]:7000'],
])('a server at %s that advertises %s is reached there', (host, advertise, key, address) => {
  expect(reachedAt({ host, port: 5600 }, advertise, key, interfaces)).toBe(address);
});

test('a server on every network of a computer that is in none does not know where', () => {
  expect(reachedAt({ host: '0.0.0.0', port: 5600 }, undefined, undefined, {})).toBe('');
});
