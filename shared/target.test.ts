import { formatInvite, formatTarget, parseTarget, splitTarget } from './target';

const serverKey = Buffer.alloc(32, 7).toString('base64url');
const ticket = Buffer.alloc(16, 9).toString('base64url');

test.each([
  ['zeroyard://join/192.168.1.20:5557', { host: '192.168.1.20', port: 5557 }],
  [' ZeroYard://join/my-laptop.local:7000/ ', { host: 'my-laptop.local', port: 7000 }],
  ['zeroyard://join/[::1]:6000', { host: '::1', port: 6000 }],
  ['zeroyard://join/%5B::1%5D:6000', { host: '::1', port: 6000 }],
  ['zeroyard://join/[fe80::1%25eth0]:6000', { host: 'fe80::1%eth0', port: 6000 }],
  ['192.168.1.20', { host: '192.168.1.20', port: 5557 }],
  // As copied from a chat, and as typed on a Japanese keyboard.
  ['\u200b\u2068192.168.1.20:5557\u2069\u00a0\n', { host: '192.168.1.20', port: 5557 }],
  ['１９２．１６８。１．２０：５５５７', { host: '192.168.1.20', port: 5557 }],
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

test.each(['<>', '()', '""', '“”', '‘’', '«»', '``', [' ', '.'], ['(', ').'], ['', ','], ['', '!']])(
  'an invite is found in what a letter or a chat puts around it: %s',
  ([before = '', ...after]) => {
    for (const target of [
      { host: '::1', port: 1 },
      { host: 'host', port: 1, serverKey, ticket },
    ])
      expect(parseTarget(before + formatInvite(target) + after.join(''))).toEqual(target);
    expect(() => parseTarget(`${before}zeroyard://join/host:1?key=${after.join('')}`)).toThrow('damaged');
  },
);

test('a text without end is not said again in full', () => {
  expect(() => parseTarget('x '.repeat(500_000))).toThrow(/^.{0,250}$/);
});

test.each([
  [{ host: '192.168.1.20', port: 5557, serverKey }],
  [{ host: 'fe80::1%eth0', port: 7000, serverKey, ticket }],
])('the key and the ticket of a secured yard travel with its address (%#)', (target) => {
  expect(parseTarget(formatTarget(target))).toEqual(target);
  expect(parseTarget(formatInvite(target))).toEqual(target);
});

test('the order of key and ticket does not matter', () => {
  expect(parseTarget(`zeroyard://join/host:1?ticket=${ticket}&key=${serverKey}`)).toEqual({
    ...{ host: 'host', port: 1, serverKey, ticket },
  });
});

test.each([
  '?',
  '?key=',
  `?key=${serverKey.slice(1)}`,
  `?key=${serverKey}A`,
  `?key=${serverKey}&ticket=`,
  `?key=${serverKey}&ticket=${ticket.slice(1)}`,
  `?ticket=${ticket}`,
  `?key=${serverKey}&key=${serverKey}`,
  `?key=${serverKey}&colour=red`,
  `?key=${serverKey}?ticket=${ticket}`,
])('an invite that was cut or changed is refused, and its secrets are not said again: %s', (query) => {
  for (const text of [`zeroyard://join/host:1${query}`, `tcp://host:1${query}`]) {
    expect(() => parseTarget(text)).toThrow('This invite is damaged');
    expect(() => parseTarget(text)).not.toThrow(ticket.slice(1));
  }
});

test('what was written is taken apart into the address, which may be shown, and what may not', () => {
  const [serverKey, ticket] = ['A'.repeat(43), 'A'.repeat(22)];
  const address = 'tcp://[fe80::1%eth0]:5557';
  expect(splitTarget(address)).toEqual({ address });
  expect(splitTarget(`${address}?key=${serverKey}`)).toEqual({ address, serverKey });
  expect(splitTarget(`${address}?key=${serverKey}&ticket=${ticket}`)).toEqual({ address, serverKey, ticket });
  expect(() => splitTarget(`${address}?key=cut`)).toThrow('This invite is damaged');
});
