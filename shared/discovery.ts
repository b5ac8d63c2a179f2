import type { Address } from './address';

/** A yard that is open on this network. */
export interface FoundYard {
  /** Tells it from all others. */
  key: string;
  name: string;
  /** Where it was heard from. */
  address: Address;
  protocol: number;
  players: number;
  maxPlayers: number;
  /** Undefined until it was asked. */
  roundTripMs: number | undefined;
}
