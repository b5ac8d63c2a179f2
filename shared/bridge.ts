import type { Profile } from './profile';
import type { PlayerMessage, ServerMessage } from './protocol';

/**
 * The contract between the renderer and its shell; the renderer knows nothing else. What crosses are the protocol's
 * own plain objects, and a few that never leave this machine: their addresses have no slash.
 */
export interface Bridge {
  /** Tells the shell what the person did. */
  send(message: FromRenderer): void;
  /** Names the one listener for all that the shell tells. Nothing is told before. */
  listen(listener: (message: ToRenderer) => void): void;
}

/** What the server tells a player; its answers to pings are between the two sockets. */
export type News = Exclude<ServerMessage, { address: '/pong' }>;

export type FromRenderer = Extract<PlayerMessage, { address: '/position' }>;

export type ToRenderer =
  | News
  /** Who the person is: told first, before anything else. */
  | ({ address: 'self' } & Profile)
  /** How the connection to the yard at `server` stands. */
  | { address: 'connection'; state: ConnectionState; server: string };

/**
 * connecting: no answer yet · present: in the yard · lost: was in the yard, and the server is silent or gone;
 * the player goes on trying.
 */
export type ConnectionState = 'connecting' | 'present' | 'lost';

/** The name under which the shell hands the page its end of the bridge, a MessagePort, by `window.postMessage`. */
export const BRIDGE_PORT = 'zeroyard-bridge';

/** Reads what came over the bridge from a page; undefined for anything that is not one of its messages. */
export function readFromRenderer(data: unknown): FromRenderer | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { address, x, y } = data as Record<string, unknown>;
  if (address !== '/position' || typeof x !== 'number' || typeof y !== 'number') return undefined;
  return Number.isFinite(x) && Number.isFinite(y) ? { address, x, y } : undefined;
}
