import { elementBytes, writeElement } from '../../shared/protocol/bundles';
import type { Broadcast } from '../yard/outbox';
import type { Recipient } from '../yard/recipient';
import type { YardPlayer } from '../yard/yard-player';

/** Broadcasts, encoded once and joined as a bundle holds them: each recipient gets all but those about itself. */
export class EncodedBroadcasts {
  private readonly elements: readonly Element[];
  private readonly joined: Uint8Array;
  /** How many bytes are about each, by id: who leaves and comes back between two flushes is another player with the same one. */
  private readonly aboutBytes = new Map<number, number>();

  /** @param encode the bytes of a message; it may hand out the same ones again */
  constructor(broadcasts: readonly Broadcast[], encode: (message: Broadcast['message']) => Uint8Array) {
    this.elements = broadcasts.map(({ message, about }) => ({ bytes: encode(message), about }));
    let length = 0;
    for (const { bytes, about } of this.elements) {
      length += elementBytes(bytes);
      if (about) this.aboutBytes.set(about.id, (this.aboutBytes.get(about.id) ?? 0) + elementBytes(bytes));
    }
    this.joined = new Uint8Array(length);
    let offset = 0;
    for (const { bytes } of this.elements) offset = writeElement(bytes, this.joined, offset);
  }

  isAbout(recipient: Recipient): boolean {
    return this.aboutBytes.has(recipient.id);
  }

  /** How many bytes of a bundle this recipient's broadcasts take. */
  bytesFor(recipient: Recipient): number {
    return this.joined.length - (this.aboutBytes.get(recipient.id) ?? 0);
  }

  /** Writes them, and returns the offset behind them. */
  writeFor(recipient: Recipient, bundle: Uint8Array, offset: number): number {
    if (!this.isAbout(recipient)) {
      bundle.set(this.joined, offset);
      return offset + this.joined.length;
    }
    for (const { bytes, about } of this.elements)
      if (about?.id !== recipient.id) offset = writeElement(bytes, bundle, offset);
    return offset;
  }

  /** The same as single messages. */
  messagesFor(recipient: Recipient): Uint8Array[] {
    return this.elements.filter(({ about }) => about?.id !== recipient.id).map(({ bytes }) => bytes);
  }
}

interface Element {
  bytes: Uint8Array;
  about: YardPlayer | undefined;
}
