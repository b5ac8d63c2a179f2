import { FrameMeter } from './frame-times';

test('it tells the median and the worst since the last reading, and nothing when nothing was drawn', () => {
  const meter = new FrameMeter();
  expect(meter.drain()).toBeUndefined();
  for (const frameMs of [16, 17, 40]) meter.add(frameMs);
  expect(meter.drain()).toEqual({ medianMs: 17, worstMs: 40 });
  expect(meter.drain()).toBeUndefined();
  meter.add(8);
  expect(meter.drain()).toEqual({ medianMs: 8, worstMs: 8 });
});

test('when more frames come than it holds the oldest give way', () => {
  const meter = new FrameMeter();
  meter.add(1000);
  for (let i = 0; i < 512; i++) meter.add(10);
  expect(meter.drain()).toEqual({ medianMs: 10, worstMs: 10 });
});
