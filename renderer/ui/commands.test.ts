import type { FromRenderer } from '../../shared/bridge';
import type { Action } from '../input/shortcuts';
import { Commands } from './commands';
import { GameState } from './state';

const grace = { address: '/player/profile', id: 2, name: 'Grace', colour: '#56b4e9' } as const;
const ada = { ...grace, id: 5, name: 'Ada' };

function open(isSpectator: boolean) {
  const state = new GameState();
  const sent: FromRenderer['address'][] = [];
  const done: unknown[] = [];
  const note =
    (what: string) =>
    (...args: unknown[]) =>
      void done.push([what, ...args]);
  const commands = new Commands(state, ({ address }) => sent.push(address), {
    ...{ toggleNames: note('names'), toggleMap: note('map'), said: note('said') },
    ...{ followNext: note('followNext'), follow: note('follow'), showWhole: note('whole') },
  });
  const server = 'tcp://127.0.0.1:5557';
  state.handleAll([{ address: 'enter', server, position: undefined, isSpectator }, grace, ada], 0);
  state.handleAll([{ address: 'connection', state: 'present' }], 0);
  const perform = (action: Action) => commands.perform({ action, nth: 0 });
  return { state, sent, done, perform };
}

test('a spectator says nothing, follows players by their names, and leaves by the key that closes what is open', () => {
  const { state, sent, done, perform } = open(true);
  perform('chat');
  perform('emote');
  expect([state.chat.isOpen.value, sent]).toEqual([false, []]);
  perform('follow');
  perform('whole');
  expect(done).toEqual([['followNext', [5, 2]], ['whole']]);
  perform('players');
  perform('close');
  expect([state.panels.side.value, sent]).toEqual([undefined, []]);
  perform('close');
  expect(sent).toEqual(['leave']);
});

test('a player follows nobody, and does not leave by that key', () => {
  const { state, sent, done, perform } = open(false);
  for (const action of ['follow', 'whole', 'close', 'chat'] as const) perform(action);
  expect([done, sent, state.chat.isOpen.value]).toEqual([[], [], true]);
});
