import type { Position } from '../../shared/movement';
import { TOUCH_PX, type Participant } from './game';

/** Two who walk towards each other come no nearer than this in a second. */
const CLOSING_MAX_PX_PER_S = 2 * 300;
/** Between two steps the moment of a touch is looked for in steps of so many ms. */
const GRAIN_MS = 5;
/** Longer ago nobody's place is known. */
const LOOK_BACK_MAX_MS = 200;

export interface Touch {
  participant: Participant;
  atMs: number;
}

/** A place at a moment: of a participant, or of a thing. */
export type PlaceAt = (timeMs: number, out?: Position) => Position | undefined;

const [one, other, third] = [
  { x: 0, y: 0 },
  { x: 0, y: 0 },
  { x: 0, y: 0 },
];

/**
 * Who was first to come near to something since the last step. The earlier moment wins, then the lower id.
 * @param fromMs the last moment that was judged · @param toMs the one that is
 */
export function firstTouch(
  target: PlaceAt,
  others: readonly Participant[],
  fromMs: number,
  toMs: number,
  radiusPx = TOUCH_PX,
): Touch | undefined {
  const beginMs = Math.max(fromMs, toMs - LOOK_BACK_MAX_MS);
  const place = target(toMs, one);
  const before = place && target(beginMs, other);
  if (!place || !before) return undefined;
  const closingPx = (CLOSING_MAX_PX_PER_S * (toMs - beginMs)) / 1000;
  const near = others.filter((each) => {
    const endPx = distancePx(each.at(toMs, third), place);
    if (endPx <= radiusPx) return true;
    if (endPx > radiusPx + closingPx) return false;
    // No nearer in between than if they had come as far as they can, and gone again.
    const beginPx = distancePx(each.at(beginMs, third), before);
    return beginPx <= radiusPx || (beginPx + endPx - closingPx) / 2 <= radiusPx;
  });
  if (near.length === 0) return undefined;
  const steps = Math.max(1, Math.ceil((toMs - beginMs) / GRAIN_MS));
  for (let step = 1; step <= steps; step++) {
    const atMs = beginMs + ((toMs - beginMs) * step) / steps;
    const at = target(atMs, one);
    if (!at) continue;
    let first: Participant | undefined;
    for (const each of near)
      if ((!first || each.id < first.id) && distancePx(each.at(atMs, other), at) <= radiusPx) first = each;
    if (first) return { participant: first, atMs };
  }
  return undefined;
}

export function distancePx(a: Readonly<Position>, b: Readonly<Position>): number {
  // Several times as fast as Math.hypot, and there is nothing that could overflow.
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

/** One of them, by chance. */
export function oneOf<T>(all: readonly T[], random: () => number): T | undefined {
  return all[Math.floor(random() * all.length)];
}
