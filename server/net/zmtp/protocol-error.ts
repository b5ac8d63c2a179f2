/** A peer does not speak ZMTP as it should, or more than it may: its connection is to be closed. */
export class ProtocolError extends Error {
  /** What it is told before that, if anything. */
  readonly reply: Uint8Array | undefined;

  constructor(message: string, reply?: Uint8Array) {
    super(message);
    this.reply = reply;
  }
}
