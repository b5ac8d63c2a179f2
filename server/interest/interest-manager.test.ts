import { MOTION_FLAGS, RECORD_BYTES } from '../../shared/protocol/motions';
import { addressOf } from '../../shared/protocol/osc';
import { seeded } from '../../shared/random';
import { FlushPackets } from '../packets/flush-packets';
import type { Yard } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import { join, joinAsGuest } from '../yard/yard.fixture';
import { NEAR_PLAYERS } from './attention';
import { BUDGET, crowd, flush, FLUSH_MS, go, nearestTo, turn } from './crowd.fixture';

test('in a yard that is no crowd everybody is told of all who changed, and so with an interest of 0', () => {
  for (const interest of [0, 160]) {
    const { yard, all } = crowd(160, interest);
    for (const player of all) turn(yard, player, FLUSH_MS, 240);
    for (const count of flush(yard, FLUSH_MS).values()) expect(count).toBe(all.length - 1);
  }
});

test('in a crowd those near are told at once, and those far away within the budget', () => {
  const { yard, all, pictures } = crowd(400, 128, BUDGET / 4);
  const [me] = all;
  if (!me) throw new Error('There is one.');
  const random = seeded(1);
  let bytes = 0;
  const seconds = 3;
  for (let nowMs = FLUSH_MS; nowMs <= 1000 * seconds; nowMs += FLUSH_MS) {
    for (const player of all) if (random() < 0.1) turn(yard, player, nowMs, 240 * random() - 120);
    for (const count of flush(yard, nowMs, pictures).values()) bytes += count * RECORD_BYTES;
    for (const player of nearestTo(me, all, nowMs, NEAR_PLAYERS / 2))
      expect(pictures.get(me)?.get(player.id)).toMatchObject({ atMs: player.motion.current?.atMs });
  }
  // 64 near ones with two changes a second, and the budget.
  const perPlayer = bytes / all.length / seconds;
  expect(perPlayer).toBeLessThan(
    BUDGET / 4 + 2.2 * NEAR_PLAYERS * RECORD_BYTES + 0.25 * (BUDGET / 4 / seconds),
  );
  expect(perPlayer).toBeGreaterThan(0.2 * BUDGET);
});

test('all of the budget for those far away is told, though who is close has its turn twice', () => {
  const { yard, all, pictures } = crowd(600, 128, BUDGET / 6);
  let count = 0;
  const [seconds, fromMs] = [4, 1000];
  for (let nowMs = FLUSH_MS; nowMs < fromMs + 1000 * seconds; nowMs += FLUSH_MS) {
    // Everybody changes all the time: there is always more to tell than the budget allows.
    all.forEach((player, i) => turn(yard, player, nowMs, (nowMs + i) % 100 < 50 ? 60 : -60));
    const counts = flush(yard, nowMs, pictures);
    if (nowMs >= fromMs) for (const told of counts.values()) count += told;
  }
  const near = NEAR_PLAYERS * (1000 / FLUSH_MS);
  const far = count / all.length / seconds - near;
  expect((far * RECORD_BYTES) / (BUDGET / 6)).toBeGreaterThan(0.98);
  expect((far * RECORD_BYTES) / (BUDGET / 6)).toBeLessThan(1.02);
});

test('where many stand close together, those who are near are told at once though they change all the time', () => {
  const { yard, all, pictures } = crowd(600, 128, BUDGET / 8, 30);
  const random = seeded(2);
  // 30 px apart, and all of them walk: who is near is far away a second later.
  for (const player of all) turn(yard, player, 50, 0);
  let [right, asked] = [0, 0];
  for (let nowMs = 100; nowMs <= 3000; nowMs += FLUSH_MS) {
    for (const player of all)
      if (random() < 0.08)
        turn(yard, player, nowMs, 240 * Math.sign(random() - 0.5), 240 * Math.sign(random() - 0.5));
    flush(yard, nowMs, pictures);
    if (nowMs < 1000) continue;
    for (const me of [all[0], all[300], all[599]]) {
      if (!me) continue;
      for (const player of nearestTo(me, all, nowMs, NEAR_PLAYERS)) {
        asked++;
        if (pictures.get(me)?.get(player.id)?.atMs === player.motion.current?.atMs) right++;
      }
    }
  }
  expect(right / asked).toBeGreaterThan(0.94);
});

test('when all have stopped, everybody knows soon where everybody stands, and then nothing is told', () => {
  const { yard, all, pictures } = crowd(200, 128);
  for (const player of all) turn(yard, player, 50, 200);
  flush(yard, 50, pictures);
  for (const player of all) turn(yard, player, 1000, 0);
  let nowMs = 1000;
  for (; nowMs < 3000; nowMs += FLUSH_MS) flush(yard, nowMs, pictures);
  for (const [recipient, picture] of pictures)
    for (const player of all)
      if (player !== recipient)
        expect(picture.get(player.id)?.x).toBeCloseTo(player.motion.at(nowMs)?.x ?? NaN, 1);
  expect(yard.flush(nowMs)).toBeUndefined();
});

test('who stopped or leapt far away is told before who turned a little', () => {
  const { yard, all, pictures } = crowd(400, 128, BUDGET / 8);
  const [me] = all;
  const far = all.slice(200);
  for (const player of far) turn(yard, player, 50, 200);
  for (let nowMs = 50; nowMs < 1500; nowMs += FLUSH_MS) flush(yard, nowMs, pictures);
  far.forEach((player, i) => turn(yard, player, 1500, i % 2 === 0 ? 0 : 199));
  for (let nowMs = 1500; nowMs < 1700; nowMs += FLUSH_MS) flush(yard, nowMs, pictures);
  const knows = (wanted: number) =>
    far.filter(
      (player, i) => i % 2 === wanted && pictures.get(me as YardPlayer)?.get(player.id)?.atMs === 1500,
    ).length;
  expect(knows(0)).toBeGreaterThan(2 * knows(1));
});

