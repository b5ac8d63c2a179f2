/** That what servers of a secured yard say to each other was said by one of them: each packet ends with a message authentication code. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { PACKET_MAX_BYTES } from './bus';

const INFO = 'zeroyard cluster packets 1';
const KEY_BYTES = 32;
/** Of the 32 of HMAC-SHA-256, as many as RFC 2104 asks for at least. */
const TAG_BYTES = 16;

export interface PacketTags {
  /** By so many bytes a packet gets longer; 0 in an open yard. */
  readonly bytes: number;
  /** The packet, and behind it its tag. @param subject the only one on which it is taken */
  readonly add: (subject: string, packet: Uint8Array) => Uint8Array;
  /** The packet without its tag, in the same memory; undefined where nobody with this key pair has published it on that subject. */
  readonly check: (subject: string, tagged: Uint8Array) => Uint8Array | undefined;
}

/** @param secretKey of the yard's key pair, 32 bytes */
export function createPacketTags(secretKey: Uint8Array): PacketTags {
  const key = Buffer.from(hkdfSync('sha256', secretKey, new Uint8Array(), INFO, KEY_BYTES));
  const tagOf = (subject: string, packet: Uint8Array): Uint8Array =>
    // Its length first: where the subject ends and the packet begins is nobody's choice.
    createHmac('sha256', key)
      .update(`${subject.length} ${subject}`)
      .update(packet)
      .digest()
      .subarray(0, TAG_BYTES);
  return {
    bytes: TAG_BYTES,
    add: (subject, packet) => {
      const tagged = new Uint8Array(packet.length + TAG_BYTES);
      tagged.set(packet);
      tagged.set(tagOf(subject, packet), packet.length);
      return tagged;
    },
    check: (subject, tagged) => {
      if (tagged.length < TAG_BYTES || tagged.length > PACKET_MAX_BYTES) return undefined;
      const packet = tagged.subarray(0, -TAG_BYTES);
      const isRight = timingSafeEqual(tagOf(subject, packet), tagged.subarray(-TAG_BYTES));
      return isRight ? packet : undefined;
    },
  };
}

/** Of an open yard, whose servers share no secret. */
export const NO_TAGS: PacketTags = {
  bytes: 0,
  add: (_, packet) => packet,
  check: (_, packet) => packet,
};

/** A packet of a secured yard as an open server can read it: it believes nothing in it, but may say that it came. */
export function withoutTag(tagged: Uint8Array): Uint8Array {
  return tagged.subarray(0, Math.max(0, tagged.length - TAG_BYTES));
}
