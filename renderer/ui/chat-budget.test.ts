import fc from 'fast-check';
import { TokenBucket } from '../../shared/token-bucket';
import { SAY_BURST, SAYS_PER_S } from '../../shared/config';
import { OWN_SAY_BURST } from './chat-state';

test('a few lines go at once, then two a second', () => {
  const budget = new TokenBucket(SAYS_PER_S, OWN_SAY_BURST, 0);
  const atOnce = Array.from({ length: 10 }, () => budget.tryConsume(1, 1000));
  expect(atOnce).toEqual([true, true, true, true, ...Array<boolean>(6).fill(false)]);
  expect(budget.tryConsume(1, 1499)).toBe(false);
  expect(budget.tryConsume(1, 1500)).toBe(true);
  expect(budget.tryConsume(1, 1501)).toBe(false);
});

test('the server takes all that passes, also when the network brings lines up to half a second closer together', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 1200 }), { maxLength: 60 });
  fc.assert(
    fc.property(pauses, fc.infiniteStream(fc.integer({ min: 0, max: 500 })), (pausesMs, delaysMs) => {
      const budget = new TokenBucket(SAYS_PER_S, OWN_SAY_BURST, 0);
      const server = new TokenBucket(SAYS_PER_S, SAY_BURST, 0);
      let nowMs = 0;
      let arrivedMs = 0;
      for (const pauseMs of pausesMs) {
        nowMs += pauseMs;
        if (!budget.tryConsume(1, nowMs)) continue;
        const [delayMs = 0] = delaysMs.take(1);
        // In order, as TCP brings them.
        arrivedMs = Math.max(arrivedMs, nowMs + delayMs);
        expect(server.tryConsume(1, arrivedMs)).toBe(true);
      }
    }),
  );
});
