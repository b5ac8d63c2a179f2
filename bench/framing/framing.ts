/** How messages lie in a TCP stream. The load generator speaks ZMTP and WebSocket itself: see connection.ts. */

/** Where one message lies in what was read. Reused from read to read, since there are hundred thousands a second. */
export interface Frame {
  kind: 'message' | 'control';
  start: number;
  end: number;
  /** Where the next frame starts. */
  next: number;
}

/** `frame` if it has this size, or else a new one. */
export function frameOf(bytes: number, frame: Buffer | undefined): Buffer {
  return frame?.length === bytes ? frame : Buffer.allocUnsafe(bytes);
}

export interface Framing {
  /** What a client says first. */
  greeting(): Buffer;
  /** Where the server's greeting ends, in bytes from the start of the stream; undefined when more is to come. */
  greetingEnd(bytes: Buffer): number | undefined;
  /** What a client says after the server's greeting, before its first message. */
  readonly opening: Buffer;
  /** Reads the frame at `at` into `frame`; false when it is not complete. Throws when the server says it is over. */
  read(bytes: Buffer, at: number, frame: Frame): boolean;
  /** The answer to a control frame, where it asks for one. */
  answer(control: Buffer): Buffer | undefined;
  /** One message as the bytes that a client sends: in `frame`, if that has the right size, or else in a new buffer. */
  wrap(payload: Buffer, frame?: Buffer): Buffer;
}
