/** What a yard tells of motions. */
import { MOTION_END_MS, MOTION_RETOLD_MS } from '../../shared/config';
import { controlMessagesTo, join, joinAsGuest, messagesTo, settled, testYard } from './yard.fixture';

describe('motions', () => {
  const right = { address: '/motion', x: 100, y: 50, vx: 240, vy: 0 } as const;

  test('are told once, and repeats that lead there are not told again', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, right, 0);
    const [told] = messagesTo(yard.flush(0), grace);
    expect(told).toMatchObject({ address: '/motions', vxs: Float32Array.of(240) });
    for (const laterMs of MOTION_RETOLD_MS) yard.flush(laterMs);
    yard.handle(ada, { ...right, x: 340 }, 1000);
    expect(yard.flush(1000)).toBeUndefined();
  });

  test('that changed are told again twice, soon, while they hold: a packet may get lost', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    const toldAt = (nowMs: number) => messagesTo(yard.flush(nowMs), grace).length;
    const [soonMs = 0, laterMs = 0] = MOTION_RETOLD_MS;
    yard.handle(ada, right, 0);
    expect([0, soonMs - 1, soonMs, laterMs - 1, laterMs, 2 * laterMs].map(toldAt)).toEqual([
      1, 0, 1, 0, 1, 0,
    ]);
    yard.handle(ada, { ...right, vx: 0 }, 1000);
    yard.flush(1000);
    yard.handle(ada, right, 1010);
    yard.flush(1010);
    // The stop does not hold any more.
    expect(toldAt(1000 + soonMs)).toBe(0);
    expect(toldAt(1010 + soonMs)).toBe(1);
  });

  test('of a crowd are told once', () => {
    const yard = testYard({ interest: 1 });
    const [ada, grace] = [join(yard, 'Ada'), join(yard, 'Grace')];
    for (const player of [ada, grace])
      yard.handle(player, { address: '/motion', x: 9, y: 9, vx: 0, vy: 0 }, 0);
    yard.flush(0);
    yard.handle(ada, right, 1000);
    yard.flush(1000);
    expect(MOTION_RETOLD_MS.map((laterMs) => yard.flush(1000 + laterMs))).toEqual([undefined, undefined]);
  });

  test('of a guest are malformed', () => {
    const yard = testYard();
    expect(yard.handle(joinAsGuest(yard), right, 0)).toBe('malformed');
  });

  test('end when nothing is heard of them, and the stop is told', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, right, 0);
    yard.flush(0);
    for (const player of [ada, grace]) yard.touch(player, MOTION_END_MS);
    for (let nowMs = 250; nowMs <= MOTION_END_MS; nowMs += 250) yard.tick(nowMs);
    expect(messagesTo(yard.flush(MOTION_END_MS), grace)).toContainEqual(
      expect.objectContaining({
        ...{ address: '/motions', ids: Int32Array.of(ada.id), flags: Uint16Array.of(0) },
        ...{ xs: Float32Array.of(700), ys: Float32Array.of(50), vxs: Float32Array.of(0) },
      }),
    );
  });

  test('do not end while the server itself was away: what its players told meanwhile is not read yet', () => {
    const { yard, ada } = settled('Ada', 'Grace');
    yard.handle(ada, { ...right, x: 1200 }, 0);
    yard.tick(250);
    const backMs = 250 + MOTION_END_MS;
    yard.tick(backMs);
    expect(ada.motion.current).toMatchObject({ vx: 240 });
    // It had turned back at once.
    yard.handle(ada, { ...right, x: 1000, vx: 0 }, backMs + 1);
    expect(ada.motion.current).toMatchObject({ x: 1000, vx: 0 });
    expect(controlMessagesTo(yard.flush(backMs + 1), ada)).not.toContainEqual(
      expect.objectContaining({ address: '/corrected' }),
    );
  });

  test('do not end while the server stood still, before it has read what was told meanwhile', () => {
    const { yard, ada } = settled('Ada', 'Grace');
    yard.tick(0);
    yard.handle(ada, right, 0, 0);
    // A server that was suspended: its timer comes first, and then the packets that wait.
    yard.tick(4000);
    for (const tagMs of [1000, 2000, 3000, 4000])
      yard.handle(ada, { ...right, x: 100 + 0.24 * tagMs }, 4000, tagMs);
    yard.tick(4250);
    expect(ada.motion.at(4250)?.x).toBeCloseTo(100 + 0.24 * 4250, 3);
  });

  test('are told to guests as positions, 25 times a second while they last', () => {
    const { yard, ada } = settled('Ada');
    const guest = joinAsGuest(yard);
    yard.flush(0);
    yard.handle(ada, right, 0);
    const xs: number[] = [];
    for (let nowMs = 0; nowMs <= 1000; nowMs += 10)
      for (const message of messagesTo(yard.flush(nowMs), guest, nowMs))
        if (message.address === '/player/position') xs.push(message.x);
    expect(xs.length).toBeGreaterThanOrEqual(24);
    expect(xs.length).toBeLessThanOrEqual(26);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(xs.at(-1)).toBeCloseTo(340, 0);
    yard.handle(ada, { ...right, x: 340, vx: 0 }, 1010);
    for (const nowMs of [1040, 1080, 1120]) yard.flush(nowMs);
    expect(yard.flush(1160)).toBeUndefined();
  });

  test('a newcomer is told the last motion with its age', () => {
    const { yard, ada } = settled('Ada');
    yard.handle(ada, right, 0);
    yard.flush(0);
    const grace = join(yard, 'Grace', 400);
    expect(messagesTo(yard.flush(400), grace, 400).at(-1)).toMatchObject({
      address: '/motions',
      xs: Float32Array.of(100),
      vxs: Float32Array.of(240),
      ages: Uint16Array.of(400),
    });
  });
});

test.each([0, 1])(
  'who comes back by another connection before its last motion was told is told where it is (interest %i)',
  (interest) => {
    const yard = testYard({ interest });
    const [ada, grace, guest] = [join(yard, 'Ada', 0, 'key'), join(yard, 'Grace'), joinAsGuest(yard)];
    const motion = { address: '/motion', x: 100, y: 50, vx: 240, vy: 0 } as const;
    yard.handle(ada, motion, 0);
    yard.handle(grace, { ...motion, y: 500 }, 0);
    yard.flush(0);
    yard.handle(ada, { ...motion, x: 340, vx: 0 }, 1000);
    expect(join(yard, 'Ada', 1000, 'key')).toBe(ada);
    const flush = yard.flush(1000);
    expect(messagesTo(flush, grace, 1000).at(-1)).toMatchObject({
      ids: Int32Array.of(ada.id),
      xs: Float32Array.of(340),
    });
    expect(messagesTo(flush, guest, 1000)).toContainEqual(expect.objectContaining({ id: ada.id, x: 340 }));
  },
);
