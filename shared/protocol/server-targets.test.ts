import { encodeServerMessage, decodeServerMessage } from './messages';
import { formatServers, parseServers } from './server-targets';

const KEY = 'A'.repeat(43);
const SERVERS = [
  { host: '192.168.1.20', port: 5557, serverKey: KEY },
  { host: '2001:db8::1', port: 6000, serverKey: KEY },
];

test('servers are read as they were written, and their tickets are not written', () => {
  const text = formatServers(SERVERS.map((server) => ({ ...server, ticket: 'A'.repeat(22) })));
  expect(text).toBe(`tcp://192.168.1.20:5557?key=${KEY} tcp://[2001:db8::1]:6000?key=${KEY}`);
  expect(parseServers(text)).toEqual(SERVERS);
});

test('of more than sixteen the first sixteen are written', () => {
  const many = Array.from({ length: 100 }, (_, i) => ({ host: '192.168.1.20', port: 6000 + i }));
  expect(parseServers(formatServers(many))).toEqual(many.slice(0, 16));
});

test.each([
  'tcp://192.168.1.20:0',
  'tcp://192.168.1.20:70000',
  'tcp://192.168.1.20:05557',
  'tcp://YARD.example:5557',
  'tcp://127.1:5557',
  'tcp://[2001:db8::zz]:5557',
  `tcp://192.168.1.20:5557?key=${'A'.repeat(42)}_`,
])('%s is no server, and with it none of its list is', (entry) => {
  expect(parseServers(`tcp://192.168.1.20:5557 ${entry}`)).toBeUndefined();
});

test('the largest list takes at most three times as long to read as any text of its size, so that a flood of them is no more than another', () => {
  const servers = Array.from({ length: 16 }, (_, i) => `tcp://${'abcdefg.'.repeat(31)}a${i}:6000?key=${KEY}`);
  const list = encodeServerMessage({ address: '/servers', servers: servers.join(' ') });
  const text = encodeServerMessage({ address: '/offer', n: 1, id: 1, state: servers.join(' ') });
  const processorOf = (packet: Uint8Array) => {
    const { user, system } = process.cpuUsage();
    for (let i = 0; i < 500; i++) decodeServerMessage(packet);
    const used = process.cpuUsage();
    return used.user + used.system - user - system;
  };
  processorOf(text);
  processorOf(list);
  expect(Math.min(...[1, 2, 3].map(() => processorOf(list) / processorOf(text)))).toBeLessThan(3);
});
