/** One controller that the system shows twice acts once. */
import { ActivePad } from './active-pad';

const pad = (index: number, pressed: number[] = [], axes: number[] = [0, 0]) => ({
  index,
  axes,
  buttons: Array.from({ length: 17 }, (_, i) => ({ pressed: pressed.includes(i) })),
});
const X = 2;
const START = 9;
const HELP = { action: 'help', nth: 0 };
const WAVE = { action: 'emote', nth: 0 };

function two(): ActivePad {
  const pads = new ActivePad();
  pads.add(0);
  pads.add(1);
  return pads;
}

test('a button that both show in one frame gives one command', () => {
  const pads = two();
  expect(pads.read([pad(0, [START]), pad(1, [START])], 0).commands).toEqual([HELP]);
  expect(pads.read([pad(0, [START]), pad(1, [START])], 16).commands).toEqual([]);
});

test.each([16, 100])('nor does it give a second one where the double is %i ms late', (lateMs) => {
  const pads = two();
  const commands = [];
  for (let nowMs = 0; nowMs < 600; nowMs += 4) {
    const isHeld = (startMs: number) => nowMs >= startMs && nowMs < startMs + 80;
    const shown = [pad(0, isHeld(0) ? [START] : []), pad(1, isHeld(lateMs) ? [START] : [])];
    commands.push(...pads.read(shown, nowMs).commands);
  }
  expect(commands).toEqual([HELP]);
});

test('a stick that both show walks as one', () => {
  const pads = two();
  expect(pads.read([pad(0, [], [0.575, 0]), pad(1, [], [0.575, 0])], 0).direction.x).toBeCloseTo(0.5);
});

test('another gamepad takes its turn when the first was laid down', () => {
  const pads = two();
  expect(pads.read([pad(0, [X]), pad(1)], 0).commands).toEqual([WAVE]);
  expect(pads.read([pad(0), pad(1, [START])], 100).commands).toEqual([]);
  pads.read([pad(0), pad(1)], 300);
  expect(pads.read([pad(0), pad(1, [START])], 400).commands).toEqual([HELP]);
  expect(pads.read([pad(0), pad(1, [15])], 500).direction).toEqual({ x: 1, y: 0 });
});

test('when the one that acts is unplugged, the other acts at once', () => {
  const pads = two();
  pads.read([pad(0, [], [1, 0]), pad(1)], 0);
  pads.delete(0);
  expect(pads.count).toBe(1);
  expect(pads.read([pad(1, [X])], 16).commands).toEqual([WAVE]);
});
