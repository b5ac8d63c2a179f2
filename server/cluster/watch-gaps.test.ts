import { forgetWatch, WatchGaps } from './watch-gaps';

const at = (last_seq: number, created = 'today') => ({ created, state: { last_seq } });

test('what was written and has not come by the next look is a gap; what is on its way is none', () => {
  const gaps = new WatchGaps(at(5));
  expect(gaps.isWhole(at(5))).toBe(true);
  expect(gaps.isWhole(at(7))).toBe(true);
  gaps.note(6);
  gaps.note(7);
  expect(gaps.isWhole(at(8))).toBe(true);
  expect(gaps.isWhole(at(8))).toBe(false);
});

test('a bucket that was made anew is another one, whatever was written in it', () => {
  expect(new WatchGaps(at(5)).isWhole(at(5, 'tomorrow'))).toBe(false);
});

test('a watch that ended is given back to NATS, and it matters to nobody when that fails', () => {
  const deleted = jest.fn(() => Promise.reject(new Error('no such consumer')));
  forgetWatch({ _data: { delete: deleted } });
  forgetWatch({});
  expect(deleted).toHaveBeenCalledTimes(1);
});
