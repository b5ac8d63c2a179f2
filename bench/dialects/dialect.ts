/** The messages of one system, as its clients read and write them. One dialect serves all clients of a generator. */
import type { Framing } from '../framing/framing';

/** One client of the load, as a dialect sees it. */
export interface Client {
  /** From 0 up; the number of its walker. */
  readonly index: number;
  send(payload: Buffer): boolean;
  /** To be called once it has joined: the walk may begin. */
  joined(): void;
}

export interface Dialect {
  /** Prepares the connection of client number `index`, over HTTP where the system wants that. */
  framing(index: number): Framing | Promise<Framing>;
  /** The connection is open. */
  open(client: Client): void;
  /** A message came; the bytes are overwritten after the call. */
  receive(client: Client, bytes: Buffer, start: number, end: number, nowMs: number): void;
  /** The message with the client's position; it is to be sent before the next one is asked for. */
  position(client: Client, x: number, y: number): Buffer;
  /** Sends the keep-alives of a client of this system, once a second. */
  everySecond?(client: Client): void;
}
