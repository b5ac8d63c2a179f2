import type { Bus } from './bus';
import type { ClusterCounters } from './counters';
import type { EnvelopeWriter } from './envelope';
import type { PacketTags } from './packet-tags';

/** The one way by which anything goes out to other servers: numbered, tagged, counted, and dropped while NATS is away. */
export class Outgoing {
  private readonly bus: Bus;
  private readonly envelopes: EnvelopeWriter;
  private readonly counters: ClusterCounters;
  private readonly tags: PacketTags;

  constructor(bus: Bus, envelopes: EnvelopeWriter, counters: ClusterCounters, tags: PacketTags) {
    this.bus = bus;
    this.envelopes = envelopes;
    this.counters = counters;
    this.tags = tags;
  }

  /** @param sentMs the time tag, on our own clock */
  publish(subject: string, messages: readonly Uint8Array[], sentMs: number): void {
    // Numbered though it is dropped: so others see that they have missed it.
    const packet = this.envelopes.write(subject, messages, sentMs);
    if (!this.bus.isConnected) {
      this.counters.dropped.unsent++;
      return;
    }
    const tagged = this.tags.add(subject, packet);
    this.counters.messagesOut++;
    this.counters.bytesOut += tagged.length;
    this.bus.publish(subject, tagged);
  }

  /** The number of the last packet for a subject; 0 before the first. */
  sequenceOf(subject: string): number {
    return this.envelopes.sequenceOf(subject);
  }
}
