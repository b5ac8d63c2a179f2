import {
  MOMENT_MAX_LATENESS_MS,
  MOMENT_MAX_OFF_MS,
  MOTION_END_MS,
  MOTION_MAX_PX_PER_S,
} from '../../shared/config';
import {
  clampToYard,
  heldByFence,
  placeAt,
  type Motion,
  type Position,
  type Velocity,
  type YardSize,
} from '../../shared/movement';
import { AGE_MAX_MS, MOTION_FLAGS, toldSpeed } from '../../shared/protocol/motions';
import { MotionHistory } from './motion-history';
import { distancePx, SpeedLimit } from './speed-limit';

/** Who is farther than this from where it was, or can have walked to since, did not walk there. */
const TELEPORT_PX = 200;
/** A repeat leads where the last motion led within so much: two clocks are never quite the same. Who stands, stands. */
const SAME_PX = { walking: 2, standing: 0.05 } as const;
/** Two clocks are never quite the same, and nobody tells two positions within so much. */
const SAME_MOMENT_MS = 10;
/** A walk that has gone on unchanged for so long is told anew, since its age has to fit. */
const RENEWED_AFTER_MS = AGE_MAX_MS - 10_000;

/** What became of something that a player told of its place. */
export interface Told {
  /** Whether others are to be told. */
  isNews: boolean;
  /** Where it is in place of where it said, when that was impossible. */
  corrected: Position | undefined;
}

/**
 * Where one player is, by what it told last: the server walks it on from there. Deterministic: no I/O, no clock.
 */
export class PlayerMotion {
  /** Undefined until it told a place. */
  current: Readonly<Motion> | undefined;
  /** What was current before. */
  previous: Readonly<Motion> | undefined;
  /** MOTION_FLAGS of the current one. */
  flags = 0;
  /** Where it was a moment ago. */
  readonly history: MotionHistory;
  private readonly size: YardSize;
  private readonly speed = new SpeedLimit();
  private toldMs = -Infinity;
  /** The moment of the last motion that its server told, where that is another one. */
  private remoteMs = -Infinity;
  private readonly expected: Position = { x: 0, y: 0 };

  constructor(size: YardSize) {
    this.size = size;
    this.history = new MotionHistory(size);
  }

  /** Whether it is known by positions alone. */
  get isByPositions(): boolean {
    return (this.flags & MOTION_FLAGS.byPositions) !== 0;
  }

  /** Whether it goes on by itself at a moment: a motion into a corner does not. */
  isWalking(nowMs: number): boolean {
    const { current } = this;
    if (!current || (current.vx === 0 && current.vy === 0)) return false;
    const { vx, vy } = heldByFence(this.at(nowMs, this.expected) ?? current, current, this.size);
    return vx !== 0 || vy !== 0;
  }

  /** Writes into `out`, and returns, where it is at a moment; undefined before it told a place. */
  at(nowMs: number, out?: Position): Position | undefined {
    return this.current && placeAt(this.current, nowMs, this.size, out);
  }

  /**
   * Takes a motion.
   * @param tagMs when it was true, as its sender says by the server's clock; undefined where it does not say
   */
  setMotion(sent: Readonly<Position & Velocity>, tagMs: number | undefined, nowMs: number): Told {
    const atMs = this.momentOf(tagMs, nowMs);
    const velocity = limitVelocity(sent);
    if (this.isLateRepeat(sent, velocity, tagMs, nowMs)) {
      this.toldMs = nowMs;
      return { isNews: false, corrected: undefined };
    }
    const place = this.goTo(clampToYard(sent, this.size), atMs);
    const flags = this.isLeap(place, nowMs) ? MOTION_FLAGS.teleported : 0;
    this.toldMs = nowMs;
    const corrected = place.x !== sent.x || place.y !== sent.y ? place : undefined;
    if (!corrected && this.leadsThere(place, velocity, atMs)) return { isNews: false, corrected };
    this.replace({ ...place, ...velocity, atMs }, flags);
    return { isNews: true, corrected };
  }

  /**
   * Takes a place without a motion.
   * @param isFree a guest's, which may be anywhere at once, so that an instrument can drive an avatar
   */
  setPosition(sent: Readonly<Position>, nowMs: number, isFree: boolean): Told {
    const inside = clampToYard(sent, this.size);
    if (isFree) this.speed.moveTo(inside, nowMs);
    const place = isFree ? inside : this.goTo(inside, nowMs);
    const was = this.at(nowMs, this.expected);
    const isLeap = !was || distancePx(was, place) > TELEPORT_PX;
    this.toldMs = nowMs;
    const flags = MOTION_FLAGS.byPositions | (isLeap ? MOTION_FLAGS.teleported : 0);
    this.replace({ x: place.x, y: place.y, vx: 0, vy: 0, atMs: nowMs }, flags);
    return { isNews: true, corrected: place.x !== sent.x || place.y !== sent.y ? place : undefined };
  }

