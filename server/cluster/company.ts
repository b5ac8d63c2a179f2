/** It is said at most so often that this server is alone, or is together with others again. */
const TOLD_INTERVAL_MS = 10_000;

/** What lasts no longer than this is not said. */
const SETTLED_MS = 1500;

/** How many other servers there are, and whether NATS is there. */
export interface CompanyState {
  isConnected: boolean;
  others: number;
  /** How many players of other servers are still in the yard, as this one knows it. */
  remotePlayers: number;
}

export interface Announcement {
  isAlone: boolean;
  /** For the operator. */
  log: string;
  /** For the players of this server; undefined for none. */
  players: string | undefined;
}

const ALONE =
  'The other servers of this yard cannot be reached: who is there is out of sight until they are back.';
const TOGETHER = 'The servers of this yard are together again.';

/**
 * With how many others this server shares its yard, as it is said to operators and players: at most once in 10 s, and what is true
 * then. Operators are told of each change, players only where somebody is out of their sight, and of the end of that: a server that
 * was stopped, whose players have gone on to this one, is nothing to them. Deterministic: no I/O, no clock.
 */
export class Company {
  private told = '';
  private toldMs = -Infinity;
  private present = '';
  private sinceMs = -Infinity;
  private wasAlone: boolean | undefined;
  private isMissingTold = false;

  /** To be called a few times a second. What is to be said now; undefined for nothing. */
  update(state: CompanyState, nowMs: number): Announcement | undefined {
    const log = inWords(state);
    if (log !== this.present) this.sinceMs = nowMs;
    this.present = log;
    if (nowMs - this.sinceMs < SETTLED_MS) return undefined;
    if (log === this.told || nowMs - this.toldMs < TOLD_INTERVAL_MS) return undefined;
    this.toldMs = nowMs;
    this.told = log;
    const isAlone = !state.isConnected || state.others === 0;
    const players = this.forPlayers(state, isAlone);
    this.wasAlone = isAlone;
    return { isAlone, log, players };
  }

  private forPlayers({ isConnected, remotePlayers }: CompanyState, isAlone: boolean): string | undefined {
    if (!isAlone) {
      const isBack = this.isMissingTold;
      this.isMissingTold = false;
      return isBack ? TOGETHER : undefined;
    }
    // A server that begins alone has lost nobody, and without NATS it is not known whom.
    const isMissing = this.wasAlone === false && (!isConnected || remotePlayers > 0);
    if (!isMissing) return undefined;
    this.isMissingTold = true;
    return ALONE;
  }
}

function inWords({ isConnected, others }: Pick<CompanyState, 'isConnected' | 'others'>): string {
  if (!isConnected)
    return 'This server is alone: NATS cannot be reached. It is together with the others again when NATS is back.';
  if (others === 0) return 'This server is alone: no other server of this yard is on this NATS now.';
  return `This server is together with ${others === 1 ? 'one other' : `${others} others`} of this yard.`;
}
