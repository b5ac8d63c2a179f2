import type { Piece } from './atlas';
import { COLOUR, SHADE } from './palette';
import { discShape, fill, lobedShape, placed, roundRectShape, type Pen } from './paper';

const GOLD = '#d69f2f';
const RING_PX = 31;
const BAND_PX = 6;
/** How far its shadow falls, as it lies on the lawn. */
const LIFT_PX = 2;
const RING_SIZE_PX = 2 * RING_PX + 10;

/** What games lay on the ground and set into the yard: rings of paper, each of a shape of its own, and what one looks for. */
export const GAME_PIECES = {
  /** A wreath: who is it. */
  ringIt: ring((radiusPx) => lobedShape(0, 0, radiusPx, 11), COLOUR.accent, COLOUR.paper),
  /** In pieces, as one looks here and there. */
  ringSeeker: piece(RING_SIZE_PX, RING_SIZE_PX, (pen) => {
    for (const [colour, liftPx] of [
      [SHADE, LIFT_PX],
      [COLOUR.accentDeep, 0],
    ] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = BAND_PX;
      for (let part = 0; part < 6; part++) {
        pen.beginPath();
        const from = (part * Math.PI) / 3;
        pen.arc(liftPx, liftPx, RING_PX - BAND_PX, from, from + 0.66);
        pen.stroke();
      }
    }
  }),
  /** A thin line. */
  ringFound: ring((radiusPx) => discShape(0, 0, radiusPx), '#8d8775', undefined, 3),
  /** Rays. */
  ringSun: ring((radiusPx) => starShape(radiusPx, 12), GOLD, COLOUR.sun),
  /** Round, as water lies. */
  ringPond: ring((radiusPx) => discShape(0, 0, radiusPx), '#0072b2', COLOUR.pondRim),
  /** Of who cannot be touched. */
  ringGrace: ring((radiusPx) => discShape(0, 0, radiusPx), COLOUR.paper, undefined, 3.5),
  lantern: piece(40, 56, (pen) => {
    fill(pen, SHADE, ellipse(5, 20, 14, 6));
    fill(pen, COLOUR.wood, roundRectShape(-6, -22, 12, 5, 2));
    fill(pen, COLOUR.accent, ellipse(0, -1, 14.5, 17));
    fill(pen, COLOUR.sun, ellipse(-1.5, -2, 9.5, 16.5));
    fill(pen, COLOUR.sandLight, ellipse(-2.5, -3, 4, 15));
    fill(pen, COLOUR.wood, roundRectShape(-6, 13, 12, 5, 2));
    pen.strokeStyle = COLOUR.wood;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(0, -21, 4.5, Math.PI, 2 * Math.PI);
    pen.stroke();
  }),
  ball: piece(34, 34, (pen) => {
    fill(pen, COLOUR.paper, discShape(0, 0, 15));
    for (let part = 0; part < 3; part++) {
      const slice = new Path2D();
      const from = (part * 2 * Math.PI) / 3;
      slice.moveTo(0, 0);
      slice.arc(0, 0, 15, from, from + Math.PI / 3);
      slice.closePath();
      fill(pen, part === 1 ? COLOUR.sun : COLOUR.accent, slice);
    }
    fill(pen, COLOUR.paper, discShape(0, 0, 4));
  }),
  /** It swims and waddles to the right, as the others do. */
  goldenDuck: piece(48, 34, (pen) => {
    fill(pen, SHADE, ellipse(0, 4, 18, 12));
    fill(pen, GOLD, ellipse(-2, 0, 15, 10.5));
    fill(pen, COLOUR.sun, ellipse(-3, -1.5, 13.5, 8.5));
    fill(pen, COLOUR.sandLight, ellipse(-5, -4, 7, 2.6));
    fill(pen, COLOUR.accent, ellipse(18, 0, 5, 2.6));
    fill(pen, COLOUR.sun, discShape(11, 0, 7));
    for (const y of [-3.4, 3.4]) fill(pen, COLOUR.ink, discShape(13, y, 1.2));
  }),
  smallShadow: piece(36, 24, (pen) => fill(pen, SHADE, ellipse(0, 0, 15, 9))),
} satisfies Record<string, Piece>;

/**
 * A band of paper, with its shadow.
 * @param shapeOf its outline, of a radius · @param inner the colour of a thin band at its inner edge
 */
function ring(
  shapeOf: (radiusPx: number) => Path2D,
  colour: string,
  inner: string | undefined,
  bandPx = BAND_PX,
): Piece {
  return piece(RING_SIZE_PX, RING_SIZE_PX, (pen) => {
    const shape = shapeOf(RING_PX);
    const holePx = RING_PX - bandPx;
    fill(pen, SHADE, placed(shape, LIFT_PX, LIFT_PX));
    fill(pen, colour, shape);
    if (inner !== undefined) fill(pen, inner, discShape(0, 0, holePx + 2));
    pen.globalCompositeOperation = 'destination-out';
    fill(pen, COLOUR.ink, discShape(0, 0, holePx));
  });
}

function starShape(radiusPx: number, rays: number): Path2D {
  const shape = new Path2D();
  for (let i = 0; i < 2 * rays; i++) {
    const angle = (i * Math.PI) / rays;
    const px = i % 2 === 0 ? radiusPx + 2 : radiusPx - BAND_PX + 2.5;
    const [x, y] = [Math.cos(angle) * px, Math.sin(angle) * px];
    if (i === 0) shape.moveTo(x, y);
    else shape.lineTo(x, y);
  }
  shape.closePath();
  return shape;
}

function piece(widthPx: number, heightPx: number, draw: (pen: Pen) => void): Piece {
  return { widthPx, heightPx, draw };
}

function ellipse(x: number, y: number, radiusXPx: number, radiusYPx: number): Path2D {
  const shape = new Path2D();
  shape.ellipse(x, y, radiusXPx, radiusYPx, 0, 0, 2 * Math.PI);
  return shape;
}
