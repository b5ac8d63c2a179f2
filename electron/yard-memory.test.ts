import type { KnownYard } from '../client/known-yards';
import type { Settings } from './settings';
import { YardMemory } from './yard-memory';

const [OLD_KEY, NEW_KEY, OTHER_KEY] = ['A', 'B', 'C'].map((letter) => letter.repeat(43)) as [
  string,
  string,
  string,
];
const AT = { host: '192.168.1.20', port: 5557 };
const PIN: KnownYard = { name: 'Yard', address: 'tcp://192.168.1.20:5557', serverKey: OLD_KEY };

function memory() {
  const kept: Record<string, unknown> = { known: [PIN], recent: [] };
  const settings = {
    get: (name: string) => kept[name],
    set: (name: string, value: unknown) => (kept[name] = value),
  };
  return { memory: new YardMemory(settings as unknown as Settings), kept };
}

test('a secured yard that leads on to itself under a new key is remembered by it, and nothing is asked', () => {
  const { memory: yards, kept } = memory();
  const to = { ...AT, serverKey: NEW_KEY };
  expect(yards.remember('Yard', to, { ...AT, serverKey: OLD_KEY })).toBeUndefined();
  expect(kept.known).toEqual([{ ...PIN, serverKey: NEW_KEY }]);
});

test.each([undefined, OTHER_KEY])('a yard of key %s does not stand for another one', (serverKey) => {
  const { memory: yards, kept } = memory();
  const from = { host: '192.168.1.30', port: 5557, ...(serverKey !== undefined && { serverKey }) };
  expect(yards.remember('Yard', { ...AT, serverKey: NEW_KEY }, from)).toEqual(PIN);
  expect(kept.known).toEqual([PIN]);
});

test('the yard of a hand-over is known by its new key and address, and where it was it is remembered no longer', () => {
  const { memory: yards, kept } = memory();
  const from = { ...AT, serverKey: OLD_KEY };
  const to = { host: '192.168.1.30', port: 5558, serverKey: NEW_KEY };
  const other = { name: 'Other', address: 'tcp://192.168.1.40:5557' };
  kept.recent = [PIN, other];
  expect(yards.remember('Yard', to, from)).toBeUndefined();
  const moved = { name: 'Yard', address: 'tcp://192.168.1.30:5558', serverKey: NEW_KEY };
  expect(kept.recent).toEqual([moved, other]);
  expect(kept.known).toEqual([moved, PIN]);
  // By the list, by the address alone, and by what is remembered: nothing is asked.
  for (const wanted of [to, { host: to.host, port: to.port }])
    for (const name of ['Yard', undefined])
      expect(yards.decideEntry(wanted, name, [])).toEqual({ target: to, changed: undefined });
});
