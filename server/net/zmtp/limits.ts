/**
 * What one connection may cost, in numbers: a peer can make us hold no more than the sums below, whatever it sends and
 * however slowly it reads. What the system's own TCP buffers hold comes on top, and is not ours to set in Node.
 */
import { FLUSH_MAX_BYTES, MESSAGE_MAX_BYTES } from '../../../shared/config';

/** The header of a frame with a long size: flags and eight bytes. */
export const LONG_HEADER_BYTES = 9;
/** A READY is the longest that is needed: two property names, an identity of 255 bytes, and room for properties of others. */
export const COMMAND_MAX_BYTES = 1024;
/** What a secured frame has besides its body: "MESSAGE" (8), a nonce (8), an authenticator (16), and flags. */
export const SEALED_OVERHEAD_BYTES = 33;
/** Of a message that came in pieces: two frames with all they may hold. */
export const PARTIAL_MAX_BYTES = 2 * LONG_HEADER_BYTES + MESSAGE_MAX_BYTES + SEALED_OVERHEAD_BYTES;

/** What node reads from a socket at once (libuv's suggestion). */
export const READ_MAX_BYTES = 64 * 1024;
/**
 * When the queue is full the rest of a read is put back into the socket's stream. Node stops reading at once if that is so
 * many bytes, and after one more read otherwise. (With 1 it would always be at once; but then each write costs a 'drain'.)
 */
export const HIGH_WATER_MARK_BYTES = 16 * 1024;
/**
 * A payload out of a read up to this long is a view of it; out of a longer one it is a copy, so that who keeps a payload
 * never keeps more than this. It is also the size of the pools from which node cuts small buffers.
 */
export const VIEW_MAX_BYTES = 8 * 1024;
/** So many messages and commands of one peer wait for the server; then no more is read from it. */
export const QUEUE_MAX_ITEMS = 64;
/** So many bytes of them do: when it is reached no more is read, so the last read may lie above it. */
export const QUEUE_MAX_BYTES = 16 * 1024;

/** All that is held of what one peer sent: 110,643 bytes. */
export const RECEIVED_MAX_BYTES =
  QUEUE_MAX_BYTES + VIEW_MAX_BYTES + HIGH_WATER_MARK_BYTES + READ_MAX_BYTES + PARTIAL_MAX_BYTES;

/**
 * What may wait for one reader before send() says no: the greatest burst that is meant for one, which is a guest's welcome
 * to a yard of a thousand: a profile (up to 120 bytes), a position (40) and 8 of framing of each player, 168,000 bytes,
 * and half as much again for the flushes meanwhile. A larger packet is taken only when nothing else waits.
 */
export const SENT_WAITING_MAX_BYTES = 256 * 1024;
/** What a longer write leaves in parts. One of these may be kept by a reader that stops, besides what waits. */
export const WRITE_BUFFER_BYTES = 16 * 1024;
/** What a write that waits costs besides its bytes: a request, a buffer, and places in queues. */
export const WRITE_OVERHEAD_BYTES = 512;
/** All that is held of what is sent to one peer: 1 MiB, and 256 KiB unless single packets are larger. */
export const SENT_MAX_BYTES = Math.max(SENT_WAITING_MAX_BYTES, FLUSH_MAX_BYTES);

/** From the first byte to the last of the peer's READY. */
export const HANDSHAKE_MAX_MS = 3000;
/**
 * A peer that is behind is gone when it neither took nor sent a byte for so long, or somewhat longer. One that reads slowly
 * stays: it cannot be asked for a sign of life, since a PING would wait behind all else.
 */
export const STUCK_MAX_MS = 8000;
/** How long the last bytes to a peer may take to leave when we close its connection. */
export const CLOSE_LINGER_MS = 500;
