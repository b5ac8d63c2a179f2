import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { Counters } from '../net/counters';
import { createPlayer } from '../yard/yard-player';
import { createLog, logStatus, visitLogger, type LogOptions } from './log';
import { takeReading } from './status';

/** A log that writes into a string. */
function logTo(options: LogOptions, hasColors = false) {
  const output = {
    text: '',
    write: (text: string) => (output.text += text),
    hasColors: () => hasColors,
  };
  return { log: createLog(options, output), output };
}

test('a line for a person has the time, the level and the sentence, and no fields', () => {
  const { log, output } = logTo({ logLevel: 'info' });
  log.info({ players: 3 }, 'Three are here.');
  expect(output.text).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: Three are here\.\n$/);
});

test('an error is shown with where it came from', () => {
  const { log, output } = logTo({ logLevel: 'info' });
  log.error(new Error('No more memory.'), 'The yard fell over.');
  expect(output.text).toContain('The yard fell over.');
  expect(output.text).toContain('log.test.ts');
});

test('a terminal that has colours gets some', () => {
  const { log, output } = logTo({ logLevel: 'info' }, true);
  log.info('Here.');
  expect(output.text).toContain('\u001b[');
});

test('the log for a terminal escapes names: none can end its quotes, move the cursor or turn the line', () => {
  const { log, output } = logTo({ logLevel: 'debug' });
  const profile = { name: 'Ada". \u001b[2J\u202e\r', colour: '#e69f00' };
  visitLogger(log).onArrival({ ...createPlayer(3, { name: 'A yard', size: DEFAULT_YARD_SIZE }, 0), profile });
  expect(output.text).toContain('Player 3 is here: "Ada\\". \\u001b[2J\\u202e\\u000d".\n');
  output.text = '';
  log.warn('What a packet said: \u001b]0;title\u0007');
  expect(output.text).toContain('What a packet said: \\u001b]0;title\\u0007\n');
});

test('a line for a machine is one JSON object with the fields', () => {
  const { log, output } = logTo({ json: true, logLevel: 'info' }, true);
  log.warn({ players: 3 }, 'Three are\nhere.');
  expect(output.text.trimEnd().split('\n')).toHaveLength(1);
  const line = JSON.parse(output.text) as { time: string };
  expect(line).toMatchObject({ level: 'warn', msg: 'Three are\nhere.', players: 3 });
  expect(new Date(line.time).toISOString()).toBe(line.time);
});

test('what is below the level is not logged', () => {
  const { log, output } = logTo({ json: true, logLevel: 'warn' });
  log.info('Not this.');
  log.warn('But this.');
  expect(output.text).not.toContain('Not this.');
  expect(output.text).toContain('But this.');
});

describe('the status', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('is logged while somebody is here, once more when all left, and not again', () => {
    const { log, output } = logTo({ json: true, logLevel: 'info' });
    const counters = new Counters();
    let players = 0;
    logStatus(log, () => takeReading(players, counters));
    const next = () => {
      output.text = '';
      jest.advanceTimersByTime(10_000);
      return output.text === '' ? undefined : (JSON.parse(output.text) as { msg: string }).msg;
    };
    expect(next()).toBeUndefined();
    players = 1;
    counters.updatesIn = 300;
    expect(next()).toBe('1 player here, 30 updates/s received, 0 sent');
    expect(next()).toBe('1 player here, 0 updates/s received, 0 sent');
    players = 0;
    expect(next()).toBe('Nobody here, 0 updates/s received, 0 sent');
    expect(next()).toBeUndefined();
  });
});
