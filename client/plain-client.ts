import type { YardClientEvents } from './events';
import type { Who, YardClient } from './yard-client';

/** What a followed client is, for tests that have no sockets. */
export type PlainClient = Pick<
  YardClient,
  'move' | 'say' | 'setProfile' | 'succeed' | 'simulate' | 'leave' | 'ignored'
>;
export type ConnectPlain = (server: string, who: Who, events: YardClientEvents, key: string) => PlainClient;
