import type { Dealer } from 'zeromq';
import { PLAYER_TIMEOUT_MS } from '../shared/config';
import type { NetworkMeter } from './network-meter';
import type { SimulatedNetwork } from './simulated-network';

/** How long the goodbye may take to leave. */
const LINGER_MS = 500;

/** What goes to the server, while there is a connection: nothing waits for one, since it would be stale by then. */
export class Outbound {
  /** Between the handshake with a server and the end of that connection. */
  isConnected = false;
  private readonly socket: Dealer;
  private readonly network: SimulatedNetwork;
  private readonly meter: NetworkMeter;
  private sentMs = 0;

  constructor(socket: Dealer, network: SimulatedNetwork, meter: NetworkMeter) {
    this.socket = socket;
    this.network = network;
    this.meter = meter;
  }

  /** Whether this process was frozen for so long that the server has taken us out. */
  wasFrozen(nowMs: number): boolean {
    return this.isConnected && nowMs - this.sentMs > PLAYER_TIMEOUT_MS;
  }

  /** @param updates how many motions are in it */
  send(packet: Uint8Array, updates: number, nowMs: number): void {
    if (!this.isConnected) return;
    this.sentMs = nowMs;
    this.meter.countSent(packet.length, updates);
    this.network.transmit(() => this.transmit(packet));
  }

  /** Sends the last packet, past the simulated network, since nobody is there to send it again, and ends the connection. */
  close(goodbye: Uint8Array): void {
    this.transmit(goodbye);
    this.isConnected = false;
    this.socket.linger = LINGER_MS;
    this.socket.close();
  }

  private transmit(packet: Uint8Array): void {
    // The connection may have ended while this was on its way through the simulated network.
    if (!this.isConnected) return;
    // A packet that the socket does not take is dropped: the next one is newer.
    this.socket.send([null, packet]).catch(() => undefined);
  }
}
