import type { Field } from './fields';
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

/** Messages that are sent one way: from the specifications follow the encoder, the decoder, and the rejection of all else. */
export class MessageTable<S extends Specs> {
  readonly specs: S;
  private readonly fields: ReadonlyMap<string, readonly [name: string, field: Field][]>;

  constructor(specs: S) {
    this.specs = specs;
    this.fields = new Map(
      Object.entries<MessageSpec>(specs).map(([address, { fields }]) => [address, Object.entries(fields)]),
    );
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
    const values = message as Readonly<Record<string, OscArgument | undefined>>;
    const { address } = message as { address: string };
    let types = '';
    const args: OscArgument[] = [];
    for (const [name, { tag }] of this.fieldsOf(address)) {
      const value = values[name];
      if (value === undefined) break;
      types += tag;
      args.push(value);
    }
    return packMessage(address, types, args);
  }

  /** Reads one OSC message, not a bundle. First its exact address and type tags are looked at, and only then the rest. */
  decode(bytes: Uint8Array): MessageOf<S> | Unreadable {
    const address = addressOf(bytes);
    const fields = this.fields.get(address);
    if (!fields) return 'foreign';
    if (!accepts(fields, typesOf(bytes, address.length))) return 'malformed';
    const args = unpackMessage(bytes)?.args;
    if (!args) return 'malformed';
    const message: Record<string, OscArgument> = { address };
    for (const [i, value] of args.entries()) {
      const [name, field] = fields[i] ?? [];
      if (name === undefined || !field?.isInBounds(value)) return 'malformed';
      message[name] = value;
    }
    // Its fields are those of the specification, by the types and the bounds that were checked.
    return message as MessageOf<S>;
  }

  private fieldsOf(address: string): readonly [name: string, field: Field][] {
    const fields = this.fields.get(address);
    if (!fields) throw new RangeError(`${address} is not in this table of messages.`);
    return fields;
  }
}

function accepts(
  fields: readonly [name: string, field: Field][],
  types: string | undefined,
): types is string {
  if (types === undefined || types.length > fields.length) return false;
  return fields.every(([, { accepted, isOptional }], i) => {
    const tag = types[i];
    return tag === undefined ? isOptional : accepted.includes(tag);
  });
}
