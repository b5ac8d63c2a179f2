import { ROLES } from '../../shared/protocol/games';
import type { Field, Game, Span } from './game';
import { firstTouch, oneOf } from './touches';

/** Ghosts: whom a ghost touches is one too. The score is the seconds that somebody is none; the round ends with the last one. */
export class Ghosts implements Game {
  readonly playersMin = 3;
  readonly countingMs = 3000;
  readonly runningMs = 120_000;

  begin(field: Field): void {
    for (const { id } of field.participants) field.setRole(id, ROLES.free);
    this.haveGhost(field);
  }

  step(field: Field, { fromMs, atMs, isCounting }: Span): void {
    for (const { id } of field.withRole(ROLES.looksOn)) field.setRole(id, ROLES.free);
    this.haveGhost(field);
    if (isCounting) return;
    const ghosts = field.withRole(ROLES.it);
    for (const one of field.withRole(ROLES.free)) {
      field.addScore(one.id, (atMs - fromMs) / 1000);
      if (firstTouch((ms, out) => one.at(ms, out), ghosts, fromMs, atMs)) field.setRole(one.id, ROLES.it);
    }
    if (field.withRole(ROLES.free).length === 0) field.endRound();
  }

  /** The first one, and another where the only one has left. */
  private haveGhost(field: Field): void {
    const chosen = oneOf(field.participants, field.random);
    if (chosen && field.withRole(ROLES.it).length === 0) field.setRole(chosen.id, ROLES.it);
  }
}
