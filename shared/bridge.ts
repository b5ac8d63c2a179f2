import type { Address } from './address';
import { isKey } from './keys';
import { isHostWord, type CommandAnswer } from './host-commands';
import { isAccess, isReach, type ClosingQuestion, type HostedYard, type YardChoices } from './hosted-yard';
import type { Position } from './movement';
import type { YardAccess } from './process-reports';
import type { Profile } from './profile';
import type { ServerMessage } from './protocol/messages';
import { SIMULATION_FIELDS, type Simulation } from './simulation';
import { isYardSizeName } from './yard-size';

/**
 * The contract between the renderer and its shell; the renderer knows nothing else. What crosses are the protocol's
 * own plain objects, and those that never leave this machine: their addresses have no slash.
 */
export interface Bridge {
  /** Tells the shell what the person did. */
  send(message: FromRenderer): void;
  /** Names the one listener for all that the shell tells. Nothing is told before. */
  listen(listener: (message: ToRenderer) => void): void;
}

/** What the server sends a player; its answers to pings are between the two sockets. */
export type YardMessage =
  | Heard
  | Unanswered
  | Exclude<ServerMessage, { address: '/pong' | '/moved' | '/servers' | PlaceAddress }>
  /** With the time at which the server sent it: by its clock, in milliseconds since 1970. */
  | (Extract<ServerMessage, { address: PlaceAddress }> & { sentMs: number });

/** The server was heard of, and told no places: it lives, and its clock showed this. */
export interface Heard {
  address: 'heard';
  sentMs: number;
}

/** Something listens where the yard is to be, and every handshake with our key fails: why, for a person. */
export interface Unanswered {
  address: 'unanswered';
  code: 'key';
  reason: string;
}

type PlaceAddress = '/motions' | '/player/position';

export type ToRenderer =
  | YardMessage
  /** Who the person is. */
  | ({ address: 'self' } & Profile)
  /** What the person preferred the last time. */
  | ({ address: 'preferences' } & Preferences)
  /** How the person hosted a yard the last time. */
  | ({ address: 'choices' } & YardChoices)
  /** The person is in the lobby; `notice` says why, unless they went there themselves. `isRemoved`: the yard does not let them in. */
  | { address: 'lobby'; notice: string | undefined; isRemoved?: boolean }
  /** The way to a yard waits for the person's answer, by `keyChange`; undefined when it does no longer. */
  | { address: 'keyChange'; change: KeyChange | undefined }
  /**
   * The person enters a yard, or the same one anew: what was told before is no longer true. They stand at `position`;
   * where there is none, at a place of their own. `isSpectator`: they look on and are nobody there; `/motion` is where they look.
   */
  | { address: 'enter'; server: string; position: Position | undefined; isSpectator?: boolean }
  /** The yard is at `server` from now on, and the person is led there as who and where they are. */
  | { address: 'moved'; server: string }
  /** The ids of the players whose games could hold the hosted yard. */
  | { address: 'successors'; ids: readonly number[] }
  /** Which of them is asked to; undefined for nobody. */
  | { address: 'offering'; id: number | undefined }
  /** This player, the host, asks the person to hold the yard from now on; undefined for nobody. */
  | { address: 'offer'; id: number | undefined }
  /** How the connection to that yard stands; `connecting` until the first of these. */
  | { address: 'connection'; state: ConnectionState }
  /** The yards that are open on this network, whenever that changes. */
  | { address: 'yards'; yards: readonly FoundYard[] }
  /** The yards that the person was in, the latest first. */
  | { address: 'recent'; yards: readonly RecentYard[] }
  /** The yard that this machine holds open, also when its addresses change; undefined for none. */
  | { address: 'hosting'; yard: HostedYard | undefined }
  /** Who may come into the hosted yard and who has to stay outside, whenever that changes; undefined until its server says so. */
  | { address: 'access'; access: YardAccess | undefined }
  /** What became of the `command` with this number. */
  | ({ address: 'answer'; n: number } & CommandAnswer)
  /** Others are in the yard that the person wants to close: whether it is to be. Undefined once that is answered. */
  | { address: 'closing'; question: ClosingQuestion | undefined }
  /**
   * The URLs by which phones come into the hosted yard, the likeliest to be reached first, empty while they cannot; and the
   * code that a person may type at the same addresses, without what follows the port.
   */
  | { address: 'phones'; urls: readonly string[]; code: string | undefined }
  /**
   * This shell leads to one yard alone: none can be hosted here, and no other joined. `name` is empty until it answers;
   * `obstacle` is a sentence that says why it cannot be joined at the moment, undefined where it can.
   */
  | { address: 'fixedYard'; yard: RecentYard; obstacle: string | undefined }
  /** How the network does; told once a second in a yard. */
  | ({ address: 'network' } & NetworkFigures)
  /** Which bad network is in force. */
  | ({ address: 'simulation' } & Simulation)
  /** Something that the person asked for cannot be; it is to be said where they asked. */
  | ({ address: 'fault' } & Fault)
  /** Something that the person should know. */
  | { address: 'notice'; text: string }
  /** What a yard told since the last frame: all that it tells comes in these. */
  | { address: 'batch'; messages: readonly YardMessage[] };

