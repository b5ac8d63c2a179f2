import { readFromRenderer } from './bridge';

test('a position crosses, and nothing that was hung on it', () => {
  expect(readFromRenderer({ address: '/position', x: 1, y: 2.5, more: 'x' })).toEqual({
    address: '/position',
    x: 1,
    y: 2.5,
  });
});

test.each([
  undefined,
  null,
  'text',
  { address: '/leave' },
  { address: '/position', x: 1 },
  { address: '/position', x: '1', y: 2 },
  { address: '/position', x: NaN, y: 2 },
  { address: '/position', x: 1, y: Infinity },
])('%j does not cross', (data) => {
  expect(readFromRenderer(data)).toBeUndefined();
});
