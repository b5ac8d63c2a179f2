import type { Dealer } from 'zeromq';
import type { Endpoint } from './endpoint';

/** How long it waits after the first handshake that failed; each further one doubles it. */
const FIRST_MS = 250;
/** A player comes in so long after a yard takes it again. */
const LAST_MS = 4000;
/** After so many in a row, which are close to four seconds, it is said that the key may be wrong. */
const DOUBTED_FAILURES = 5;

/**
 * Connects anew ever more rarely while handshakes fail: with another key than the server's, or at an address that may open no
 * more connections. libzmq begins at its shortest interval again after each TCP connection, so that one player with an old
 * invite would use up what all players of its address may open.
 */
export class HandshakeRetry {
  private readonly dealer: Dealer;
  private readonly endpoint: Pick<Endpoint, 'connect' | 'disconnect'>;
  private readonly onFailing: () => void;
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param endpoint to which the socket is to be connected
   * @param onFailing called when handshakes fail one after the other for some seconds: libzmq tells nobody else that a key is wrong
   */
  constructor(dealer: Dealer, endpoint: Pick<Endpoint, 'connect' | 'disconnect'>, onFailing: () => void) {
    this.dealer = dealer;
    this.onFailing = onFailing;
    this.endpoint = endpoint;
    dealer.events.on('handshake', () => (this.failures = 0));
    for (const kind of ['protocol', 'auth', 'other'] as const)
      dealer.events.on(`handshake:error:${kind}`, () => this.handleFailure());
  }

  /** Connects no more. */
  stop(): void {
    clearTimeout(this.timer);
  }

  private handleFailure(): void {
    if (this.timer || this.dealer.closed) return;
    try {
      this.endpoint.disconnect();
    } catch {
      // libzmq has no such connection any more, or goes on by itself.
      return;
    }
    this.timer = setTimeout(() => this.connect(), Math.min(LAST_MS, FIRST_MS * 2 ** this.failures++));
    if (this.failures === DOUBTED_FAILURES) this.onFailing();
  }

  private connect(): void {
    this.timer = undefined;
    if (!this.dealer.closed) this.endpoint.connect();
  }
}
