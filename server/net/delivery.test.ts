/** What is sent to those who do not read. */
import { testYard, join, joinAsGuest } from '../yard/yard.fixture';
import { Connection } from './connection';
import { Counters } from './counters';
import { Delivery } from './delivery';
import type { Channel, RouterSocket } from './router-socket';

const PLAYERS = 40;

test('a guest who has stopped to read is offered one packet of a flush and not all others', () => {
  const yard = testYard();
  const counters = new Counters();
  let offered = 0;
  const router: RouterSocket<Connection> = {
    isOpen: true,
    listen: () => Promise.resolve(0),
    receive: () => Promise.resolve(true),
    send: () => (offered++, false),
    close: () => undefined,
    stop: () => Promise.resolve(),
  };
  const channel: Channel<Connection> = { remoteAddress: '192.0.2.1', state: undefined };
  const guest = new Connection(channel, 120, 0);
  for (let i = 0; i < PLAYERS; i++) join(yard, `Player ${i}`);
  guest.player = joinAsGuest(yard);
  new Delivery(router, yard, new Set([guest]), counters).flush();
  expect(offered).toBe(1);
  expect(counters.dropped.unsent).toBe(1);
});
