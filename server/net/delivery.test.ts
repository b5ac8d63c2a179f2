/** What is sent to those who do not read. */
import { testYard, join, joinAsGuest, read } from '../yard/yard.fixture';
import { Connection } from './connection';
import { Counters } from './counters';
import { Delivery } from './delivery';
import type { RouterSocket } from './router-socket';

const PLAYERS = 40;

function routerThat(send: (packet: Uint8Array) => boolean): RouterSocket<Connection> {
  return {
    isOpen: true,
    listen: () => Promise.resolve(0),
    receive: () => Promise.resolve(true),
    send: (_, packet) => send(packet),
    close: () => undefined,
    stop: () => Promise.resolve(),
  };
}

const connect = () => new Connection({ remoteAddress: '192.0.2.1', state: undefined }, 120, 0);

test('a guest who has stopped to read is offered one packet of a flush and not all others', () => {
  const yard = testYard();
  const counters = new Counters();
  let offered = 0;
  const router = routerThat(() => (offered++, false));
  const guest = connect();
  for (let i = 0; i < PLAYERS; i++) join(yard, `Player ${i}`);
  guest.player = joinAsGuest(yard);
  new Delivery(router, yard, new Set([guest]), counters).flush();
  expect(offered).toBe(1);
  expect(counters.dropped.unsent).toBe(1);
});

test('for whom there is no room is told, behind that, at which servers there is; for whom there is another reason is not', () => {
  const yard = testYard();
  const packets: Uint8Array[] = [];
  const router = routerThat((packet) => packets.push(packet) > 0);
  const delivery = new Delivery(router, yard, new Set(), new Counters());
  const refuse = (code: 'full' | 'locked') => {
    delivery.reply(connect(), { address: '/refused', code, reason: 'No.' });
    return read(packets.splice(0)).map(({ address }) => address);
  };
  expect(refuse('full')).toEqual(['/refused']);
  const server = (port: number, load: number) => ({ target: { host: '192.0.2.1', port }, load });
  yard.servers.set(server(5557, 1), [server(5558, 0.5)]);
  expect(refuse('full')).toEqual(['/refused', '/servers']);
  expect(refuse('locked')).toEqual(['/refused']);
  yard.servers.set(server(5557, 1), [server(5558, 1)]);
  expect(refuse('full')).toEqual(['/refused']);
});
