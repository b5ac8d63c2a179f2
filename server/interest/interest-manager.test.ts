import fc from 'fast-check';
import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { addressOf } from '../../shared/protocol/osc';
import { FAR_INTERVAL_MS, NEAR_PLAYERS, QUIET_MS, STEP_WAIT_MS } from './interest-manager';
import { FlushPackets } from '../packets/flush-packets';
import type { Yard } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import { join, joinAsGuest, read, testYard } from '../yard/yard.fixture';

/** Where each player was sent that the others are. */
type Pictures = Map<YardPlayer, Map<number, Position>>;

const move = (yard: Yard, player: YardPlayer, x: number, y: number) =>
  yard.handle(player, { address: '/position', x, y }, 0);

/** Profiles, of which there are many, would take long to read. */
const isAboutPlaces = (bytes: Uint8Array) => /^.(positions|player.left)$/.test(addressOf(bytes));

/** Reads a guest's `/player/position`: by its offsets, since a general codec would take most of the time of these tests. */
function readPlayerPosition(bytes: Uint8Array): [id: number, x: number, y: number] | undefined {
  if (bytes.length !== 40 || addressOf(bytes) !== '/player/position') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getInt32(28), view.getFloat32(32), view.getFloat32(36)];
}

/** Sends everybody what is due, and returns how many positions each got. */
function flush(yard: Yard, nowMs: number, pictures: Pictures = new Map()): Map<YardPlayer, number> {
  const counts = new Map<YardPlayer, number>();
  const due = yard.flush(nowMs);
  if (!due) return counts;
  const packets = new FlushPackets(due, nowMs);
  for (const recipient of due.recipients) {
    const picture = pictures.get(recipient) ?? new Map<number, Position>();
    pictures.set(recipient, picture);
    let count = 0;
    const see = (id: number, x: number, y: number) => {
      count++;
      picture.set(id, { x, y });
    };
    const sent = packets.for(recipient);
    for (const packet of sent) {
      const position = readPlayerPosition(packet);
      if (position) see(...position);
    }
    for (const message of read(sent, isAboutPlaces)) {
      if (message.address === '/player/left') picture.delete(message.id);
      if (message.address === '/positions')
        message.ids.forEach((id, i) => see(id, message.xs[i] ?? NaN, message.ys[i] ?? NaN));
    }
    counts.set(recipient, count);
  }
  expect(packets.updates).toBe([...counts.values()].reduce((sum, count) => sum + count, 0));
  return counts;
}

/** A crowd on a lattice, all of whom know where everybody is; every twentieth is a guest, and may jump. */
function crowd(players: number, interest: number): { yard: Yard; all: YardPlayer[]; pictures: Pictures } {
  const yard = testYard({ maxPlayers: 1000, interest });
  const all = Array.from({ length: players }, (_, i) => {
    const player = i % 20 === 19 ? joinAsGuest(yard) : join(yard, `Walker ${i}`);
    move(yard, player, (i % 40) * 60, Math.floor(i / 40) * 60);
    return player;
  });
  const pictures: Pictures = new Map();
  flush(yard, 0, pictures);
  return { yard, all, pictures };
}

/** A step and back, which leads nobody into another square. */
const shake = (yard: Yard, player: YardPlayer) => {
  const { x, y } = player.position ?? { x: 0, y: 0 };
  move(yard, player, x % 2 === 0 ? x + 1 : x - 1, y);
};

test('in a yard that is no crowd everybody is sent everybody who moved, and so with an interest of 0', () => {
  for (const interest of [0, 160]) {
    const { yard, all } = crowd(160, interest);
    for (const player of all) shake(yard, player);
    for (const count of flush(yard, 1).values()) expect(count).toBe(all.length - 1);
  }
});

test('in a crowd each is sent those near at every flush, and each other one once in half a second', () => {
  const { yard, all } = crowd(160, 159);
  const flushes = 20;
  const total = new Map<YardPlayer, number>();
  for (let n = 1; n <= flushes; n++) {
    for (const player of all) shake(yard, player);
    const counts = flush(yard, (n * FAR_INTERVAL_MS) / flushes);
    for (const [player, count] of counts) {
      // Spread over the flushes: in none of them come much more than their share of the others.
      expect(count).toBeGreaterThanOrEqual(NEAR_PLAYERS);
      expect(count).toBeLessThan(NEAR_PLAYERS + (3 * all.length) / flushes);
      total.set(player, (total.get(player) ?? 0) + count);
    }
  }
  const expected = flushes * NEAR_PLAYERS + (all.length - 1 - NEAR_PLAYERS);
  for (const count of total.values()) expect(count).toBe(expected);
});

