import type { ServerMessage } from '../../shared/protocol/messages';
import { parseTarget } from '../../shared/target';
import type { YardServer } from './server-list';
import { join, messagesTo, testYard } from './yard.fixture';
import type { Yard } from './yard';
import type { YardPlayer } from './yard-player';

const server = (port: number, load: number): YardServer => ({
  target: parseTarget(`tcp://192.168.1.20:${port}`),
  load,
});
const OWN = server(5557, 0.5);

/** What a player is told of servers in a tick. */
function toldAt(yard: Yard, player: YardPlayer, nowMs: number): string[] {
  yard.tick(nowMs);
  return serversIn(messagesTo(yard.flush(nowMs), player));
}

const serversIn = (messages: readonly ServerMessage[]) =>
  messages.flatMap((message) => (message.address === '/servers' ? [message.servers] : []));

test('who comes is told at once where the servers are, this one first and then the others by rising load, and again every 5 s', () => {
  const yard = testYard();
  const ada = join(yard, 'Ada');
  yard.servers.set(OWN, [server(6001, 0.9), server(6002, 0.1), server(6003, 0.4)]);
  const list = [5557, 6002, 6003, 6001].map((port) => `tcp://192.168.1.20:${port}`).join(' ');
  expect(toldAt(yard, ada, 250)).toEqual([list]);
  expect(toldAt(yard, ada, 5000)).toEqual([]);
  const grace = join(yard, 'Grace', 5000);
  expect(serversIn(messagesTo(yard.flush(5000), grace))).toEqual([list]);
  expect(toldAt(yard, grace, 5249)).toEqual([]);
  expect(toldAt(yard, ada, 5250)).toEqual([list]);
});

test('a server that is alone, from the start or again, tells nothing', () => {
  const yard = testYard();
  const ada = join(yard, 'Ada');
  expect(toldAt(yard, ada, 0)).toEqual([]);
  yard.servers.set(OWN, []);
  expect(toldAt(yard, ada, 250)).toEqual([]);
  yard.servers.set(OWN, [server(6001, 0)]);
  expect(toldAt(yard, ada, 500)).toHaveLength(1);
  yard.servers.set(OWN, []);
  expect(toldAt(yard, ada, 10_000)).toEqual([]);
  expect(yard.servers.forRefused).toBeUndefined();
});

test('of a hundred servers the fifteen others with the least load are told, and no ticket', () => {
  const yard = testYard();
  const ada = join(yard, 'Ada');
  const ticket = { serverKey: 'A'.repeat(43), ticket: 'A'.repeat(22) };
  const others = Array.from({ length: 100 }, (_, i) => server(6000 + i, 1 - i / 100));
  yard.servers.set({ ...OWN, target: { ...OWN.target, ...ticket } }, others);
  const [list = ''] = toldAt(yard, ada, 0);
  const own = `tcp://192.168.1.20:5557?key=${ticket.serverKey}`;
  expect(list.split(' ')).toEqual([
    own,
    ...Array.from({ length: 15 }, (_, i) => `tcp://192.168.1.20:${6099 - i}`),
  ]);
});

test('for whom there is no room is told those with less to do alone, and nothing where there are none', () => {
  const yard = testYard();
  yard.servers.set(OWN, [server(6001, 0.9), server(6002, 0.1), server(6003, 0.5)]);
  expect(yard.servers.forRefused?.servers).toBe('tcp://192.168.1.20:5557 tcp://192.168.1.20:6002');
  yard.servers.set(OWN, [server(6001, 0.9)]);
  expect(yard.servers.forRefused).toBeUndefined();
});

test('one server of several that closes tells each of itself that it is gone, and of nobody else', () => {
  const yard = testYard();
  const [ada, grace] = [join(yard, 'Ada'), join(yard, 'Grace')];
  yard.flush(0);
  yard.servers.set(OWN, [server(6001, 0)]);
  yard.close();
  const flush = yard.flush(0);
  for (const player of [ada, grace])
    expect(messagesTo(flush, player)).toEqual([{ address: '/player/left', id: player.id }]);
});
