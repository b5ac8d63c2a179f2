import type { Toy, ToyKind } from '../../shared/landscape/section';
import { COLOUR } from './palette';
import { discShape, fill, lay, placed, roundRectShape, type Pen } from './paper';

/** A piece of a toy, about the toy's own origin. `heightPx` is 0 for what lies flat. */
type Piece = readonly [colour: string, shape: Path2D, heightPx: number];

/** Shadows fall the same way however a toy is turned. */
export function drawToy(pen: Pen, { kind, x, y, angle }: Toy): void {
  for (const [colour, shape, heightPx] of PIECES[kind]()) {
    const piece = placed(shape, x, y, angle);
    if (heightPx > 0) lay(pen, colour, piece, heightPx);
    else fill(pen, colour, piece);
  }
}

const PIECES: Readonly<Record<ToyKind, () => Piece[]>> = {
  sandpit: () => [
    [COLOUR.woodTop, roundRectShape(-64, -48, 128, 96, 16), 10],
    [COLOUR.sandEdge, roundRectShape(-54, -38, 108, 76, 10), 0],
    [COLOUR.sand, roundRectShape(-50, -32, 104, 70, 10), 0],
    [COLOUR.sandLight, ellipseShape(-18, 4, 26, 17), 4],
    [COLOUR.sand, ellipseShape(-18, 3, 15, 9), 3],
    [COLOUR.accent, discShape(28, -12, 11), 10],
    [COLOUR.accentDeep, discShape(28, -12, 7.5), 0],
    [COLOUR.sun, roundRectShape(10, 16, 30, 6, 3), 3],
    [COLOUR.sun, roundRectShape(34, 11, 14, 16, 5), 3],
  ],
  roundabout: () => [
    [COLOUR.wood, discShape(0, 0, 56), 14],
    [COLOUR.paper, discShape(0, 0, 52), 0],
    ...[0, 1, 2, 3].map((i): Piece => [COLOUR.accent, sectorShape(52, (i * Math.PI) / 2), 0]),
    [COLOUR.woodTop, discShape(0, 0, 20), 0],
    ...[0, 1, 2, 3].map((i): Piece => [COLOUR.sun, placed(BAR, 0, 0, ((i + 0.25) * Math.PI) / 2), 8]),
    [COLOUR.sun, discShape(0, 0, 11), 6],
  ],
  seesaw: () => [
    [COLOUR.wood, roundRectShape(-11, -19, 22, 38, 8), 8],
    [COLOUR.sun, roundRectShape(-68, -9, 136, 18, 9), 16],
    [COLOUR.accent, discShape(-54, 0, 12), 5],
    [COLOUR.accent, discShape(54, 0, 12), 5],
    [COLOUR.wood, roundRectShape(-40, -11, 5, 22, 2.5), 3],
    [COLOUR.wood, roundRectShape(35, -11, 5, 22, 2.5), 3],
  ],
  slide: () => [
    [COLOUR.sandEdge, ellipseShape(72, 0, 20, 24), 0],
    [COLOUR.pond, roundRectShape(-46, -18, 114, 36, 16), 22],
    [COLOUR.pondRim, roundRectShape(-46, -11, 108, 22, 10), 0],
    [COLOUR.woodTop, roundRectShape(-76, -24, 42, 48, 8), 34],
    [COLOUR.wood, roundRectShape(-70, -18, 30, 36, 5), 0],
    [COLOUR.woodTop, roundRectShape(-65, -18, 5, 36, 0), 0],
    [COLOUR.woodTop, roundRectShape(-54, -18, 5, 36, 0), 0],
  ],
  blanket: () => [
    [COLOUR.paper, roundRectShape(-54, -42, 108, 84, 6), 3],
    ...[-45, -23, -1, 21, 43].map((x): Piece => [`${COLOUR.accent}66`, roundRectShape(x - 4, -42, 11, 84, 0), 0]),
    ...[-33, -11, 11, 33].map((y): Piece => [`${COLOUR.accent}66`, roundRectShape(-54, y - 5, 108, 11, 0), 0]),
    [COLOUR.wood, roundRectShape(-36, -26, 38, 28, 8), 10],
    [COLOUR.woodTop, roundRectShape(-32, -22, 30, 20, 6), 0],
    [COLOUR.wood, roundRectShape(-20, -28, 6, 32, 3), 4],
    [COLOUR.paper, discShape(26, 14, 14), 3],
    [COLOUR.sandEdge, discShape(26, 14, 9), 0],
    [COLOUR.accent, discShape(24, 12, 6), 3],
    [COLOUR.sun, discShape(-14, 24, 6), 4],
  ],
  hopscotch: () =>
    ([
      [-84, 0],
      [-50, 0],
      [-16, -17],
      [-16, 17],
      [18, 0],
      [52, -17],
      [52, 17],
    ] as const).map(([x, y], i): Piece => [HOPSCOTCH[i % 3] ?? COLOUR.paper, roundRectShape(x, y - 15, 30, 30, 6), 3]),
}; // prettier-ignore

const HOPSCOTCH = [COLOUR.paper, COLOUR.sun, COLOUR.pondRim] as const;
const BAR = roundRectShape(14, -3, 34, 6, 3);

function ellipseShape(x: number, y: number, radiusXPx: number, radiusYPx: number): Path2D {
  const shape = new Path2D();
  shape.ellipse(x, y, radiusXPx, radiusYPx, 0, 0, 2 * Math.PI);
  return shape;
}

/** An eighth of a disc. */
function sectorShape(radiusPx: number, from: number): Path2D {
  const shape = new Path2D();
  shape.moveTo(0, 0);
  shape.arc(0, 0, radiusPx, from, from + Math.PI / 4);
  shape.closePath();
  return shape;
}
