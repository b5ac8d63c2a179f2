import { WatchLog } from './watch-log';

const YARD = { address: '/yard', id: 0, name: 'Yard', protocol: 2, widthPx: 2400, heightPx: 1600 } as const;
const profile = (id: number, name: string) =>
  ({ address: '/player/profile', id, name, colour: '#e69f00' }) as const;
const motions = (...ids: number[]) =>
  ({
    ...{ address: '/motions', sentMs: 0, ids: Int32Array.from(ids) },
    ...{ xs: new Float32Array(1), ys: new Float32Array(1), vxs: new Int16Array(1), vys: new Int16Array(1) },
    ...{ ages: new Uint16Array(1), flags: new Uint16Array(1) },
  }) as unknown as Parameters<WatchLog['handle']>[0];

test('what happens is said once, a line each', () => {
  const log = new WatchLog();
  const lines = [
    ...[YARD, YARD, profile(1, 'Ada'), profile(1, 'Ada'), profile(1, 'Ada 2')],
    ...[{ address: '/player/said', id: 1, text: 'Hello!' } as const],
    ...[{ address: '/player/said', id: 0, text: 'Welcome.' } as const],
    ...[{ address: '/player/said', id: 9, text: 'Hm.' } as const],
    ...[{ address: '/player/left', id: 1 } as const, { address: '/player/left', id: 1 } as const],
    ...[{ address: '/refused', code: 'full', reason: 'This yard is full.' } as const],
  ].flatMap((message) => log.handle(message));
  expect(lines).toEqual([
    'Looking on at the yard "Yard".',
    '"Ada" is here.',
    '"Ada" is "Ada 2" from now on.',
    '"Ada 2": Hello!',
    'Host: Welcome.',
    '"Player 9": Hm.',
    '"Ada 2" left.',
    'This yard is full.',
  ]);
});

test('motions are summed', () => {
  const log = new WatchLog();
  expect(log.handle(motions(1, 2))).toEqual([]);
  log.handle(motions(2));
  expect([log.sum(), log.sum()]).toEqual([['3 motions of 2 players.'], []]);
  log.handle(motions(1));
  expect(log.sum()).toEqual(['1 motion of one player.']);
});
