/** A client that follows its yard, for the unit tests of this folder: without sockets, and with what is told of it. */
import type { YardMessage } from '../shared/bridge';
import type { YardClientEvents } from './events';
import { FollowingClient, type PlainClient } from './following-client';
import type { Who } from './yard-client';

export const FIRST = 'tcp://192.168.1.20:5557';
export const SECOND = 'tcp://192.168.1.30:6000';
export const THIRD = 'tcp://192.168.1.40:6000';
/** A yard of the player's own. */
export const OWN = 'tcp://192.168.1.50:6000';
export const ADA = { name: 'Ada', colour: '' };
export const YARD = {
  address: '/yard',
  id: 3,
  name: 'Yard',
  protocol: 2,
  widthPx: 2400,
  heightPx: 1600,
} as const;

interface FakeClient extends PlainClient {
  server: string;
  profile: Who;
  key: string;
  events: YardClientEvents;
  calls: unknown[][];
}

export function follow(first = FIRST) {
  const clients: FakeClient[] = [];
  const told: unknown[][] = [];
  const note =
    (what: string) =>
    (...values: unknown[]) =>
      void told.push([what, ...values.filter((value) => value !== undefined)]);
  let obstacle: string | undefined;
  const client = new FollowingClient(
    first,
    ADA,
    {
      onMessage: note('message'),
      onState: note('state'),
      onFollowed: note('followed'),
      onNotFollowed: note('not followed'),
      keyAt: (address) => (address === OWN ? 'key of the host' : undefined),
    },
    'key',
    undefined,
    (server, profile, events, key) => {
      if (obstacle) throw new Error(obstacle);
      const calls: unknown[][] = [];
      const call =
        (method: string) =>
        (...args: unknown[]) =>
          void calls.push([method, ...args]);
      const one = {
        ...{ server, profile, key, events, calls, ignored: { foreign: 0, malformed: 0, excess: 0 } },
        ...{ move: call('move'), say: call('say'), setProfile: call('setProfile'), succeed: call('succeed') },
        ...{ simulate: call('simulate'), leave: call('leave') },
      };
      clients.push(one);
      return one;
    },
  );
  const at = (n: number) => clients.at(n) ?? fail();
  const comeIn = (n: number, ...others: number[]) => {
    at(n).events.onState('present');
    at(n).events.onMessage(YARD);
    for (const id of others) at(n).events.onMessage(profileOf(id));
  };
  const move = (n: number, server: string) =>
    at(n).events.onMoved?.({ address: '/moved', server, key: '', ticket: '' });
  const listServers = (n: number, ...servers: string[]) =>
    at(n).events.onServers?.({ address: '/servers', servers: servers.join(' ') });
  const refuse = (n: number, code: 'full' | 'waiting') =>
    at(n).events.onMessage({ address: '/refused', code, reason: 'No.' });
  const block = (reason: string) => (obstacle = reason);
  const asked = () => clients.map(({ server }) => server);
  const toldOf = (what: string) => told.filter(([one]) => one === what).map(([, ...values]) => values);
  return { client, clients, told, toldOf, asked, at, comeIn, move, listServers, refuse, block };
}

function fail(): never {
  throw new Error('There is no such client.');
}

export const profileOf = (id: number): YardMessage => ({
  address: '/player/profile',
  id,
  name: `Player ${id}`,
  colour: '#e69f00',
});
