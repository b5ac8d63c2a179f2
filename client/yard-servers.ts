/**
 * The servers of a yard that is on several (`/servers`), and in which order they are tried. A server is trusted no more than
 * where it leads by `/moved`. Deterministic: no I/O, no clock.
 */
import { MOVES_MAX, MOVES_WINDOW_MS } from '../shared/config';
import { parseServers } from '../shared/protocol/server-targets';
import { formatTarget, type Target } from '../shared/target';
import { readTarget, reasonNotToFollow } from './moves';

export class YardServers {
  /** But the present one, by rising load. */
  private others: readonly string[] = [];
  private followedMs: number[] = [];

  get hasOthers(): boolean {
    return this.others.length > 0;
  }

  /**
   * Takes in what the server at `from` has said; a list with a wrong entry is passed over, and in a right one whichever server
   * may not be followed to. What it says of itself is of no use: one has reached it otherwise.
   * @param isAsked the player is not at `from`, which was asked in turn, and stays one of the others: a full one may have room later
   * @param from, as all servers here, a target as text (shared/target.ts)
   * @param reached the address by which it was connected to, where that is a name
   */
  learn(from: string, servers: string, reached?: string, isAsked = false): void {
    const present = readTarget(from);
    const told = parseServers(servers);
    if (!present || !told) return;
    const texts = told
      .slice(1)
      .filter((target) => isSameYard(present, target, reached))
      .map((target) => formatTarget({ ...present, host: target.host, port: target.port }));
    const others = [...new Set(texts)].filter((text) => text !== formatTarget(present));
    this.others = isAsked ? [...others, from] : others;
  }

  /** The yard is elsewhere: its servers are not those that were told. */
  forget(): void {
    this.others = [];
  }

  /** The player is at another server of the yard from now on: that is the present one, and `from` is one of the others. */
  follow(from: string, to: string, nowMs: number): void {
    this.followedMs.push(nowMs);
    this.others = [...this.others.filter((other) => other !== to && other !== from), from];
  }

  /** How long it takes until one may go on to another: two servers are not to send players to each other without end. */
  waitMs(nowMs: number): number {
    this.followedMs = this.followedMs.filter((atMs) => nowMs - atMs < MOVES_WINDOW_MS);
    const [oldestMs] = this.followedMs.slice(-MOVES_MAX);
    return this.followedMs.length < MOVES_MAX || oldestMs === undefined
      ? 0
      : oldestMs + MOVES_WINDOW_MS - nowMs;
  }

  /**
   * The others as they are to be tried: of two at random that with the lower load first, and so on ("the power of two choices"),
   * so that not all who lost one server come to the same one.
   */
  inTurn(random: () => number): string[] {
    const left = [...this.others];
    const turns: string[] = [];
    while (left.length > 0) {
      const draw = (): number => Math.floor(random() * left.length);
      turns.push(...left.splice(Math.min(draw(), draw()), 1));
    }
    return turns;
  }
}

/** No address counts as the player's own: at the same port it would be the present server, by another of its addresses. */
const isOwnOfNobody = () => false;

/** All servers of a yard have one key pair, or none. */
function isSameYard(from: Target, to: Target, reached?: string): boolean {
  return to.serverKey === from.serverKey && reasonNotToFollow(from, to, isOwnOfNobody, reached) === undefined;
}
