import { readFromRenderer } from './bridge';

test.each([
  { address: '/say', text: 'hello' },
  { address: 'profile', name: 'Ada', colour: '#e69f00' },
  { address: 'host', name: 'Yard', reach: 'network', access: 'ask', port: 5557, size: 'large' },
  { address: 'reach', reach: 'network', access: 'secured' },
  { address: 'command', n: 1, word: 'invite new', argument: '' },
  { address: 'command', n: 2, word: 'kick', argument: '7' },
  { address: 'closing', isConfirmed: true },
  { address: 'join', target: 'whatever was typed' },
  { address: 'phones', isOpen: true },
  { address: 'preferences', isMuted: true, hasSeenHelp: false },
  { address: 'leave' },
  { address: 'enter' },
  { address: 'enter', position: { x: 1, y: 2.5 } },
  { address: 'simulate', delayMs: 80, jitterMs: 30, lossPercent: 5, duplicatePercent: 0 },
])('%j crosses as it is', (message) => {
  expect(readFromRenderer(message)).toEqual(message);
});

test('a motion crosses, and nothing that was hung on it', () => {
  const motion = { address: '/motion', x: 1, y: 2.5, vx: 0, vy: -240 };
  expect(readFromRenderer({ ...motion, more: 'x' })).toEqual(motion);
});

test.each([
  undefined,
  null,
  'text',
  { address: '/leave' },
  { address: '/say', text: 7 },
  { address: '/say', text: 'x'.repeat(1001) },
  { address: 'profile', name: 'Ada' },
  { address: 'reach', reach: 'network' },
  { address: 'host', name: 'Yard', reach: 'world', access: 'open', port: 5557, size: 'small' },
  { address: 'host', name: 'Yard', reach: 'computer', access: 'open', port: '5557', size: 'small' },
  { address: 'host', name: 'Yard', reach: 'computer', access: 'open', port: 5557, size: '9600x6400' },
  { address: 'host', name: 'Yard', reach: 'computer', access: 'open', port: 5557 },
  { address: 'host', name: 'Yard', reach: 'computer', access: 'all', port: 5557, size: 'small' },
  { address: 'host', name: 'Yard', reach: 'computer', port: 5557, size: 'small' },
  { address: 'command', n: 1, word: 'stop', argument: '' },
  { address: 'command', n: 1, word: 'export', argument: '/etc/passwd' },
  { address: 'command', n: 1, word: 'kick', argument: 7 },
  { address: 'command', word: 'lock', argument: '' },
  { address: 'closing', isConfirmed: 'yes' },
  { address: 'join', target: null },
  { address: 'phones', isOpen: 1 },
  { address: 'enter', position: null },
  { address: 'enter', position: { x: 1, y: NaN } },
  { address: 'enter', position: { x: 1, y: 2, more: 'x' } },
  { address: 'simulate', delayMs: 80, jitterMs: 30, lossPercent: 5 },
  { address: 'simulate', delayMs: 1001, jitterMs: 30, lossPercent: 5, duplicatePercent: 0 },
  { address: 'preferences', isMuted: 1, hasSeenHelp: true },
  { address: 'preferences', isMuted: true },
  { address: '/motion', x: 1, vx: 0, vy: 0 },
  { address: '/motion', x: '1', y: 2, vx: 0, vy: 0 },
  { address: '/motion', x: NaN, y: 2, vx: 0, vy: 0 },
  { address: '/motion', x: 1, y: Infinity, vx: 0, vy: 0 },
])('%j does not cross', (data) => {
  expect(readFromRenderer(data)).toBeUndefined();
});

test('a simulation crosses within its limits alone', () => {
  const simulation = { delayMs: 1000, jitterMs: 0, lossPercent: 100, duplicatePercent: 0.5 };
  expect(readFromRenderer({ address: 'simulate', ...simulation })).toEqual({
    address: 'simulate',
    ...simulation,
  });
  for (const delayMs of [-1, 1001, NaN, Infinity, '5', undefined])
    expect(readFromRenderer({ address: 'simulate', ...simulation, delayMs })).toBeUndefined();
  expect(readFromRenderer({ address: 'simulate', ...simulation, lossPercent: 100.5 })).toBeUndefined();
});

test.each(['constructor', 'toString', '__proto__'])('%s is no message', (address) => {
  expect(readFromRenderer({ address })).toBeUndefined();
});
