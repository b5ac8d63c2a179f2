import { existsSync, readFileSync, statSync } from 'node:fs';
import { HOST_KEY_VARIABLE, STATE_FILE_VARIABLE } from '../shared/process-reports';
import type { YardState } from '../shared/yard-state';
import { fakePrograms, LISTENING, open, settled } from './server-process.fixture';

jest.mock('electron', () => ({}));

const STATE: YardState = {
  access: 'open',
  isLocked: false,
  players: [
    {
      ...{ id: 3, name: 'Ada', wantedName: 'Ada', colour: '#e69f00', place: { x: 1, y: 2 } },
      keyHash: 'A'.repeat(43),
      isMuted: false,
    },
  ],
};

test('a server that takes a yard over finds its state in a file of its user alone, which is gone after that', async () => {
  const { started, opening } = fakePrograms();
  const process = opening({}, { state: STATE, hostKey: 'key of the host' });
  const [first] = started;
  const path = first?.env[STATE_FILE_VARIABLE] ?? '';
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(STATE);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(first?.args.join(' ')).not.toContain(path);
  expect(first?.env[HOST_KEY_VARIABLE]).toBe('key of the host');
  first?.report(LISTENING);
  await process;
  expect(existsSync(path)).toBe(false);
  // Who was in it before is no longer known to be: it is started again as ever.
  first?.die();
  await settled();
  expect(started[1]?.env).toEqual({ [HOST_KEY_VARIABLE]: 'key of the host' });
});

test('its state is asked for, and one that was handed over is not started again', async () => {
  const { started, process, events } = await open();
  const state = process.takeState();
  expect(started[0]?.orders).toEqual(['state']);
  started[0]?.later({ event: 'state', state: STATE });
  expect(await state).toEqual(STATE);
  const moveTo = { server: 'tcp://127.0.0.1:5557', key: '', ticket: '' };
  await process.handOver(moveTo);
  expect(started[0]?.orders).toEqual(['state', { moveTo }]);
  started[0]?.die();
  await settled();
  expect(started).toHaveLength(1);
  expect(events).toEqual([]);
});

test('a server that does not say who is there is an error in words', async () => {
  const { process } = await open();
  jest.useFakeTimers();
  const state = process.takeState();
  jest.advanceTimersByTime(3000);
  jest.useRealTimers();
  await expect(state).rejects.toThrow('does not answer');
});
