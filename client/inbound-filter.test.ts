import type { ServerMessage } from '../shared/protocol/messages';
import { InboundFilter } from './inbound-filter';

const yard = (name: string) =>
  ({ address: '/yard', id: 1, name, protocol: 2, widthPx: 2400, heightPx: 1600 }) as const;
const said = { address: '/player/said', id: 2, text: 'Hello' } as const;
const listed = { address: '/servers', servers: 'tcp://192.0.2.1:1 tcp://192.0.2.2:1' } as const;
const refused = { address: '/refused', code: 'full', reason: 'Full.' } as const;

/** How many of these pass, told one after the other, so many a second. */
function passing(messages: readonly ServerMessage[], perS: number): { passed: number; excess: number } {
  const filter = new InboundFilter(0);
  const passed = messages.filter((message, i) => filter.passes(message, (1000 * i) / perS)).length;
  return { passed, excess: filter.ignored.excess };
}

test('a thousand yard names: a name counts once a second, and its repetitions always', () => {
  const names = Array.from({ length: 1000 }, (_, i) => yard(`Yard ${i}`));
  expect(passing(names, 1000)).toEqual({ passed: 1, excess: 999 });
  expect(passing(names, 100)).toEqual({ passed: 10, excess: 990 });
  expect(
    passing(
      Array.from({ length: 1000 }, () => yard('Yard')),
      1000,
    ),
  ).toEqual({ passed: 1000, excess: 0 });
});

test('a yard of another size each time: it has another size once a second', () => {
  const sizes = Array.from({ length: 1000 }, (_, i) => ({ ...yard('Yard'), widthPx: 2400 + i }));
  expect(passing(sizes, 100)).toEqual({ passed: 10, excess: 990 });
});

test.each([
  ['500 chat lines a packet', said, 100],
  ['as many refusals', refused, 10],
  ['a list of servers each ms', listed, 5],
])('%s, ten a second: after a burst they are held to a rate', (_, message, burst) => {
  const { passed, excess } = passing(
    Array.from({ length: 5000 }, () => message),
    5000,
  );
  expect(passed).toBeGreaterThanOrEqual(burst);
  expect(passed).toBeLessThan(1.5 * burst);
  expect(passed + excess).toBe(5000);
});

test('a crowd of a hundred that greets at once is heard', () => {
  expect(
    passing(
      Array.from({ length: 100 }, () => said),
      10_000,
    ),
  ).toEqual({ passed: 100, excess: 0 });
});

test('a place or a departure of who is not known is no news, and no excess', () => {
  const filter = new InboundFilter(0);
  const place = { address: '/player/position', id: 2, x: 1, y: 1 } as const;
  const left = { address: '/player/left', id: 2 } as const;
  expect([filter.passes(place, 0), filter.passes(left, 0)]).toEqual([false, false]);
  filter.passes({ address: '/player/profile', id: 2, name: 'Ada', colour: '#e69f00' }, 0);
  expect([filter.passes(place, 0), filter.passes(left, 0)]).toEqual([true, true]);
  expect(filter.ignored).toEqual({ foreign: 0, malformed: 0, excess: 0 });
});

test('of offers of the yard, which a person has to answer, eight are passed on and then one in ten seconds', () => {
  const filter = new InboundFilter(0);
  const passed = (nowMs: number) =>
    Array.from({ length: 100 }, (_, i) =>
      filter.passes({ address: '/offer', n: i + 1, id: 1, state: '' }, nowMs),
    ).filter(Boolean).length;
  expect([passed(0), passed(9_999), passed(10_000)]).toEqual([8, 0, 1]);
  expect(filter.ignored.excess).toBe(291);
});
