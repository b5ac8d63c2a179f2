import { FigureLayer } from './figure-layer';
import type { Figure } from './figure';

// Pixi wants a browser; here it is looked at what it would draw.
jest.mock('pixi.js', () => ({
  ParticleContainer: class {
    particleChildren: unknown[] = [];
    updates = 0;
    update(): void {
      this.updates++;
    }
  },
}));

const figure = (name: string, y: number) =>
  ({ x: 0, y, shadow: `${name}'s shadow`, parts: [name] }) as unknown as Figure & { y: number };

function layerOf(...figures: Figure[]): FigureLayer {
  const layer = new FigureLayer();
  for (const one of figures) layer.add(one);
  layer.draw(1000);
  return layer;
}

test('whoever stands further down the yard is in front, and those at one height stay as they are', () => {
  const layer = layerOf(figure('low', 30), figure('high', 10), figure('same', 30), figure('middle', 20));
  expect(layer.view.particleChildren).toEqual(['high', 'middle', 'low', 'same']);
  expect(layer.shadows.particleChildren).toHaveLength(4);
});

test('who walks past somebody comes in front of them within a tenth of a second', () => {
  const [one, other] = [figure('one', 10), figure('other', 20)];
  const layer = layerOf(one, other);
  one.y = 30;
  layer.draw(1016);
  expect(layer.view.particleChildren).toEqual(['one', 'other']);
  layer.draw(1100);
  expect(layer.view.particleChildren).toEqual(['other', 'one']);
});

test('who leaves is drawn no more, with the next frame', () => {
  const [one, other] = [figure('one', 10), figure('other', 20)];
  const layer = layerOf(one, other);
  layer.remove(one);
  layer.draw(1016);
  expect(layer.view.particleChildren).toEqual(['other']);
  expect(layer.shadows.particleChildren).toEqual(["other's shadow"]);
});

test('while nobody comes, goes or passes, nothing is gathered anew', () => {
  const layer = layerOf(figure('one', 10), figure('other', 20));
  const { updates } = layer.view as unknown as { updates: number };
  for (let nowMs = 1016; nowMs < 3000; nowMs += 16) layer.draw(nowMs);
  expect((layer.view as unknown as { updates: number }).updates).toBe(updates);
});
