import { GameState } from './state';

const server = 'tcp://127.0.0.1:5557';
const grace = { address: '/player/profile', id: 2, name: 'Grace', color: '#56b4e9' } as const;

let state: GameState;
beforeEach(() => {
  state = new GameState();
  state.hear({ address: 'connection', state: 'connecting', server }, 0);
  state.hear({ address: 'connection', state: 'present', server }, 0);
});

test('a profile that is told again changes nothing, a new name does', () => {
  // Who was there already has been told.
  const yard = { address: '/yard', id: 1, name: 'Yard', protocol: 1, widthPx: 2400, heightPx: 1600 } as const;
  for (const nowMs of [0, 1000]) state.hear(yard, nowMs);
  state.hear(grace, 5000);
  const others = state.others.value;
  state.hear(grace, 10_000);
  expect(state.others.value).toBe(others);
  state.hear({ ...grace, name: 'Hopper' }, 10_000);
  expect(state.others.value.get(2)?.name).toBe('Hopper');
  // She came once.
  expect(state.chat.log.value).toHaveLength(1);
});

test('what somebody said bears their name of that time', () => {
  state.hear(grace, 0);
  state.hear({ address: '/player/said', id: 2, text: 'hi' }, 0);
  state.hear({ ...grace, name: 'Hopper' }, 0);
  expect(state.chat.log.value).toMatchObject([{ kind: 'said', by: { name: 'Grace' }, text: 'hi' }]);
});

test('a hosted yard opens its panel, and its end closes it', () => {
  const yard = {
    name: 'Yard',
    reach: 'computer',
    port: 5557,
    addresses: [server],
    invite: 'zeroyard://join/127.0.0.1:5557',
  } as const;
  state.hear({ address: 'hosting', yard }, 0);
  expect(state.panels.side.value).toBe('hosting');
  state.panels.toggleSide('hosting');
  state.hear({ address: 'hosting', yard }, 0);
  expect(state.panels.side.value).toBeUndefined();
  state.panels.toggleSide('hosting');
  state.hear({ address: 'hosting', yard: undefined }, 0);
  expect(state.panels.side.value).toBeUndefined();
});

test('in the next yard nothing of the last one is left', () => {
  state.hear(grace, 0);
  state.hear({ address: '/player/said', id: 2, text: 'hi' }, 0);
  state.hear({ address: 'connection', state: 'connecting', server }, 1000);
  expect([state.others.value.size, state.chat.log.value]).toEqual([0, []]);
});
