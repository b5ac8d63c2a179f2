/**
 * What the server needs of its socket, a ZeroMQ Router: the one interface of the two that it has. `zmtp/` is our own over
 * `node:net`; the other is the zeromq package's. A message is one payload: the empty delimiter before it, which NetMQ and
 * Bonsai send and expect, is read and written by the Router. Types only.
 */
import type { Address } from '../../shared/address';

/** A channel to one peer, from opened() to closed(). Compare it by identity; nothing that the peer says is in it. */
export interface Channel<State> {
  /** The peer's IP address; IPv4 in its dotted form also where it came through an IPv6 socket. */
  readonly remoteAddress: string;
  /** The server's own, for whatever it knows of this peer. The Router never looks at it. */
  state: State | undefined;
}

/**
 * One thing that a peer sent: a payload, or what costs work as one does and carries none, so that it is charged like one.
 * `malformed` is a message of two frames whose first is no delimiter; `command` is one of ZMTP's own, such as PING. A
 * payload may be kept: it holds no more than 8 KiB of memory besides its own bytes.
 */
export type Content = Uint8Array | 'malformed' | 'command';

/** Takes one thing that came in. Returns whether the batch may go on. */
export type OnContent<State> = (channel: Channel<State>, content: Content) => boolean;

/** Why the server ends a connection: for whatever reason, or because its peer went on to send more than it may. */
export type ServerCloseReason = 'closed' | 'flood';

/**
 * Why a connection ended: the peer or the network ended it, close() or stop() did, the peer broke the protocol, or it was
 * silent and did not answer.
 */
export type CloseReason = 'ended' | ServerCloseReason | 'protocol' | 'silent';

export interface RouterEvents<State> {
  /** A peer may be sent to. Called before anything that it sent is taken. */
  opened(channel: Channel<State>): void;
  /**
   * Called once for each opened connection, and at once: within close() and stop(), or as soon as the end is known and
   * what the peer had said before it is taken.
   */
  closed(channel: Channel<State>, reason: CloseReason): void;
  /**
   * New peers cannot get in for now: `full`, or the code of the system's error, such as ENOBUFS. Called once a minute at
   * most.
   */
  refusing(why: string): void;
}

export interface RouterSocket<State> {
  /** True from the start until stop(). */
  readonly isOpen: boolean;
  /** Resolves with the port (another than the address's when that is 0). Rejects with node's error, such as EADDRINUSE. */
  listen(address: Address): Promise<number>;
  /**
   * Waits until something came in, and hands it on with all that is queued, from the peers in turn, until `onContent` returns
   * false. Resolves with whether none is left; at once when the socket is not open any more.
   */
  receive(onContent: OnContent<State>): Promise<boolean>;
  /**
   * Sends the empty delimiter and this payload. Returns at once whether it was taken: false when that reader is behind, or
   * gone. The payload is copied. It leaves at the end of this turn at the latest, and together with what else the same
   * channel is sent in a row.
   */
  send(channel: Channel<State>, payload: Uint8Array): boolean;
  /** Ends a connection: what was sent to it has a moment to leave, and what it had sent is dropped. */
  close(channel: Channel<State>, reason?: ServerCloseReason): void;
  /** Closes the socket and all connections. Resolves when what was sent has left, after `lingerMs` at the latest. */
  stop(lingerMs: number): Promise<void>;
}
