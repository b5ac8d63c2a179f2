import { SERVER_TIMEOUT_MS } from '../shared/config';

/** A server that has not answered by then is asked by a new socket: libzmq gives up one that met a server of another kind. */
export const ASK_AGAIN_MS = SERVER_TIMEOUT_MS;
/** After one that refuses the next is asked so much later in the first round, and twice as long in each further one. */
const REFUSED_MS = 250;

/** Connects to servers in turn, until one answers or all have been asked. */
export class ServerSearch {
  private readonly connect: (server: string) => void;
  private turns: string[] = [];
  private round: () => readonly string[] = () => [];
  private rounds = 0;
  private roundsMax = 0;
  private onExhausted: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;
  private isRefused = true;

  /** @param connect asks a server, and no other any more */
  constructor(connect: (server: string) => void) {
    this.connect = connect;
  }

  get isUnderWay(): boolean {
    return this.timer !== undefined;
  }

  /**
   * @param round which servers are to be asked, at least one; it is called for each round anew
   * @param onExhausted when all have been asked in one round; undefined where rounds have no end
   */
  begin(round: () => readonly string[], inMs: number, onExhausted?: () => void): void {
    this.stop();
    this.round = round;
    this.rounds = 0;
    this.roundsMax = onExhausted ? 1 : Infinity;
    this.onExhausted = onExhausted ?? (() => undefined);
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
      if (this.rounds === this.roundsMax) {
        this.stop();
        this.onExhausted();
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
