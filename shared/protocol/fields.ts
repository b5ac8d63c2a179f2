/** The fields of a message: an OSC type each, and the bounds within which a value makes sense. */
import type { OscArgument } from './osc';
import { paddedBytes } from './padding';

export interface Field<T extends OscArgument = OscArgument, IsOptional extends boolean = boolean> {
  /** The OSC type tag that we send. */
  readonly tag: 'i' | 'f' | 's' | 'b';
  /** The type tags that are accepted in its place. */
  readonly accepted: string;
  /** Whether the message may end before it; then all fields that follow are optional too. */
  readonly isOptional: IsOptional;
  /** A text that takes more is not decoded. */
  readonly maxBytes: number;
  isInBounds(value: OscArgument): value is T;
}

export type NamedField = readonly [name: string, field: Field];

/** A number of four bytes, sent as an integer, within bounds. */
export function int32From(min: number, max = 2 ** 31 - 1): Field<number, false> {
  const isInBounds = (value: OscArgument): value is number =>
    typeof value === 'number' && value >= min && value <= max;
  return { tag: 'i', accepted: 'i', isOptional: false, maxBytes: 4, isInBounds };
}

/** Any number of four bytes, sent as an integer. */
export const int32 = int32From(-(2 ** 31));

/** A finite number of four bytes, within bounds. */
export function float32From(min: number, max: number): Field<number, false> {
  const isInBounds = (value: OscArgument): value is number =>
    Number.isFinite(value) && Number(value) >= min && Number(value) <= max;
  return { tag: 'f', accepted: 'f', isOptional: false, maxBytes: 4, isInBounds };
}

/** Any finite number of four bytes. */
export const float32 = float32From(-Infinity, Infinity);

/** The same, which other tools send as an integer or as a double. */
export const anyNumber: Field<number, false> = { ...float32, accepted: 'fid', maxBytes: 8 };

/**
 * Text in UTF-8.
 * @param isFine what else is asked of it
 */
export function text(
  maxBytes: number,
  isFine: (value: string) => boolean = () => true,
): Field<string, false> {
  const isInBounds = (value: OscArgument): value is string => typeof value === 'string' && isFine(value);
  return { tag: 's', accepted: 's', isOptional: false, maxBytes, isInBounds };
}

/** Bytes for a text of so many characters, at four each, and as many again: who writes a little too much is told so. */
export function bytesFor(characters: number): number {
  return 2 * 4 * characters;
}

/** One of some words, in ASCII. */
export function oneOf<W extends string>(words: readonly W[]): Field<W, false> {
  const isInBounds = (value: OscArgument): value is W => words.some((word) => word === value);
  return { ...text(Math.max(...words.map(({ length }) => length))), isInBounds };
}

/** Bytes with an inner form of their own, which a codec of its own reads: here none are accepted. */
export const blob: Field<Uint8Array, false> = {
  ...{ tag: 'b', accepted: '', isOptional: false, maxBytes: 0 },
  isInBounds: (value): value is Uint8Array => value instanceof Uint8Array,
};

/** A field that may be left out. */
export function optional<T extends OscArgument>(field: Field<T, false>): Field<T, true> {
  return { ...field, isOptional: true };
}

/**
 * Whether the bytes from an offset on are arguments of these types and nothing else, with no text longer than its field
 * takes. Looks at no more bytes than the fields take, and decodes none.
 */
export function areArguments(
  bytes: Uint8Array,
  offset: number,
  types: string,
  fields: readonly NamedField[],
): boolean {
  let end = offset;
  for (let i = 0; i < types.length; i++) {
    if (types[i] === 's') end = textEnd(bytes, end, fields[i]?.[1].maxBytes ?? 0);
    else end += types[i] === 'd' ? 8 : 4;
  }
  return end === bytes.length;
}

/** Where a text with its padding ends; Infinity when it is longer than so many bytes. */
function textEnd(bytes: Uint8Array, offset: number, maxBytes: number): number {
  for (let length = 0; length <= maxBytes && offset + length < bytes.length; length++)
    if (bytes[offset + length] === 0) return offset + paddedBytes(length);
  return Infinity;
}
