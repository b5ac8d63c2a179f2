import fc from 'fast-check';
import { PALETTE } from '../../shared/profile';
import { contrast, legibleOn } from './contrast';

const PAPER = '#fbf7ee';

test('black on white is 21, a colour on itself 1, and the order does not matter', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#e69f00', '#e69f00')).toBe(1);
  // The grey that is told everywhere to be just legible on white.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('a colour that can be read stays as it is', () => {
  expect(legibleOn(PAPER, '#2b2a33')).toBe('#2b2a33');
});

test.each(PALETTE)('%s becomes legible, and no darker than need be', (colour) => {
  const ratio = contrast(PAPER, legibleOn(PAPER, colour));
  expect(ratio).toBeGreaterThanOrEqual(4.5);
  if (contrast(PAPER, colour) < 4.5) expect(ratio).toBeLessThan(5.2);
});

test('so does any other colour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (bits) => {
      const colour = `#${bits.toString(16).padStart(6, '0')}`;
      expect(contrast(PAPER, legibleOn(PAPER, colour))).toBeGreaterThanOrEqual(4.5);
    }),
  );
});
