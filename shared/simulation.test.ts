import { formatSimulation, NO_SIMULATION, parseSimulation } from './simulation';

test('what is left out is off', () => {
  expect(parseSimulation('delay=80 jitter=30 loss=2.5 duplicate=1')).toEqual({
    delayMs: 80,
    jitterMs: 30,
    lossPercent: 2.5,
    duplicatePercent: 1,
  });
  expect(parseSimulation(' loss=5,  jitter=0')).toEqual({ ...NO_SIMULATION, lossPercent: 5 });
  expect(parseSimulation('')).toEqual(NO_SIMULATION);
});

test.each([
  [
    'delay',
    '"delay" is no figure of a bad network. They are given as "delay=80 jitter=30 loss=2 duplicate=1".',
  ],
  ['lag=80', '"lag=80" is no figure'],
  ['toString=1', '"toString=1" is no figure'],
  ['delay=-5', '"delay=-5" is no figure'],
  ['delay=80ms', '"delay=80ms" is no figure'],
  ['delay=1001', '"delay=1001" is too much: delay is from 0 to 1000 ms.'],
  ['delay=80 loss=101', '"loss=101" is too much: loss is from 0 to 100 percent.'],
])('%j is refused in a sentence', (text, sentence) => {
  expect(() => parseSimulation(text)).toThrow(sentence);
});

test('a simulation is written as it is read', () => {
  const text = 'delay=80 jitter=30 loss=2.5 duplicate=1';
  expect(formatSimulation(parseSimulation(text))).toBe(text);
  expect(formatSimulation(parseSimulation('loss=5'))).toBe('loss=5');
  expect(formatSimulation(NO_SIMULATION)).toBe('');
});
