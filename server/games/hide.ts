import { ROLE_FLAGS, ROLES } from '../../shared/protocol/games';
import type { Position } from '../../shared/movement';
import type { Field, Game, Participant, Span } from './game';
import { distancePx, firstTouch, oneOf } from './touches';

/** One seeker for each so many. */
const PLAYERS_PER_SEEKER = 6;
const FOUND_SCORE = 10;
/** Who has stood so still for so long under a crown is hidden. */
const STILL = { withinPx: 3, forMs: 700 } as const;
/** Who comes while others are sought has so long to hide. */
const NEWCOMER_GRACE_MS = 8000;

/** Hide and seek: seekers count at the fountain; who stands still under a tree's crown is not drawn for them. */
export class Hide implements Game {
  readonly playersMin = 2;
  readonly countingMs = 20_000;
  readonly runningMs = 100_000;
  private readonly stands = new Map<number, Position & { sinceMs: number }>();
  private readonly graces = new Map<number, number>();

  begin(field: Field): void {
    this.settle(field);
  }

  step(field: Field, { fromMs, atMs, isCounting }: Span): void {
    for (const { id } of field.withRole(ROLES.looksOn)) {
      field.setRole(id, ROLES.free);
      if (!isCounting) this.graces.set(id, atMs + NEWCOMER_GRACE_MS);
    }
    this.settle(field);
    const hiders = field.withRole(ROLES.free);
    for (const hider of hiders) this.judge(field, hider, atMs);
    if (isCounting) return;
    for (const { id } of hiders) field.addScore(id, (atMs - fromMs) / 1000);
    const seekers = field.withRole(ROLES.it);
    for (const hider of hiders) {
      if ((field.flagsOf(hider.id) & ROLE_FLAGS.inGrace) !== 0) continue;
      const touch = firstTouch((ms, out) => hider.at(ms, out), seekers, fromMs, atMs);
      if (!touch) continue;
      field.setRole(hider.id, ROLES.found);
      field.addScore(touch.participant.id, FOUND_SCORE);
    }
    if (field.withRole(ROLES.free).length === 0) field.endRound();
  }

  /** Sees to it that there are seekers, and to begin with enough of them. */
  private settle(field: Field): void {
    const isBeginning = field.withRole(ROLES.free).length + field.withRole(ROLES.found).length === 0;
    const wanted = isBeginning ? Math.ceil(field.participants.length / PLAYERS_PER_SEEKER) : 1;
    for (const { id } of field.withRole(ROLES.looksOn)) field.setRole(id, ROLES.free);
    for (let seekers = field.withRole(ROLES.it).length; seekers < wanted; seekers++) {
      const found = field.withRole(ROLES.found);
      const next = oneOf(found.length > 0 ? found : field.withRole(ROLES.free), field.random);
      if (next) field.setRole(next.id, ROLES.it);
    }
  }

  /** Whether a hider is hidden, and whether it is in grace. */
  private judge(field: Field, hider: Participant, atMs: number): void {
    const place = hider.at(atMs);
    let stand = this.stands.get(hider.id);
    if (!stand || distancePx(stand, place) > STILL.withinPx)
      this.stands.set(hider.id, (stand = { ...place, sinceMs: atMs }));
    const isHidden = atMs - stand.sinceMs >= STILL.forMs && field.scenery.isUnderCrown(place);
    const isInGrace = atMs < (this.graces.get(hider.id) ?? -Infinity);
    const flags = (isHidden ? ROLE_FLAGS.hidden : 0) | (isInGrace ? ROLE_FLAGS.inGrace : 0);
    field.setRole(hider.id, ROLES.free, flags);
  }
}