test('who comes near is seen at once', () => {
  const { yard, all, pictures } = crowd(160, 159);
  const [ada] = all;
  const guest = all.at(-1);
  if (!ada || !guest) throw new Error('They are there.');
  for (const player of all) if (player !== guest) shake(yard, player);
  flush(yard, 1, pictures);
  move(yard, guest, 20, 20);
  for (const player of all) if (player !== guest) shake(yard, player);
  flush(yard, 1, pictures);
  expect(pictures.get(ada)?.get(guest.id)).toEqual({ x: 20, y: 20 });
});

test('who comes to a crowd is sent everybody at once', () => {
  const { yard, all } = crowd(160, 159);
  for (const player of all) shake(yard, player);
  const newcomer = join(yard, 'Grace');
  expect(flush(yard, 1).get(newcomer)).toBe(all.length);
});

/** Steps of half a pixel, which float32 holds exactly. */
const xs = fc.integer({ min: 0, max: 2 * YARD_WIDTH_PX }).map((n) => n / 2);
const ys = fc.integer({ min: 0, max: 2 * YARD_HEIGHT_PX }).map((n) => n / 2);
const event = fc.oneof(
  { weight: 12, arbitrary: fc.record({ what: fc.constant('move' as const), who: fc.nat(), x: xs, y: ys }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('flush' as const), ms: fc.integer({ min: 1, max: 200 }) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('come' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('go' as const), who: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('resync' as const), who: fc.nat() }) },
);

test('no position is lost: in little more than half a second everybody is seen by everybody at its last place', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 200 }), (events) => {
      // Around the number from which on it is a crowd, so that it becomes one and ceases to be one.
      const { yard, all, pictures } = crowd(NEAR_PLAYERS + 6, NEAR_PLAYERS + 6);
      let nowMs = 0;
      for (const happening of events) {
        const who = 'who' in happening ? all[happening.who % all.length] : undefined;
        if (happening.what === 'move' && who) move(yard, who, happening.x, happening.y);
        if (happening.what === 'resync' && who) yard.queueSnapshot(who);
        if (happening.what === 'come') all.push(joinAsGuest(yard, nowMs));
        if (happening.what === 'go' && who) {
          yard.remove(who, nowMs);
          all.splice(all.indexOf(who), 1);
        }
        if (happening.what === 'flush') flush(yard, (nowMs += happening.ms), pictures);
      }
      // Somebody walks on, so that the yard is never quiet, and nobody is sent the others for that reason.
      const [restless] = all;
      for (const endMs = nowMs + FAR_INTERVAL_MS + STEP_WAIT_MS; nowMs < endMs; nowMs += 50) {
        if (restless) move(yard, restless, nowMs % 1000, 0);
        flush(yard, nowMs + 50, pictures);
      }
      for (const onlooker of all) {
        const seen = pictures.get(onlooker);
        const wrong = all.filter((player) => {
          if (player === onlooker || player === restless || !player.position) return false;
          const { x, y } = seen?.get(player.id) ?? {};
          return x !== Math.fround(player.position.x) || y !== Math.fround(player.position.y);
        });
        expect(wrong).toEqual([]);
        // Besides these it sees the restless one, and nobody who left.
        const present = all.filter((player) => player !== onlooker && player.position);
        expect(seen?.size ?? 0).toBe(present.length);
      }
    }),
    { numRuns: 30 },
  );
});

test('when nobody walks any more, the last places are sent without waiting for a turn', () => {
  const { yard, all, pictures } = crowd(160, 159);
  for (const player of all) shake(yard, player);
  flush(yard, 1, pictures);
  flush(yard, 1 + QUIET_MS, pictures);
  for (const onlooker of all)
    for (const player of all)
      if (player !== onlooker) expect(pictures.get(onlooker)?.get(player.id)).toEqual(player.position);
  expect(yard.flush(2 + QUIET_MS)).toBeUndefined();
});

test('who has its turn is sent with its next step, so that nobody far away is sent an old place', () => {
  const { yard, all } = crowd(160, 159);
  for (let nowMs = 0; nowMs < FAR_INTERVAL_MS; nowMs += STEP_WAIT_MS / 2) {
    for (const player of all) shake(yard, player);
    flush(yard, nowMs);
    const counts = [...flush(yard, nowMs + STEP_WAIT_MS / 2 - 1).values()];
    expect(Math.max(0, ...counts)).toBe(0);
  }
  const counts = [...flush(yard, FAR_INTERVAL_MS + STEP_WAIT_MS).values()];
  expect(Math.max(0, ...counts)).toBeGreaterThan(0);
});

test('a flush in which nobody moved is no reason to send those who wait for their turn', () => {
  const { yard, all } = crowd(160, 159);
  for (const player of all) shake(yard, player);
  flush(yard, 1);
  const counts = [...flush(yard, 1.001).values()];
  expect(Math.max(0, ...counts)).toBeLessThan(3);
});
