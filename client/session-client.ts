import type { LastMotion } from '../shared/last-motion';
import type { FollowingClientEvents } from './events';
import type { FollowingClient } from './following-client';
import type { Who } from './yard-client';

/** What a session needs of a client. */
export type SessionClient = Pick<
  FollowingClient,
  'move' | 'say' | 'setProfile' | 'succeed' | 'simulate' | 'leave'
>;
export type Connect = (server: string, who: Who, events: FollowingClientEvents, key: string) => SessionClient;

/** The yard that a person is in or on the way to. */
export interface SessionYard {
  /** A target as text. */
  server: string;
  name: string;
  motion: LastMotion;
  key: string;
  others: Set<number>;
  /** They only look on. */
  isWatched: boolean;
}
