import { TokenBucket } from './token-bucket';

test('a full bucket lets a burst through, and then the rate', () => {
  const bucket = new TokenBucket(10, 5, 0);
  const taken = (nowMs: number) =>
    Array.from({ length: 20 }, () => bucket.tryConsume(1, nowMs)).filter(Boolean).length;
  expect(taken(0)).toBe(5);
  expect(taken(100)).toBe(1);
  expect(taken(400)).toBe(3);
  expect(taken(60_000)).toBe(5);
});

test('what is more than there is is refused whole, or given in part', () => {
  const bucket = new TokenBucket(10, 5, 0);
  expect(bucket.tryConsume(6, 0)).toBe(false);
  expect(bucket.consumeUpTo(6, 0)).toBe(5);
  expect(bucket.consumeUpTo(6, 100)).toBe(1);
});

test('what is charged is owed when there is less', () => {
  const bucket = new TokenBucket(10, 20, 0);
  bucket.charge(25, 0);
  expect(bucket.consumeUpTo(1, 400)).toBe(0);
  expect(bucket.tryConsume(1, 500)).toBe(false);
  expect(bucket.tryConsume(1, 600)).toBe(true);
});

test('a clock that steps back gives nothing and takes nothing', () => {
  const bucket = new TokenBucket(10, 5, 1000);
  bucket.consumeUpTo(5, 1000);
  expect(bucket.tryConsume(1, 0)).toBe(false);
});
