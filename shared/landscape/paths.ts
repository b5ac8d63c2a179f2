import type { Position, YardSize } from '../movement';

export const PATH_WIDTH_PX = 88;
/** Gates keep away from the corners by this share of a side. */
const CORNER_SHARE = 0.22;
/** How far apart the samples on a curve are at most, about. */
const SAMPLE_PX = 16;

export const SIDES = ['top', 'right', 'bottom', 'left'] as const;
export type Side = (typeof SIDES)[number];

/** A path from the middle of the yard to a gate in its fence: a cubic Bézier curve. */
export interface Path {
  from: Position;
  bend1: Position;
  bend2: Position;
  to: Position;
  side: Side;
}

/** A path to somewhere on that side. It leaves through its gate at a right angle. */
export function layPath(side: Side, { widthPx, heightPx }: YardSize, random: () => number): Path {
  const along = CORNER_SHARE + (1 - 2 * CORNER_SHARE) * random();
  const swing = (random() - 0.5) * 0.5;
  const from = { x: widthPx / 2, y: heightPx / 2 };
  const isLevel = side === 'left' || side === 'right';
  const to = isLevel
    ? { x: side === 'left' ? 0 : widthPx, y: along * heightPx }
    : { x: along * widthPx, y: side === 'top' ? 0 : heightPx };
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return {
    from,
    // To one side of the straight line first, as far as the yard reaches, and then straight to the gate.
    bend1: {
      x: keepInside(from.x + dx * 0.4 - dy * swing, widthPx),
      y: keepInside(from.y + dy * 0.4 + dx * swing, heightPx),
    },
    bend2: isLevel ? { x: to.x - dx * 0.4, y: to.y } : { x: to.x, y: to.y - dy * 0.4 },
    to,
    side,
  };
}

function keepInside(px: number, lengthPx: number): number {
  return Math.min(lengthPx - PATH_WIDTH_PX, Math.max(PATH_WIDTH_PX, px));
}

/** Points along a path, close to each other, from its beginning to its end. */
export function pointsAlong({ from, bend1, bend2, to }: Path): Position[] {
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / SAMPLE_PX);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3] as const;
    return {
      x: a * from.x + b * bend1.x + c * bend2.x + d * to.x,
      y: a * from.y + b * bend1.y + c * bend2.y + d * to.y,
    };
  });
}
