import { seeded } from '../../shared/random';
import { Quantizer } from './quantizer';

test.each([
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
  [0, 0],
])('keys point where they point: %d, %d', (x, y) => {
  expect(new Quantizer().quantize({ x, y })).toEqual({ x, y });
});

test('two keys are a diagonal of the same length', () => {
  expect(new Quantizer().quantize({ x: -1, y: 1 })).toEqual({ x: -0.7071, y: 0.7071 });
});

test('a stick has 64 headings and 8 speeds, none of them far from where it points', () => {
  const told = new Set<string>();
  for (let degrees = 0; degrees < 360; degrees++)
    for (let tilt = 0.05; tilt <= 1; tilt += 0.05) {
      const quantizer = new Quantizer();
      const at = {
        x: tilt * Math.cos((degrees * Math.PI) / 180),
        y: tilt * Math.sin((degrees * Math.PI) / 180),
      };
      const to = quantizer.quantize(at);
      told.add(JSON.stringify(to));
      expect(Math.hypot(to.x - at.x, to.y - at.y)).toBeLessThan(0.2);
    }
  expect(told.size).toBeLessThanOrEqual(64 * 8 + 1);
  expect(told.size).toBeGreaterThan(64 * 6);
});

test('a thumb that trembles changes nothing, and one that turns does', () => {
  const random = seeded(1);
  const quantizer = new Quantizer();
  const tremble = (angle: number) => {
    const told = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const shaken = angle + (random() - 0.5) * 0.04;
      const tilt = 0.6 + (random() - 0.5) * 0.04;
      told.add(
        JSON.stringify(quantizer.quantize({ x: tilt * Math.cos(shaken), y: tilt * Math.sin(shaken) })),
      );
    }
    return told.size;
  };
  // On the very edge between two headings.
  expect(tremble((10.5 / 64) * 2 * Math.PI)).toBeLessThanOrEqual(2);
  const before = JSON.stringify(quantizer.quantize({ x: 0.6, y: 0 }));
  expect(JSON.stringify(quantizer.quantize({ x: 0, y: 0.6 }))).not.toBe(before);
});

test('a stick that is let go is at rest at once', () => {
  const quantizer = new Quantizer();
  quantizer.quantize({ x: 0.1, y: 0 });
  expect(quantizer.quantize({ x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
});
