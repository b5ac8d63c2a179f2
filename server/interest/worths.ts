import { placeAt, type Position, type YardSize } from '../../shared/movement';
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import { worthOf } from './far-choice';
import type { Member } from './member';

/**
 * What it is worth at one moment to tell of each one's last change, by slot: computed once for all recipients, and only when
 * somebody asks. Who was told something older than the motion before sees it at least as wrong.
 */
export function worthsOf(
  members: readonly (Member | undefined)[],
  nowMs: number,
  size: YardSize,
): Float64Array {
  const worths = new Float64Array(members.length);
  const [here, expected]: [Position, Position] = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ];
  for (let slot = 0; slot < worths.length; slot++) {
    const { current, previous, flags } = members[slot]?.motion ?? {};
    if (!current) continue;
    placeAt(current, nowMs, size, here);
    placeAt(previous ?? current, nowMs, size, expected);
    const isStop = current.vx === 0 && current.vy === 0 && ((flags ?? 0) & MOTION_FLAGS.byPositions) === 0;
    const isAbrupt = isStop || ((flags ?? 0) & MOTION_FLAGS.teleported) !== 0;
    worths[slot] = worthOf(Math.hypot(here.x - expected.x, here.y - expected.y), isAbrupt);
  }
  return worths;
}
