import { PlayerMotion } from '../motion/player-motion';
import { FlushPackets } from '../packets/flush-packets';
import { join, joinAsGuest, testYard } from '../yard/yard.fixture';

test('who walks is looked up once in a flush, and not once for each guest', () => {
  const yard = testYard({ interest: 0, maxPlayers: 400 });
  const walker = join(yard, 'Walker');
  for (let i = 0; i < 200; i++)
    yard.handle(joinAsGuest(yard), { address: '/position', x: 10 * i, y: 800 }, 0);
  yard.handle(walker, { address: '/motion', x: 0, y: 0, vx: 100, vy: 0 }, 0);
  const lookUps = jest.spyOn(PlayerMotion.prototype, 'isWalking');
  let toldOfWalker = 0;
  for (const nowMs of [50, 100, 150]) {
    lookUps.mockClear();
    const flush = yard.flush(nowMs);
    if (!flush) throw new Error('Somebody walks.');
    const packets = new FlushPackets(flush, nowMs);
    for (const recipient of flush.recipients) if (packets.for(recipient).length > 0) toldOfWalker++;
    expect(lookUps.mock.calls.length).toBeLessThanOrEqual(2 * yard.size);
  }
  expect(toldOfWalker).toBeGreaterThanOrEqual(3 * 200);
});
