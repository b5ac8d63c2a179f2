import type { FlushPackets } from '../packets/flush-packets';
import type { Spectator } from '../yard/spectators';
import type { Yard } from '../yard/yard';

/** Is told of every flush what a spectator without a budget is told: a recorder, say. */
export interface FlushObserver {
  /**
   * What one flush tells: one OSC bundle, with an absolute time tag. Its bytes are valid until this returns.
   * @param sentMs its time tag, in milliseconds since 1970
   */
  onBundle(bundle: Uint8Array, sentMs: number): void;
  /** A packet of others, OSC or not, that was relayed with that flush, behind its bundle. It may be kept, and must not be changed. */
  onRelayed(packet: Uint8Array, sentMs: number): void;
}

/** One observer, from ServerLoop.observe() to stop(). It is told when all who are in the yard have been sent theirs. */
export class Observation {
  private readonly yard: Yard;
  private readonly observer: FlushObserver;
  private readonly spectator: Spectator;
  private readonly onStop: () => void;

  constructor(yard: Yard, observer: FlushObserver, nowMs: number, onStop: () => void) {
    this.yard = yard;
    this.observer = observer;
    this.spectator = yard.spectators.observe(nowMs);
    this.onStop = onStop;
  }

  /** Has the next flush begin with a snapshot once more: `/yard`, everybody's profile and everybody's motion. */
  requestSnapshot(): void {
    if (this.spectator.isPresent) this.yard.queueSnapshot(this.spectator);
  }

  stop(): void {
    this.yard.spectators.remove(this.spectator);
    this.onStop();
  }

  /** To be called with every flush. */
  tell(packets: FlushPackets, sentMs: number): void {
    for (const bundle of packets.for(this.spectator)) this.observer.onBundle(bundle, sentMs);
    for (const packet of packets.relayedToAll) this.observer.onRelayed(packet, sentMs);
  }
}
