import type { News } from './outbox';
import type { YardPlayer } from './yard-player';

/** Notes for many, encoded once and joined as a bundle holds them: each recipient gets all but those about itself. */
export class Roll {
  private readonly elements: readonly Element[];
  private readonly joined: Uint8Array;
  /** How many bytes are about each. */
  private readonly aboutBytes = new Map<YardPlayer, number>();

  /** @param encode the bytes of a note; it may hand out the same ones again */
  constructor(news: readonly News[], encode: (note: News['note']) => Uint8Array) {
    this.elements = news.map(({ note, about }) => ({ bytes: encode(note), about }));
    let length = 0;
    for (const { bytes, about } of this.elements) {
      length += elementBytes(bytes);
      if (about) this.aboutBytes.set(about, (this.aboutBytes.get(about) ?? 0) + elementBytes(bytes));
    }
    this.joined = new Uint8Array(length);
    let offset = 0;
    for (const { bytes } of this.elements) offset = writeElement(bytes, this.joined, offset);
  }

  isAbout(recipient: YardPlayer): boolean {
    return this.aboutBytes.has(recipient);
  }

  /** How many bytes of a bundle this recipient's notes take. */
  bytesFor(recipient: YardPlayer): number {
    return this.joined.length - (this.aboutBytes.get(recipient) ?? 0);
  }

  /** Writes them, and returns the offset behind them. */
  writeFor(recipient: YardPlayer, bundle: Uint8Array, offset: number): number {
    if (!this.isAbout(recipient)) {
      bundle.set(this.joined, offset);
      return offset + this.joined.length;
    }
    for (const { bytes, about } of this.elements)
      if (about !== recipient) offset = writeElement(bytes, bundle, offset);
    return offset;
  }

  /** The same as single messages. */
  messagesFor(recipient: YardPlayer): Uint8Array[] {
    return this.elements.filter(({ about }) => about !== recipient).map(({ bytes }) => bytes);
  }
}

interface Element {
  bytes: Uint8Array;
  about: YardPlayer | undefined;
}

/** What a message takes in a bundle: its size comes before it. */
export function elementBytes(message: Uint8Array): number {
  return 4 + message.length;
}

/** Writes a message as an element of a bundle, and returns the offset behind it. */
export function writeElement(message: Uint8Array, bundle: Uint8Array, offset: number): number {
  writeSize(message.length, bundle, offset);
  bundle.set(message, offset + 4);
  return offset + 4 + message.length;
}

/** Writes the size of an element, and returns the offset at which the element has to follow. */
export function writeSize(size: number, bundle: Uint8Array, offset: number): number {
  bundle[offset] = size >>> 24;
  bundle[offset + 1] = size >>> 16;
  bundle[offset + 2] = size >>> 8;
  bundle[offset + 3] = size;
  return offset + 4;
}
