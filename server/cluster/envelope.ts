/** What is around all that a server publishes: who says it, since when it runs, and the how-many-eth it is on its subject. */
import { messagesOf, packBundle, timeTagOf, writeSize } from '../../shared/protocol/bundles';
import { PACKET_MAX_BYTES } from './bus';
import { CLUSTER_TABLE, type FromMessage } from './messages';
import { nextSequence } from './sequence-gaps';

/** In one packet: a part of a snapshot has some hundreds. */
const MESSAGES_MAX = 1024;

export interface Envelope {
  from: FromMessage;
  /** When it was published, on its publisher's clock. */
  sentMs: number;
  /** The messages behind the head, in order; their bytes are those of the packet. */
  messages: readonly Uint8Array[];
}

/** Writes packets, and counts those of each subject. Deterministic: no I/O, no clock. */
export class EnvelopeWriter {
  private readonly head: Uint8Array;
  private readonly sequences = new Map<string, number>();

  /** @param startMs the epoch: when this server started */
  constructor(server: string, startMs: number) {
    const epoch = String(Math.floor(startMs));
    this.head = CLUSTER_TABLE.encode({ address: '/cluster/from', server, epoch, sequence: 1 });
  }

  /** The next packet for a subject. */
  write(subject: string, messages: readonly Uint8Array[], nowMs: number): Uint8Array {
    const sequence = nextSequence(this.sequenceOf(subject));
    this.sequences.set(subject, sequence);
    // Its last argument, and so its last four bytes.
    writeSize(sequence, this.head, this.head.length - 4);
    return packBundle([this.head, ...messages], nowMs);
  }

  /** The number of the last packet for a subject; 0 before the first. */
  sequenceOf(subject: string): number {
    return this.sequences.get(subject) ?? 0;
  }
}

/** Reads a packet; undefined when it is malformed. */
export function readEnvelope(packet: Uint8Array): Envelope | undefined {
  if (packet.length > PACKET_MAX_BYTES) return undefined;
  const sentMs = timeTagOf(packet);
  const [head, ...messages] = messagesOf(packet, MESSAGES_MAX) ?? [];
  const from = head && CLUSTER_TABLE.decode(head);
  if (sentMs === undefined || typeof from !== 'object' || from.address !== '/cluster/from') return undefined;
  return { from, sentMs, messages };
}
