import { GameState } from './state';

const server = 'tcp://127.0.0.1:5557';
const grace = { address: '/player/profile', id: 2, name: 'Grace', colour: '#56b4e9' } as const;

let state: GameState;
beforeEach(() => {
  state = new GameState();
  state.handleAll([{ address: 'enter', server, position: undefined }], 0);
  state.handleAll([{ address: 'connection', state: 'present' }], 0);
});

test('a repeated profile changes nothing, a new name does', () => {
  // Who was there already has been told.
  const yard = { address: '/yard', id: 1, name: 'Yard', protocol: 2, widthPx: 2400, heightPx: 1600 } as const;
  for (const nowMs of [0, 1000]) state.handleAll([yard], nowMs);
  state.handleAll([grace], 5000);
  const others = state.others.value;
  state.handleAll([grace], 10_000);
  expect(state.others.value).toBe(others);
  state.handleAll([{ ...grace, name: 'Hopper' }], 10_000);
  expect(state.others.value.get(2)?.name).toBe('Hopper');
  // She came once.
  expect(state.chat.log.value).toHaveLength(1);
});

test('what somebody said bears their name of that time', () => {
  state.handleAll([grace], 0);
  state.handleAll([{ address: '/player/said', id: 2, text: 'hi' }], 0);
  state.handleAll([{ ...grace, name: 'Hopper' }], 0);
  expect(state.chat.log.value).toMatchObject([{ kind: 'said', by: { name: 'Grace' }, text: 'hi' }]);
});

test('a line of nobody in the yard is the host’s', () => {
  state.handleAll([{ address: '/player/said', id: 0, text: 'Supper!' }], 0);
  expect(state.chat.log.value).toMatchObject([{ kind: 'said', by: { name: 'Host' }, text: 'Supper!' }]);
});

test('a hosted yard opens its panel, and its end closes it', () => {
  const yard = {
    name: 'Yard',
    reach: 'computer',
    access: 'open',
    size: 'medium',
    port: 5557,
    addresses: [server],
    invite: 'zeroyard://join/127.0.0.1:5557',
  } as const;
  state.handleAll([{ address: 'hosting', yard }], 0);
  expect(state.panels.side.value).toBe('hosting');
  state.panels.toggleSide('hosting');
  state.handleAll([{ address: 'hosting', yard }], 0);
  expect(state.panels.side.value).toBeUndefined();
  state.panels.toggleSide('hosting');
  state.handleAll([{ address: 'hosting', yard: undefined }], 0);
  expect(state.panels.side.value).toBeUndefined();
});

test('who is muted is not seen to say anything, and is again when no longer muted', () => {
  state.handleAll([grace], 0);
  state.mutes.toggle(2);
  state.handleAll([{ address: '/player/said', id: 2, text: 'hi' }], 0);
  expect(state.chat.log.value).toEqual([]);
  state.mutes.toggle(2);
  state.handleAll([{ address: '/player/said', id: 2, text: 'hi' }], 0);
  expect(state.chat.log.value).toHaveLength(1);
});

test('the form is filled as the person hosted the last time', () => {
  const access = { computer: 'open', network: 'ask' } as const;
  state.handleAll(
    [{ address: 'choices', name: 'Attic', reach: 'network', access, port: 7000, size: 'large' }],
    0,
  );
  const { yardName, reach, port, size } = state.drafts;
  expect([yardName.value, reach.value, port.value, size.value]).toEqual([
    'Attic',
    'network',
    '7000',
    'large',
  ]);
  expect(state.drafts.access.value).toEqual(access);
});

test('in the next yard nothing of the last one is left', () => {
  state.handleAll([grace], 0);
  state.handleAll([{ address: '/player/said', id: 2, text: 'hi' }], 0);
  state.handleAll([{ address: 'enter', server, position: undefined }], 1000);
  expect([state.others.value.size, state.chat.log.value]).toEqual([0, []]);
});

test('how a connection stands, which arrives late, leads nobody out of the lobby', () => {
  state.handleAll([{ address: 'lobby', notice: undefined }], 0);
  state.handleAll([{ address: 'connection', state: 'lost' }], 0);
  expect(state.connection.value).toBeUndefined();
});

test('one is shown as the yard says, until the next yard', () => {
  state.handleAll([{ address: 'self', name: 'Root', colour: '' }], 0);
  expect(state.shownSelf.value).toEqual({ name: 'Root', colour: '#ffffff' });
  state.handleAll([{ address: '/your/profile', name: 'Root 2', colour: '#009e73' }], 0);
  state.handleAll([{ address: 'self', name: 'Root', colour: '#009e73' }], 0);
  expect(state.shownSelf.value).toEqual({ name: 'Root 2', colour: '#009e73' });
  state.handleAll([{ address: 'enter', server, position: undefined }], 1000);
  expect(state.shownSelf.value).toEqual({ name: 'Root', colour: '#009e73' });
});

test('why a yard was not handed over is in the hosting panel, and is said beside where that is closed', () => {
  const fault = { address: 'fault', about: 'handOver', reason: 'The yard stays with you.' } as const;
  state.panels.side.value = 'hosting';
  state.handleAll([fault], 0);
  expect(state.notices.shown.value).toEqual([]);
  state.panels.side.value = undefined;
  state.handleAll([fault], 0);
  expect(state.notices.shown.value).toEqual(['The yard stays with you.']);
});

test('why an invite that was clicked leads nowhere is said in the yard too, where there is no form to join by', () => {
  const fault = { address: 'fault', about: 'join', reason: 'You host a yard.' } as const;
  state.handleAll([fault], 0);
  expect(state.notices.shown.value).toEqual(['You host a yard.']);
  state.handleAll([{ address: 'lobby', notice: undefined }], 0);
  state.notices.dismiss('You host a yard.');
  state.handleAll([fault], 0);
  expect(state.notices.shown.value).toEqual([]);
});

test('who looks on is none of those who are here, until the lobby', () => {
  const counts = () => [state.isSpectator.value, state.playersHere.value];
  state.handleAll([{ address: 'enter', server, position: undefined, isSpectator: true }, grace], 0);
  expect(counts()).toEqual([true, 1]);
  state.handleAll([{ address: 'lobby', notice: undefined }], 0);
  expect(counts()).toEqual([false, 1]);
  state.handleAll([{ address: 'enter', server, position: undefined }, grace], 0);
  expect(counts()).toEqual([false, 2]);
});
