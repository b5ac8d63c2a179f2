import { ROLE_FLAGS, ROLES } from '../../shared/protocol/games';
import type { Field, Game, Participant, Span } from './game';
import { firstTouch, oneOf } from './touches';

/** Who was touched back would only stand and touch: so long after a touch the old one is safe. */
export const GRACE_MS = 1000;

/** Tag: who is it passes it on by a touch. The score is the seconds that somebody is not it. */
export class Tag implements Game {
  readonly playersMin = 2;
  readonly countingMs = 3000;
  readonly runningMs = 120_000;
  /** Until when each one that was it cannot be touched. */
  private readonly graces = new Map<number, number>();
  /** From when on who is it can touch somebody: who became so by no touch may stand among others. */
  private readyMs = -Infinity;

  begin(field: Field, atMs: number): void {
    this.settle(field, atMs);
  }

  step(field: Field, { fromMs, atMs, isCounting }: Span): void {
    const it = this.settle(field, atMs);
    if (isCounting) return;
    const runners = field.withRole(ROLES.free);
    for (const { id } of runners) field.addScore(id, (atMs - fromMs) / 1000);
    if (!it || atMs < this.readyMs) return;
    const touchable = runners.filter(({ id }) => !this.isInGrace(id, atMs));
    const touch = firstTouch((ms, out) => it.at(ms, out), touchable, Math.max(fromMs, this.readyMs), atMs);
    if (!touch) return;
    this.graces.set(it.id, touch.atMs + GRACE_MS);
    field.setRole(it.id, ROLES.free, ROLE_FLAGS.inGrace);
    field.setRole(touch.participant.id, ROLES.it);
  }

  /** Sees to it that one of them is it, whoever came and left. */
  private settle(field: Field, atMs: number): Participant | undefined {
    const its = field.withRole(ROLES.it);
    // Who left as it and is back is it again, in place of who stood in: the longest here come first.
    const last = its.pop();
    if (its.length > 0) this.readyMs = atMs + GRACE_MS;
    for (const { id } of [...its, ...field.withRole(ROLES.looksOn)]) field.setRole(id, ROLES.free);
    for (const { id } of field.withRole(ROLES.free))
      field.setRole(id, ROLES.free, this.isInGrace(id, atMs) ? ROLE_FLAGS.inGrace : 0);
    if (last) return last;
    const it = oneOf(field.participants, field.random);
    if (!it) return undefined;
    field.setRole(it.id, ROLES.it);
    this.readyMs = atMs + GRACE_MS;
    return it;
  }

  private isInGrace(id: number, atMs: number): boolean {
    const untilMs = this.graces.get(id) ?? -Infinity;
    if (atMs >= untilMs) this.graces.delete(id);
    return atMs < untilMs;
  }
}
