import { DEFAULT_YARD_SIZE, MAX_PLAYERS_LIMIT } from './config';
import type { YardSize } from './movement';
import { formatYardSize, parseYardSize, TILE_PX, yardSizeFor } from './yard-size';

test('the size of a yard is written as width x height', () => {
  expect(parseYardSize('4800x3200')).toEqual({ widthPx: 4800, heightPx: 3200 });
  expect(parseYardSize('800x600')).toEqual({ widthPx: 800, heightPx: 600 });
  expect(parseYardSize('9600x6400')).toEqual({ widthPx: 9600, heightPx: 6400 });
  expect(formatYardSize(parseYardSize('1234x777'))).toBe('1234x777');
});

test.each(['', '4800', '4800x', 'x3200', '799x600', '800x599', '9601x6400', '9600x6401', '4800*3200'])(
  '"%s" is not the size of a yard, which is said in a sentence',
  (text) => {
    expect(() => parseYardSize(text)).toThrow(
      `"${text}" is not the size of a yard. One looks like 4800x3200: width x height in pixels, from 800x600 to 9600x6400.`,
    );
  },
);

test.each(['4800.5x3200', '-4800x3200', '4800x3200px', ' 4800x3200', '1e3x1e3'])('nor is "%s"', (text) => {
  expect(() => parseYardSize(text)).toThrow('is not the size of a yard');
});

test('up to 200 players a yard has the usual size', () => {
  expect(yardSizeFor(1)).toEqual(DEFAULT_YARD_SIZE);
  expect(yardSizeFor(200)).toEqual(DEFAULT_YARD_SIZE);
});

test('above that it is about as crowded as with 200, in the ratio 3:2 and in whole tiles', () => {
  const crowd = ({ widthPx, heightPx }: YardSize, players: number) => players / (widthPx * heightPx);
  for (let players = 201; players <= 3200; players += 7) {
    const { widthPx, heightPx } = yardSizeFor(players);
    expect([widthPx % TILE_PX, heightPx % TILE_PX]).toEqual([0, 0]);
    expect(Math.abs(widthPx - 1.5 * heightPx)).toBeLessThan(1.25 * TILE_PX);
    const share = crowd({ widthPx, heightPx }, players) / crowd(DEFAULT_YARD_SIZE, 200);
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(1.25);
  }
  expect(yardSizeFor(1000)).toEqual({ widthPx: 5200, heightPx: 3600 });
});

test('the largest is 9600x6400', () => {
  expect(yardSizeFor(MAX_PLAYERS_LIMIT)).toEqual({ widthPx: 9600, heightPx: 6400 });
});
