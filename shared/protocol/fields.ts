/** The fields of a message: an OSC type each, and the bounds within which a value makes sense. */
import type { OscArgument } from './osc';

export interface Field<T extends OscArgument = OscArgument, IsOptional extends boolean = boolean> {
  /** The OSC type tag that we send. */
  readonly tag: 'i' | 'f' | 's' | 'b';
  /** The type tags that are accepted in its place. */
  readonly accepted: string;
  /** Whether the message may end before it; then all fields that follow are optional too. */
  readonly isOptional: IsOptional;
  isInBounds(value: OscArgument): value is T;
}

/** A number of four bytes, sent as an integer. */
export const int32: Field<number, false> = {
  tag: 'i',
  accepted: 'i',
  isOptional: false,
  isInBounds: isFinite,
};

/** A finite number of four bytes. */
export const float32: Field<number, false> = { ...int32, tag: 'f', accepted: 'f' };

/** The same, which other tools send as an integer or as a double. */
export const anyNumber: Field<number, false> = { ...float32, accepted: 'fid' };

/** Text in UTF-8. How long it may be is for who reads it: it says so in a sentence. */
export const text: Field<string, false> = {
  tag: 's',
  accepted: 's',
  isOptional: false,
  isInBounds: (value): value is string => typeof value === 'string',
};

/** One of some words. */
export function oneOf<W extends string>(words: readonly W[]): Field<W, false> {
  return { ...text, isInBounds: (value): value is W => words.some((word) => word === value) };
}

/** Bytes with an inner form of their own. */
export const blob: Field<Uint8Array, false> = {
  tag: 'b',
  accepted: 'b',
  isOptional: false,
  isInBounds: (value): value is Uint8Array => value instanceof Uint8Array,
};

/** A field that may be left out. */
export function optional<T extends OscArgument>(field: Field<T, false>): Field<T, true> {
  return { ...field, isOptional: true };
}

function isFinite(value: OscArgument): value is number {
  return Number.isFinite(value);
}
