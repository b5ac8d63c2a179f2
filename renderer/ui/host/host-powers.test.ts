import { HostPowers } from './host-powers';

const lock = { word: 'lock', argument: '' } as const;
const kick = (id: number) => ({ word: 'kick', argument: String(id) }) as const;
const answer = (n: number, text: string, isError = false) =>
  ({ address: 'answer', n, text, isError }) as const;

test('a command waits for its answer, and the same is not given twice meanwhile', () => {
  const powers = new HostPowers();
  expect(powers.ask(lock, 'hosting', '')).toBe(1);
  expect(powers.ask(lock, 'players', '')).toBeUndefined();
  expect(powers.ask(kick(7), 'players', '')).toBe(2);
  expect([powers.isPending(lock), powers.isPending(kick(7)), powers.isPending(kick(8))]).toEqual([
    true,
    true,
    false,
  ]);
  powers.handle(answer(1, 'Locked.'));
  expect(powers.isPending(lock)).toBe(false);
  expect(powers.ask(lock, 'hosting', '')).toBe(3);
});

test('what was done is said in our words and where it was asked; what was not, in the server’s', () => {
  const powers = new HostPowers();
  powers.ask(kick(7), 'players', 'Ada was removed.');
  powers.handle(answer(1, 'Removed 7.'));
  expect(powers.outcome.value).toEqual({ place: 'players', text: 'Ada was removed.', isError: false });
  powers.ask(lock, 'hosting', '');
  expect(powers.outcome.value).toBeUndefined();
  powers.handle(answer(2, 'It is locked already.', true));
  expect(powers.outcome.value).toEqual({ place: 'hosting', text: 'It is locked already.', isError: true });
  powers.dismiss('players');
  expect(powers.outcome.value).toBeDefined();
  powers.dismiss('hosting');
  expect(powers.outcome.value).toBeUndefined();
});

test('an answer to nothing says nothing', () => {
  const powers = new HostPowers();
  powers.handle(answer(1, 'Surprise!', true));
  expect(powers.outcome.value).toBeUndefined();
});

test('who waits is what the server reported last', () => {
  const powers = new HostPowers();
  expect(powers.waiting.value).toEqual([]);
  const waiting = [{ number: 3, name: 'Grace', colour: '#56b4e9' }];
  const access = { isLocked: false, ticket: undefined, waiting, bans: [], muted: [] };
  powers.handle({ address: 'access', access });
  expect(powers.waiting.value).toBe(waiting);
  powers.handle({ address: 'access', access: undefined });
  expect(powers.waiting.value).toEqual([]);
});