/**
 * connecting: no answer yet · present: in the yard · lost: was in the yard, and the server is silent or gone; the player
 * goes on trying · closed: the server said goodbye.
 */
export type ConnectionState = 'connecting' | 'present' | 'lost' | 'closed';

/** What is remembered for the person, and concerns nobody else. */
export interface Preferences {
  /** No sounds. */
  isMuted: boolean;
  /** The help was shown by itself once. */
  hasSeenHelp: boolean;
}

/** A yard that is open on this network. */
export interface FoundYard {
  /** Tells it from all others. */
  key: string;
  name: string;
  /** Where its beacons come from. */
  address: Address;
  /** Of a secured yard (shared/keys.ts); undefined of an open one. */
  serverKey: string | undefined;
  protocol: number;
  players: number;
  maxPlayers: number;
  /** Undefined until it was asked. */
  roundTripMs: number | undefined;
}

export interface RecentYard {
  name: string;
  /** `tcp://HOST:PORT` */
  address: string;
  /** Of a secured yard. */
  serverKey?: string;
}

/** A yard that the person was in is named with another key than it had then. */
export interface KeyChange {
  /** As it was called then. */
  name: string;
  /** `tcp://HOST:PORT` */
  address: string;
  /** It has no key at all now: it is open. */
  isOpen: boolean;
}

export interface Fault {
  about: 'host' | 'join' | 'profile' | 'phones' | 'reach' | 'handOver';
  /** A sentence for a person. */
  reason: string;
  /** Which field of a yard to be hosted is wrong, where it is one. */
  field?: 'name' | 'port';
  /** When a port is taken: one that is free. */
  freePort?: number;
}

/** How the network does, told once a second while in a yard. */
export interface NetworkFigures {
  /** The newest round trip; undefined before the first answer. */
  roundTripMs: number | undefined;
  /** How unevenly packets come (RFC 3550, 6.4.1). */
  jitterMs: number;
  /** The share of the last pings that stayed unanswered, 0 to 100. */
  lossPercent: number;
  sent: Traffic;
  received: Traffic;
  ignored: Readonly<IgnoredMessages>;
}

/** How many messages came from the server's side, since it was connected to, that were not taken in. */
export interface IgnoredMessages {
  /** Other peers' own. */
  foreign: number;
  /** Broken ones, and such as say what cannot be. */
  malformed: number;
  /** What is over a limit. */
  excess: number;
}

export interface Traffic {
  /** Positions a second. */
  updatesPerS: number;
  bytesPerS: number;
}

/** The name under which the shell hands the page its end of the bridge, a MessagePort, by `window.postMessage`. */
export const BRIDGE_PORT = 'zeroyard-bridge';

