import { Addresses } from './addresses';
import { beginsAsBundle } from './bundles';
import { areArguments, type Field, type NamedField } from './fields';
import { FixedCodec } from './fixed-codec';
import { packMessage, typesOf, type OscArgument } from './osc';
import { paddedBytes } from './padding';
import { unpackMessage } from './osc-reader';

/** One message of the protocol. */
export interface MessageSpec {
  /** For docs/protocol.md: what it says, and when. */
  readonly meaning: string;
  /** In the order of the arguments. */
  readonly fields: Readonly<Record<string, Field>>;
}

export type Specs = Readonly<Record<`/${string}`, MessageSpec>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type OptionalKeys<F> = { [K in keyof F]: F[K] extends Field<OscArgument, true> ? K : never }[keyof F];
type Values<F> = { [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]> } & {
  [K in OptionalKeys<F>]?: ValueOf<F[K]>;
};

/** The messages of a table as plain objects, told apart by their addresses. */
export type MessageOf<S extends Specs> = {
  [A in keyof S & string]: { address: A } & Values<S[A & keyof Specs]['fields']>;
}[keyof S & string];

/**
 * A packet that is none of a table's messages: `malformed` bears one of its addresses, or what a receiver could take for one,
 * or begins as a bundle does; `foreign` is all else, be it OSC or not.
 */
export type Unreadable = 'foreign' | 'malformed';

/** Messages that are sent one way: from the specifications follow the encoder, the decoder, and the rejection of all else. */
export class MessageTable<S extends Specs> {
  readonly specs: S;
  private readonly fields: ReadonlyMap<string, readonly NamedField[]>;
  private readonly addresses: Addresses;
  /** Messages with arguments of four bytes alone: nearly all of the traffic. */
  private readonly fixed = new Map<string, FixedCodec>();

  constructor(specs: S) {
    this.specs = specs;
    const all = Object.entries<MessageSpec>(specs);
    this.fields = new Map(all.map(([address, { fields }]) => [address, Object.entries(fields)]));
    this.addresses = new Addresses(this.fields.keys());
    for (const address of this.fields.keys()) {
      const [tags = '', ...more] = this.typesOf(address);
      if (more.length === 0 && /^[if]*$/.test(tags)) this.fixed.set(address, new FixedCodec(address, tags));
    }
  }

  /** The address of this table that a packet bears exactly, be it well-formed or not; undefined when it bears none. */
  addressOf(bytes: Uint8Array): string | undefined {
    return this.addresses.find(bytes);
  }

  /** Whether a receiver could take a packet for one of this table's messages, be it well-formed or not. */
  couldMatch(bytes: Uint8Array): boolean {
    return this.addresses.couldMatch(bytes);
  }

  /** The type tags of a message, without and with its optional fields: `iss, isss`. */
  typesOf(address: string): string[] {
    const fields = this.fieldsOf(address).map(([, field]) => field);
    const required = fields.filter(({ isOptional }) => !isOptional).length;
    const tags = fields.map(({ tag }) => tag).join('');
    return Array.from({ length: fields.length - required + 1 }, (_, more) => tags.slice(0, required + more));
  }

  /** @throws when a value is none that its type can hold */
  encode(message: MessageOf<S>): Uint8Array {
    const { address, ...values } = message as { address: string } & Record<string, OscArgument | undefined>;
    const fields = this.fieldsOf(address).filter(([name]) => values[name] !== undefined);
    const args = fields.map(([name]) => values[name] as OscArgument);
    const tags = fields.map(([, { tag }]) => tag).join('');
    return this.fixed.get(address)?.encode(args) ?? packMessage(address, tags, args);
  }

  /**
   * Reads one OSC message, not a bundle. Its exact address and type tags are looked at first, then where its arguments end,
   * and only then they are decoded: what is none of ours costs no more than what is.
   */
  decode(bytes: Uint8Array): MessageOf<S> | Unreadable {
    for (const [address, codec] of this.fixed) {
      const args = codec.decode(bytes);
      if (args) return this.messageOf(address, this.fieldsOf(address), args);
    }
    const address = this.addressOf(bytes);
    if (address === undefined)
      return beginsAsBundle(bytes) || this.couldMatch(bytes) ? 'malformed' : 'foreign';
    const fields = this.fieldsOf(address);
    const types = typesOf(bytes, address.length, fields.length + 1);
    if (!accepts(fields, types)) return 'malformed';
    const offset = paddedBytes(address.length) + paddedBytes(1 + types.length);
    if (!areArguments(bytes, offset, types, fields)) return 'malformed';
    const args = unpackMessage(bytes)?.args;
    return args ? this.messageOf(address, fields, args) : 'malformed';
  }

  private messageOf(
    address: string,
    fields: readonly NamedField[],
    args: readonly OscArgument[],
  ): MessageOf<S> | 'malformed' {
    const message: Record<string, OscArgument> = { address };
    for (let i = 0; i < args.length; i++) {
      const [name, field] = fields[i] ?? [];
      const value = args[i];
      if (name === undefined || value === undefined || !field?.isInBounds(value)) return 'malformed';
      message[name] = value;
    }
    // Its fields are those of the specification, by the types and the bounds that were checked.
    return message as MessageOf<S>;
  }

  private fieldsOf(address: string): readonly NamedField[] {
    const fields = this.fields.get(address);
    if (!fields) throw new RangeError(`${address} is not in this table of messages.`);
    return fields;
  }
}

function accepts(fields: readonly NamedField[], types: string | undefined): types is string {
  if (types === undefined || types.length > fields.length) return false;
  return fields.every(([, { accepted, isOptional }], i) => {
    const tag = types[i];
    return tag === undefined ? isOptional : accepted.includes(tag);
  });
}
