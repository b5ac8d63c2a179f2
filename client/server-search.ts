import { SERVER_TIMEOUT_MS } from '../shared/config';

/** A server that has not answered by then is asked by a new socket: libzmq gives up one that met a server of another kind. */
export const ASK_AGAIN_MS = SERVER_TIMEOUT_MS;
/** After one that refuses the next is asked so much later in the first round, and twice as long in each further one. */
const REFUSED_MS = 250;

/** When servers that do not answer are asked no more. */
interface SearchLimit {
  /** After so many rounds. */
  rounds: number;
  /** Called then. */
  onEnd?(): void;
}

const UNLIMITED: SearchLimit = { rounds: Infinity };

/** Connects to servers in turn, until one answers or all have been asked often enough. */
export class ServerSearch {
  private readonly connect: (server: string) => void;
  private turns: string[] = [];
  private round: () => readonly string[] = () => [];
  private rounds = 0;
  private limit: SearchLimit = UNLIMITED;
  private timer: NodeJS.Timeout | undefined;
  private isRefused = true;

  /** @param connect asks a server, and no other any more */
  constructor(connect: (server: string) => void) {
    this.connect = connect;
  }

  get isUnderWay(): boolean {
    return this.timer !== undefined;
  }

  /** Whether all have been asked once, in vain. */
  get isRepeated(): boolean {
    return this.isUnderWay && this.rounds > 1;
  }

  /** @param round which servers are to be asked, at least one; it is called for each round anew */
  begin(round: () => readonly string[], inMs: number, limit = UNLIMITED): void {
    this.stop();
    this.round = round;
    this.rounds = 0;
    this.limit = limit;
    this.turns = [];
    // Until one has been asked none can refuse.
    this.isRefused = true;
    this.timer = setTimeout(() => this.next(), inMs);
  }

  /** The server that was asked takes nobody: the next is not long in coming. */
  refused(): void {
    if (this.isRefused || !this.timer) return;
    this.isRefused = true;
    clearTimeout(this.timer);
    const afterMs = Math.min(ASK_AGAIN_MS, REFUSED_MS * 2 ** (this.rounds - 1));
    this.timer = setTimeout(() => this.next(), afterMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private next(): void {
    if (this.turns.length === 0) {
      if (this.rounds === this.limit.rounds) {
        this.stop();
        this.limit.onEnd?.();
        return;
      }
      this.rounds++;
      this.turns = [...this.round()];
    }
    const [server] = this.turns.splice(0, 1);
    this.isRefused = false;
    this.timer = setTimeout(() => this.next(), ASK_AGAIN_MS);
    if (server !== undefined) this.connect(server);
  }
}
