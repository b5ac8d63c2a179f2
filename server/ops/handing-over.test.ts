import type { Host } from '../../cli/stopping';
import type { ServerOrder, ServerReport } from '../../shared/process-reports';
import { join, testYard } from '../yard/yard.fixture';
import { untilHandedOver } from './handing-over';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('the game is told at once who could hold the yard, and of a thousand who come and go ten times a second', () => {
  const reports: ServerReport[] = [];
  const parentPort = { postMessage: (report: ServerReport) => reports.push(report), on: () => undefined };
  const yard = testYard({ maxPlayers: 2000 });
  const host = { parentPort } as unknown as Host<ServerReport, ServerOrder>;
  void untilHandedOver(host, yard, 5557, () => undefined);
  const say = { address: '/successor', n: 0, server: '', key: '', ticket: '' } as const;
  const players = Array.from({ length: 1000 }, (_, i) => join(yard, `Walker ${i}`, 0, `key ${i}`));
  for (const player of players) {
    yard.handle(player, say, 0);
    if (reports.length === 0) throw new Error('The first is not reported at once.');
    yard.remove(player, 0);
    jest.advanceTimersByTime(1);
  }
  expect(reports.length).toBeLessThanOrEqual(11);
  jest.advanceTimersByTime(100);
  expect(reports.at(-1)).toEqual({ event: 'successors', ids: [] });
});
