import { PacedReports } from './paced-reports';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a change is reported at once, many together ten times a second, and the last of them always', () => {
  const report = jest.fn();
  const reports = new PacedReports(report);
  reports.changed();
  expect(report).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 1000; i++) {
    reports.changed();
    jest.advanceTimersByTime(1);
  }
  expect(report.mock.calls.length).toBeGreaterThanOrEqual(10);
  expect(report.mock.calls.length).toBeLessThanOrEqual(11);
  jest.advanceTimersByTime(10_000);
  const reported = report.mock.calls.length;
  reports.changed();
  expect(report).toHaveBeenCalledTimes(reported + 1);
  jest.advanceTimersByTime(10_000);
  expect(report).toHaveBeenCalledTimes(reported + 1);
});
