import { NAME_MAX_CHARACTERS, DEFAULT_PORT } from './config';
import type { YardSizeName } from './yard-size';

/** A yard that the person wants to open. */
export interface YardPlan {
  name: string;
  /** Who can reach it: only programs of this computer, or all of its networks. */
  reach: Reach;
  access: Access;
  port: number;
  size: YardSizeName;
}

export const REACHES = ['computer', 'network'] as const;
export type Reach = (typeof REACHES)[number];
export function isReach(value: unknown): value is Reach {
  return REACHES.some((reach) => reach === value);
}

/**
 * Who may come in. open: anybody, unencrypted · the others encrypt. secured: whoever has the invite or sees the yard in the
 * list · invited: who has the invite with its ticket · ask: who is let in by the host.
 */
export const ACCESSES = ['open', 'secured', 'invited', 'ask'] as const;
export type Access = (typeof ACCESSES)[number];
export function isAccess(value: unknown): value is Access {
  return ACCESSES.some((access) => access === value);
}

/** How a yard was hosted the last time. */
export interface YardChoices {
  /** Undefined where it was named after its host. */
  name: string | undefined;
  reach: Reach;
  /** For each reach by itself: a yard that was open to this computer is not to be open to a network unasked. */
  access: Readonly<Record<Reach, Access>>;
  port: number;
  size: YardSizeName;
}

export interface ClosingQuestion {
  /** Whether the game ends too. */
  about: 'stop' | 'quit';
  /** How many others are in the yard. */
  others: number;
}

export interface HostedYard extends YardPlan {
  /** Under which others reach it now, the likeliest first: `tcp://HOST:PORT`. Empty while this computer is in no network. */
  addresses: readonly string[];
  /** With key and ticket where they are needed (shared/target.ts); undefined while there is no address, or no ticket yet. */
  invite: string | undefined;
}

/** How somebody hosts who never did. */
export const FIRST_CHOICES: YardChoices = {
  name: undefined,
  reach: 'computer',
  access: { computer: 'open', network: 'secured' },
  port: DEFAULT_PORT,
  size: 'medium',
};

/** The yard of somebody who gives it no name, in one that is not too long. */
export function defaultYardName(host: string): string {
  const yard = `${host}’s yard`;
  return Array.from(yard).length <= NAME_MAX_CHARACTERS ? yard : 'My yard';
}