  /**
   * Takes a motion of somebody at another server, which has limited its speed. The same one may be told again and again, and an
   * earlier one after a later one. Returns whether it is news.
   * @param told its moment by our clock
   */
  setTold(told: Readonly<Motion>, flags: number, nowMs: number): boolean {
    const atMs = Math.min(told.atMs, nowMs);
    const isEarlier = atMs < this.remoteMs && atMs > this.remoteMs - MOMENT_MAX_OFF_MS;
    if (isEarlier) return false;
    const place = clampToYard(told, this.size);
    const velocity = limitVelocity(told);
    const isByPositions = (flags & MOTION_FLAGS.byPositions) !== 0;
    const isSame = isByPositions ? this.isSamePosition(place, atMs) : this.leadsThere(place, velocity, atMs);
    const isLeap = !isSame && this.isLeap(place, nowMs);
    this.toldMs = nowMs;
    this.remoteMs = atMs;
    if (isSame) return false;
    const leapt = isLeap ? MOTION_FLAGS.teleported : flags & MOTION_FLAGS.teleported;
    this.replace({ ...place, ...velocity, atMs }, (flags & MOTION_FLAGS.byPositions) | leapt);
    return true;
  }

  /** Its server is silent: it stands where it has been led. Returns whether it walked. */
  halt(nowMs: number): boolean {
    // What that server says next holds, be it what it said before.
    this.remoteMs = -Infinity;
    return this.stop(nowMs);
  }

  /** It was at another server, and is here from now on; it may have walked on while nothing of it arrived. */
  takeOver(nowMs: number): void {
    this.remoteMs = -Infinity;
    const place = this.at(this.toldMs);
    if (place) this.speed.moveTo(place, this.toldMs);
    this.toldMs = nowMs;
    this.resume(nowMs);
  }

  /** The server itself was away for so long, and what came meanwhile is not read yet. */
  excuseSilence(ms: number, nowMs: number): void {
    this.toldMs += ms;
    this.speed.excuseSilence(nowMs);
  }

  /** Ends a walk of which nothing was heard for MOTION_END_MS. Returns whether it did. */
  endIfSilent(nowMs: number): boolean {
    return nowMs - this.toldMs >= MOTION_END_MS && this.stop(nowMs);
  }

  private stop(nowMs: number): boolean {
    const { current } = this;
    if (!current || (current.vx === 0 && current.vy === 0)) return false;
    const place = placeAt(current, nowMs, this.size);
    this.speed.goTo(place, place, nowMs);
    this.replace({ ...place, vx: 0, vy: 0, atMs: nowMs }, 0);
    return true;
  }

  /** Its player comes back by another connection, and may have walked on while nothing of it arrived. */
  resume(nowMs: number): void {
    this.speed.excuseSilence(nowMs);
  }

  /** The moment of what is told now: as its sender says, as far as that can be. */
  private momentOf(tagMs: number | undefined, nowMs: number): number {
    if (tagMs === undefined || Math.abs(tagMs - nowMs) > MOMENT_MAX_OFF_MS) return nowMs;
    const earliestMs = Math.max(nowMs - MOMENT_MAX_LATENESS_MS, this.speed.lastMs);
    return Math.min(nowMs, Math.max(earliestMs, tagMs));
  }

  /**
   * Whether it was on its way at the moment that its sender says, however late that comes: what was held up says nothing new, and
   * would else look like a walk back, which costs as much as one.
   */
  private isLateRepeat(
    sent: Readonly<Position>,
    velocity: Velocity,
    tagMs: number | undefined,
    nowMs: number,
  ): boolean {
    if (tagMs === undefined || tagMs > nowMs || tagMs < (this.current?.atMs ?? Infinity)) return false;
    return this.leadsThere(sent, velocity, tagMs);
  }

  private leadsThere(place: Readonly<Position>, { vx, vy }: Velocity, atMs: number): boolean {
    const { current, expected } = this;
    if (!current || this.isByPositions || vx !== current.vx || vy !== current.vy) return false;
    const isStanding = vx === 0 && vy === 0;
    if (!isStanding && atMs - current.atMs > RENEWED_AFTER_MS) return false;
    placeAt(current, atMs, this.size, expected);
    return distancePx(place, expected) <= (isStanding ? SAME_PX.standing : SAME_PX.walking);
  }

  /** Whether it is the position that it told last, and no later one there: what is told again comes with nearly the same moment. */
  private isSamePosition(place: Readonly<Position>, atMs: number): boolean {
    const { current } = this;
    if (!current || !this.isByPositions || atMs - current.atMs > SAME_MOMENT_MS) return false;
    return distancePx(place, current) <= SAME_PX.standing;
  }

  private goTo(to: Position, atMs: number): Position {
    return this.speed.goTo(to, this.at(atMs, this.expected) ?? to, atMs);
  }

  /** Whether it cannot have walked there since it told its last motion: what it told meanwhile may have got lost. */
  private isLeap(to: Position, nowMs: number): boolean {
    if (!this.current) return true;
    const from = placeAt(this.current, this.toldMs, this.size, this.expected);
    return distancePx(from, to) > TELEPORT_PX + (MOTION_MAX_PX_PER_S * (nowMs - this.toldMs)) / 1000;
  }

  private replace(motion: Motion, flags: number): void {
    this.previous = this.current;
    this.current = motion;
    this.history.add(motion);
    this.flags = flags;
  }
}

/** As fast as somebody may be, and in the steps in which it is told. */
function limitVelocity({ vx, vy }: Velocity): Velocity {
  const share = Math.min(1, MOTION_MAX_PX_PER_S / Math.hypot(vx, vy));
  return share === 1 || Number.isNaN(share)
    ? { vx: toldSpeed(vx), vy: toldSpeed(vy) }
    : { vx: toldSpeed(vx * share), vy: toldSpeed(vy * share) };
}
