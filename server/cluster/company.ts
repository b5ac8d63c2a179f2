/** It is said at most so often that this server is alone, or is together with others again. */
const TOLD_INTERVAL_MS = 10_000;

/** What lasts no longer than this is not said. */
const SETTLED_MS = 1500;

/** How many other servers there are, and whether NATS is there. */
export interface CompanyState {
  isConnected: boolean;
  others: number;
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
 * Whether this server is alone in its yard, as it is said to operators and players: at most once in 10 s, and what is true then.
 * Players are told of a change alone; a server that begins alone has lost nobody. Deterministic: no I/O, no clock.
 */
export class Company {
  private told: (CompanyState & { isAlone: boolean }) | undefined;
  private toldMs = -Infinity;
  private present = '';
  private sinceMs = -Infinity;

  /** To be called a few times a second. What is to be said now; undefined for nothing. */
  update({ isConnected, others }: CompanyState, nowMs: number): Announcement | undefined {
    const isAlone = !isConnected || others === 0;
    const { told } = this;
    const present = `${isAlone} ${isConnected}`;
    if (present !== this.present) this.sinceMs = nowMs;
    this.present = present;
    if (nowMs - this.sinceMs < SETTLED_MS) return undefined;
    const isSame = told?.isAlone === isAlone && (!isAlone || told.isConnected === isConnected);
    if (isSame || nowMs - this.toldMs < TOLD_INTERVAL_MS) return undefined;
    this.toldMs = nowMs;
    this.told = { isConnected, others, isAlone };
    const isChange = told !== undefined && told.isAlone !== isAlone;
    return { isAlone, log: inWords(this.told), players: isChange ? (isAlone ? ALONE : TOGETHER) : undefined };
  }
}

function inWords({ isConnected, others }: CompanyState): string {
  if (!isConnected)
    return 'This server is alone: NATS cannot be reached. It is together with the others again when NATS is back.';
  if (others === 0) return 'This server is alone: no other server of this yard is on this NATS now.';
  return `This server is together with ${others === 1 ? 'one other' : `${others} others`} of this yard.`;
}