const isFinite = (value: unknown): value is number => Number.isFinite(value);
const isTrueOrFalse = (value: unknown): value is boolean => typeof value === 'boolean';
/** What people type is short; its exact limits are checked where it is used. */
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 1000;
const isOptionalText = (value: unknown): value is string | undefined => value === undefined || isText(value);
const isSecret = (value: unknown): value is string => typeof value === 'string' && isKey(value);
const isPlace = (value: unknown): value is Position | undefined => {
  if (value === undefined) return true;
  const { x, y, ...rest } = Object(value) as Partial<Record<keyof Position, unknown>>;
  return isFinite(x) && isFinite(y) && Object.keys(rest).length === 0;
};
const profile = { name: isText, colour: isText };

/** What a page sends its shell, by address: what each field is. From it follow the type and what is let through. */
const FROM_RENDERER = {
  '/motion': { x: isFinite, y: isFinite, vx: isFinite, vy: isFinite },
  '/say': { text: isText },
  /** Who the person is from now on. */
  profile,
  /** Open a yard on this machine and enter it. */
  host: { name: isText, reach: isReach, access: isAccess, port: isFinite, size: isYardSizeName },
  /** Open the hosted yard to others than now, with everybody in it. */
  reach: { reach: isReach, access: isAccess },
  /** Ask this player to hold the hosted yard from now on; 0 for nobody any more. */
  handOver: { id: isFinite },
  /** Hold the yard from now on that was offered, or do not. */
  answerOffer: { isAccepted: isTrueOrFalse },
  /** Ask the server of the hosted yard for something; it is answered with the same number. */
  command: { n: isFinite, word: isHostWord, argument: isText },
  /** Whether the yard is to be closed, though others are in it. */
  closing: { isConfirmed: isTrueOrFalse },
  /** Enter a yard; `target` is an address or an invite as the person wrote it, or that of the yard that was shown them as `name`. */
  join: { target: isText, name: isOptionalText },
  /** Look on at a yard, named likewise; in a shell that leads to one yard alone an empty `target` is that. */
  watch: { target: isText, name: isOptionalText },
  /** Enter a yard although its key has changed, which is remembered from now on; or stay out. */
  keyChange: { isAccepted: isTrueOrFalse },
  /** From which a page's shell computes its identities (client/identity.ts): 32 bytes as text, which stay in its browser. */
  identity: { secret: isSecret },
  /** Be led into the one yard of this shell (`fixedYard`); at `position`, where the person stood before the page's connection broke. */
  enter: { position: isPlace },
  /** Let phones into the hosted yard, by a page that they open, or no longer. */
  phones: { isOpen: isTrueOrFalse },
  /** What the person prefers from now on, to be remembered. */
  preferences: { isMuted: isTrueOrFalse, hasSeenHelp: isTrueOrFalse },
  /** Go back to the lobby. Who hosts the yard closes it for everybody, and is asked first where others are in it. */
  leave: {},
  /** Be as far from every server from now on as this says. */
  simulate: SIMULATION_FIELDS,
} as const;

type Guarded<G> = G extends (value: unknown) => value is infer T ? T : never;
type Requests = typeof FROM_RENDERER;
export type FromRenderer = {
  [A in keyof Requests]: { address: A } & { -readonly [F in keyof Requests[A]]: Guarded<Requests[A][F]> };
}[keyof Requests];

/** Reads what came over the bridge from a page; undefined for anything that is not one of its messages. */
export function readFromRenderer(data: unknown): FromRenderer | undefined {
  const given = Object(data) as Readonly<Record<string, unknown>>;
  const { address } = given;
  if (typeof address !== 'string' || !Object.hasOwn(FROM_RENDERER, address)) return undefined;
  const message: Record<string, unknown> = { address };
  const guards: Record<string, (value: unknown) => boolean> = FROM_RENDERER[address as keyof Requests];
  for (const [field, isOne] of Object.entries(guards)) {
    if (!isOne(given[field])) return undefined;
    message[field] = given[field];
  }
  // Its fields are those of the table, as their guards have seen.
  return message as FromRenderer;
}
