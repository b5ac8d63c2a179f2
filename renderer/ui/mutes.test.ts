import { Mutes } from './mutes';

test('who is muted stays so in that yard for this run, and in no other', () => {
  const mutes = new Mutes();
  mutes.enter('tcp://127.0.0.1:5557');
  mutes.toggle(7);
  mutes.enter('tcp://127.0.0.1:6000');
  expect(mutes.has(7)).toBe(false);
  mutes.enter('tcp://127.0.0.1:5557');
  expect(mutes.has(7)).toBe(true);
  mutes.toggle(7);
  expect(mutes.has(7)).toBe(false);
});

test('no more than a thousand are kept of a yard, and of fifty yards', () => {
  const mutes = new Mutes();
  mutes.enter('first');
  for (let id = 1; id <= 1001; id++) mutes.toggle(id);
  expect([mutes.has(1), mutes.has(2), mutes.has(1001)]).toEqual([false, true, true]);
  for (let yard = 0; yard < 50; yard++) {
    mutes.enter(String(yard));
    mutes.toggle(1);
  }
  mutes.enter('first');
  expect(mutes.has(2)).toBe(false);
});
