import type { FoundYard } from './discovery';
import type { Profile } from './profile';
import type { PlayerMessage, ServerMessage } from './protocol';

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

/** What the server tells a player; its answers to pings are between the two sockets. */
export type News = Exclude<ServerMessage, { address: '/pong' }>;

export type FromRenderer =
  | Extract<PlayerMessage, { address: '/position' | '/say' }>
  /** Who the person is from now on. */
  | ({ address: 'profile' } & Profile)
  /** Open a yard on this machine and enter it. */
  | ({ address: 'host' } & YardPlan)
  /** Enter a yard; `target` is an address or an invite as the person wrote it. */
  | { address: 'join'; target: string }
  /** Let phones into the hosted yard, by a page that they open, or no longer. */
  | { address: 'phones'; isOpen: boolean }
  /** Go back to the lobby. Who hosts the yard closes it for everybody. */
  | { address: 'leave' };

export type ToRenderer =
  | News
  /** Who the person is. */
  | ({ address: 'self' } & Profile)
  /** The person is in the lobby; `notice` says why, unless they went there themselves. */
  | { address: 'lobby'; notice: string | undefined }
  /** The person is in the yard at `server`, or on the way to it. */
  | { address: 'connection'; state: ConnectionState; server: string }
  /** The yards that are open on this network, whenever that changes. */
  | { address: 'yards'; yards: readonly FoundYard[] }
  /** The yards that the person was in, the latest first. */
  | { address: 'recent'; yards: readonly RecentYard[] }
  /** The yard that this machine holds open; undefined for none. */
  | { address: 'hosting'; yard: HostedYard | undefined }
  /** The URLs by which phones come into the hosted yard, the likeliest to be reached first; empty while they cannot. */
  | { address: 'phones'; urls: readonly string[] }
  /** This shell leads to one yard alone: none can be hosted here, and no other joined. `name` is empty until it answers. */
  | { address: 'doorway'; yard: RecentYard }
  /** Something that the person asked for cannot be; it is to be said where they asked. */
  | ({ address: 'fault' } & Fault)
  /** Something that the person should know. */
  | { address: 'notice'; text: string };

/**
 * connecting: no answer yet · present: in the yard · lost: was in the yard, and the server is silent or gone; the player
 * goes on trying · closed: the server said goodbye.
 */
export type ConnectionState = 'connecting' | 'present' | 'lost' | 'closed';

/** A yard that the person wants to open. */
export interface YardPlan {
  name: string;
  /** Who may come: only players on this computer, or everybody on its networks. */
  reach: Reach;
  port: number;
}

export const REACHES = ['computer', 'network'] as const;
export type Reach = (typeof REACHES)[number];

export interface HostedYard extends YardPlan {
  /** Under which others reach it, the likeliest first: `tcp://HOST:PORT`. */
  addresses: readonly string[];
  /** `zeroyard://join/HOST:PORT` */
  invite: string;
}

export interface RecentYard {
  name: string;
  /** `tcp://HOST:PORT` */
  address: string;
}

export interface Fault {
  about: 'host' | 'join' | 'profile' | 'phones';
  /** A sentence for a person. */
  reason: string;
  /** When a port is taken: one that is free. */
  freePort?: number;
}

/** The name under which the shell hands the page its end of the bridge, a MessagePort, by `window.postMessage`. */
export const BRIDGE_PORT = 'zeroyard-bridge';

/** Reads what came over the bridge from a page; undefined for anything that is not one of its messages. */
export function readFromRenderer(data: unknown): FromRenderer | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { address, x, y, text, name, color, reach, port, target, isOpen } = data as Record<string, unknown>;
  switch (address) {
    case '/position':
      return isFinite(x) && isFinite(y) ? { address, x, y } : undefined;
    case '/say':
      return isText(text) ? { address, text } : undefined;
    case 'profile':
      return isText(name) && isText(color) ? { address, name, color } : undefined;
    case 'host':
      return isText(name) && isReach(reach) && isFinite(port) ? { address, name, reach, port } : undefined;
    case 'join':
      return isText(target) ? { address, target } : undefined;
    case 'phones':
      return typeof isOpen === 'boolean' ? { address, isOpen } : undefined;
    case 'leave':
      return { address };
    default:
      return undefined;
  }
}

const isFinite = (value: unknown): value is number => Number.isFinite(value);
/** What people type is short; its exact limits are checked where it is used. */
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 1000;
const isReach = (value: unknown): value is Reach => REACHES.includes(value as Reach);