test('what one is told of a standing crowd is nothing, however many there are', () => {
  for (const players of [200, 400]) {
    const { yard, all } = crowd(players, 128);
    for (let nowMs = 1000; nowMs < 2000; nowMs += FLUSH_MS) flush(yard, nowMs);
    for (const player of all) turn(yard, player, 2000, 0);
    expect([...flush(yard, 2000).values()].every((count) => count === 0)).toBe(true);
  }
});

test('a guest in a crowd is told of those near first, within its budget', () => {
  const { yard, all } = crowd(250, 128);
  const guest = joinAsGuest(yard, 0);
  yard.handle(guest, { address: '/position', x: 0, y: 0 }, 0);
  flush(yard, 0);
  let bytes = 0;
  const ids = new Set<number>();
  for (const player of all) turn(yard, player, 50, 100);
  for (let nowMs = 50; nowMs < 2050; nowMs += FLUSH_MS) {
    const due = yard.flush(nowMs);
    if (!due) continue;
    for (const packet of new FlushPackets(due, nowMs).for(guest)) {
      if (addressOf(packet) !== '/player/position') continue;
      bytes += packet.length + 8;
      if (nowMs < 250) ids.add(new DataView(packet.buffer, packet.byteOffset).getInt32(28));
    }
  }
  expect(bytes / 2).toBeLessThan(1.2 * BUDGET);
  expect(bytes / 2).toBeGreaterThan(0.7 * BUDGET);
  const nearest = all.slice(1, 5).map(({ id }) => id);
  for (const id of nearest) expect(ids).toContain(id);
});

test('who takes the place of somebody who left is told anew', () => {
  const { yard, all, pictures } = crowd(200, 128);
  const [me, other] = all;
  if (!me || !other) throw new Error('There are two.');
  yard.remove(other, 0);
  const late = join(yard, 'Late', 0);
  go(yard, late, { x: 150, y: 0 }, 10, 0);
  for (let nowMs = 10; nowMs < 500; nowMs += FLUSH_MS) flush(yard, nowMs, pictures);
  expect(pictures.get(me)?.get(late.id)).toMatchObject({ x: 150, y: 0 });
});

/** Has a player be farther to the right at once than it can have walked. */
function leap(yard: Yard, player: YardPlayer, nowMs: number): void {
  turn(yard, player, nowMs, 0);
  const { x = NaN, y = NaN } = player.motion.at(nowMs) ?? {};
  go(yard, player, { x: x + 300, y }, nowMs, 0);
}

test.each([
  ['a small yard', 60],
  ['a crowd', 400],
])('in %s each is told of a leap, also by what came after it, and only once', (_, players) => {
  const { yard, all, pictures } = crowd(players, 128, BUDGET / 8);
  const random = seeded(5);
  for (const player of all) turn(yard, player, 50, 200);
  const [leaper] = all;
  if (!leaper) throw new Error('There is one.');
  for (let nowMs = 50; nowMs < 1000; nowMs += FLUSH_MS) flush(yard, nowMs, pictures);
  leap(yard, leaper, 1010);
  turn(yard, leaper, 1020, 240);
  const leapt = new Map<YardPlayer, number>();
  let later = 0;
  for (let nowMs = 1050; nowMs < 4000; nowMs += FLUSH_MS) {
    for (const player of all) if (random() < 0.05) turn(yard, player, nowMs, 240 * random() - 120);
    const before = new Map(all.map((player) => [player, pictures.get(player)?.get(leaper.id)?.atMs]));
    flush(yard, nowMs, pictures);
    for (const player of all) {
      const record = pictures.get(player)?.get(leaper.id);
      if (!record || record.atMs === before.get(player)) continue;
      const count = (record.flags & MOTION_FLAGS.teleported) === 0 ? 0 : 1;
      if (!leapt.has(player) && nowMs > 1500) later++;
      leapt.set(player, (leapt.get(player) ?? 0) + count);
    }
  }
  expect(leapt.size).toBeGreaterThan(0.25 * players);
  // In a crowd not all are told at once.
  expect(later > 0).toBe(players > 128);
  expect(new Set(leapt.values())).toEqual(new Set([1]));
});

test('in a crowd what is told later than it could be says so, also where it is repeated', () => {
  const { yard, all, pictures } = crowd(400, 128, BUDGET / 16);
  const random = seeded(6);
  let late = 0;
  for (let nowMs = FLUSH_MS; nowMs < 5000; nowMs += FLUSH_MS) {
    for (const player of all) if (random() < 0.05) turn(yard, player, nowMs - 1, 240 * random() - 120);
    if (nowMs % 250 === 0) yard.tick(nowMs);
    const [me] = all;
    const before = new Map(me && pictures.get(me));
    flush(yard, nowMs, pictures);
    for (const [id, record] of (me && pictures.get(me)) ?? []) {
      if (Math.abs(record.atMs - (before.get(id)?.atMs ?? NaN)) <= 1 || nowMs - record.atMs <= FLUSH_MS)
        continue;
      late++;
      expect(record.flags & MOTION_FLAGS.heldBack).not.toBe(0);
    }
  }
  expect(late).toBeGreaterThan(100);
});
