/** What peers send, for tests: byte for byte as RFC 37 and RFC 15 have it, and written without the code under test. */

const SIGNATURE = [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f];

/** A greeting of 3.x. */
export function greeting(major = 3, minor = 1, mechanism = 'NULL'): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set([...SIGNATURE, major, minor]);
  bytes.write(mechanism, 12, 20, 'latin1');
  return bytes;
}

/** NetMQ's greeting before 4.0.1: 2.0, with the socket type as in zmq.h (5 is a Dealer), and the identity's frame. */
export function greeting20(socketType = 5, identity = ''): Buffer {
  return Buffer.concat([Buffer.of(...SIGNATURE, 1, socketType), frame(identity)]);
}

export function ready(socketType = 'DEALER', identity = ''): Buffer {
  return command('READY', property('Socket-Type', socketType), property('Identity', identity));
}

/** @param value as text of one character a byte */
export function property(name: string, value: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(value.length);
  return Buffer.concat([Buffer.of(name.length), Buffer.from(name), size, Buffer.from(value, 'latin1')]);
}

export function ping(context = ''): Buffer {
  return command('PING', Buffer.alloc(2), Buffer.from(context));
}

export function pong(context = ''): Buffer {
  return command('PONG', Buffer.from(context));
}

export function command(name: string, ...data: Buffer[]): Buffer {
  return rawFrame(4, Buffer.concat([Buffer.of(name.length), Buffer.from(name), ...data]));
}

/** A message of one frame, or more. */
export function message(...frames: (string | Uint8Array)[]): Buffer {
  return Buffer.concat(frames.map((body, i) => rawFrame(i + 1 < frames.length ? 1 : 0, Buffer.from(body))));
}

function frame(body: string): Buffer {
  return rawFrame(0, Buffer.from(body));
}

/** A frame with these flags, of which LONG (2) is added when it is needed. */
export function rawFrame(flags: number, body: Buffer): Buffer {
  const isLong = (flags & 2) !== 0 || body.length > 255;
  const header = isLong ? longHeader(flags, body.length) : Buffer.of(flags, body.length);
  return Buffer.concat([header, body]);
}

export function longHeader(flags: number, size: number): Buffer {
  const header = Buffer.alloc(9);
  header.writeUInt8(flags | 2);
  header.writeBigUInt64BE(BigInt(size), 1);
  return header;
}

/** What the Router sends to a peer of 3.x until messages may flow, and to one of 2.0. */
export const ROUTER_GREETING = Buffer.concat([greeting(), ready('ROUTER')]);
export const ROUTER_GREETING_20 = Buffer.concat([Buffer.of(...SIGNATURE, 3, 6), frame('')]);

/** Cuts bytes into pieces, at places that are taken from `cuts` modulo the length. */
export function cut(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, i) => bytes.subarray(start, places[i] ?? bytes.length));
}

export function bytewise(bytes: Buffer): Buffer[] {
  return cut(
    bytes,
    Array.from({ length: bytes.length }, (_, i) => i),
  );
}
