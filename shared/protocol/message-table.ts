import type { Field } from './fields';
import { FixedCodec } from './fixed-codec';
import { addressOf, packMessage, typesOf, unpackMessage, type OscArgument } from './osc';

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

/** A packet that is none of a table's messages: `foreign` has an address of its own or no OSC in it, `malformed` one of the table. */
export type Unreadable = 'foreign' | 'malformed';

type NamedField = readonly [name: string, field: Field];

/** Messages that are sent one way: from the specifications follow the encoder, the decoder, and the rejection of all else. */
export class MessageTable<S extends Specs> {
  readonly specs: S;
  private readonly fields: ReadonlyMap<string, readonly NamedField[]>;
  /** Messages with arguments of four bytes alone: nearly all of the traffic. */
  private readonly fixed = new Map<string, FixedCodec>();

  constructor(specs: S) {
    this.specs = specs;
    const all = Object.entries<MessageSpec>(specs);
    this.fields = new Map(all.map(([address, { fields }]) => [address, Object.entries(fields)]));
    for (const address of this.fields.keys()) {
      const [tags = '', ...more] = this.typesOf(address);
      if (more.length === 0 && /^[if]+$/.test(tags)) this.fixed.set(address, new FixedCodec(address, tags));
    }
  }

  /** Whether a packet bears an address of this table, be it well-formed or not. */
  isAddressed(bytes: Uint8Array): boolean {
    return this.fields.has(addressOf(bytes));
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

  /** Reads one OSC message, not a bundle. First its exact address and type tags are looked at, and only then the rest. */
  decode(bytes: Uint8Array): MessageOf<S> | Unreadable {
    for (const [address, codec] of this.fixed) {
      const args = codec.decode(bytes);
      if (args) return this.messageOf(address, this.fieldsOf(address), args);
    }
    const address = addressOf(bytes);
    const fields = this.fields.get(address);
    if (!fields) return 'foreign';
    if (!accepts(fields, typesOf(bytes, address.length))) return 'malformed';
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
