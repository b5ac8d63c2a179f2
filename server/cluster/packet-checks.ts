import { readEnvelope } from './envelope';
import { SECURED_ELSEWHERE, UNAUTHENTICATED } from './obstacle';
import { withoutTag, type PacketTags } from './packet-tags';

/** It is said at most so often. */
const SAID_INTERVAL_MS = 60_000;

/**
 * Checks the tags of packets that come, and says to the operator why they are not taken: between a secured server and one that is
 * open, or has another key pair, not even heartbeats can be read, by which obstacleTo() would know. Deterministic: no I/O, no clock.
 */
export class PacketChecks {
  private readonly tags: PacketTags;
  private readonly warn: (sentence: string) => void;
  private saidMs = -Infinity;

  constructor(tags: PacketTags, warn: (sentence: string) => void) {
    this.tags = tags;
    this.warn = warn;
  }

  /** The packet without its tag; undefined where that is not right. Nothing of it is read then, not even for a better sentence. */
  check(subject: string, tagged: Uint8Array, nowMs: number): Uint8Array | undefined {
    const packet = this.tags.check(subject, tagged);
    if (!packet) this.say(UNAUTHENTICATED, nowMs);
    return packet;
  }

  /** It has no envelope, as a packet of a secured server has none in an open yard. */
  noteMalformed(packet: Uint8Array, nowMs: number): void {
    if (this.tags.bytes === 0 && readEnvelope(withoutTag(packet))) this.say(SECURED_ELSEWHERE, nowMs);
  }

  private say(sentence: string, nowMs: number): void {
    if (nowMs - this.saidMs < SAID_INTERVAL_MS) return;
    this.saidMs = nowMs;
    this.warn(sentence);
  }
}
