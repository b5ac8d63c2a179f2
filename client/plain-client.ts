import type { Profile } from '../shared/profile';
import type { YardClientEvents } from './events';
import type { YardClient } from './yard-client';

/** What a followed client is, for tests that have no sockets. */
export type PlainClient = Pick<
  YardClient,
  'move' | 'say' | 'setProfile' | 'succeed' | 'simulate' | 'leave' | 'ignored'
>;
export type ConnectPlain = (
  server: string,
  profile: Profile,
  events: YardClientEvents,
  key: string,
) => PlainClient;
