import fc from 'fast-check';
import { Addresses } from './addresses';
import { packMessage } from './osc';

const OURS = ['/say', '/player/left', '/player/profile'];
const addresses = new Addresses(OURS);
const bytesOf = (address: string) => packMessage(address, 'i', [1]);

test.each(OURS)('%s is found, with or without bytes behind it', (address) => {
  for (const bytes of [bytesOf(address), Buffer.from(address)]) {
    expect(addresses.find(bytes)).toBe(address);
    expect(addresses.couldMatch(bytes)).toBe(true);
  }
});

test.each([
  '/say/',
  '/say//',
  '//say',
  '/player//left',
  '//left',
  '/*',
  '/**',
  '/s?y',
  '/s[a-z]y',
  '/{say,sing}',
  '/player/*',
  '/player/le{ft',
  '/play?r/left/',
  '/?layer/profile',
  `/{say,${'x'.repeat(200)}}`,
  `/${'*'.repeat(200)}`,
  `/say${'/'.repeat(200)}`,
])('%s could match one of ours', (address) => {
  expect(addresses.find(bytesOf(address))).toBeUndefined();
  expect(addresses.couldMatch(bytesOf(address))).toBe(true);
});

test.each([
  '/mouse',
  '/mouse/*',
  '/*/gain',
  '/says',
  '/sa',
  '/Say',
  '/say/it',
  '/player/leftover',
  '/player',
  '/s*x',
  '/',
  `/say${'x'.repeat(200)}`,
  `/s${'x'.repeat(200)}*`,
  `/{${'x'.repeat(200)}`.concat('y'.repeat(200)),
])('%s could not', (address) => {
  expect(addresses.find(bytesOf(address))).toBeUndefined();
  expect(addresses.couldMatch(bytesOf(address))).toBe(false);
});

test.each(['say', '*', '[all]', 'What? /say/', ''])('"%s" is no address of OSC', (text) => {
  expect(addresses.couldMatch(Buffer.from(text))).toBe(false);
});

test('a pattern made of an address matches it, whatever was replaced', () => {
  const span = fc.tuple(
    fc.constantFrom(...OURS),
    fc.nat(),
    fc.nat(),
    fc.constantFrom('*', '?*', '{a,*}', '[!x]*'),
  );
  fc.assert(
    fc.property(span, ([address, a, b, wildcard]) => {
      // The first slash stays: without it, it is no address.
      const [from, to] = [1 + (a % address.length), 1 + (b % address.length)].sort((x, y) => x - y);
      const pattern = address.slice(0, from) + wildcard + address.slice(to);
      expect(addresses.couldMatch(bytesOf(pattern))).toBe(true);
    }),
  );
});
