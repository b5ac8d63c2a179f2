import { LogWriter } from './log-writer';

/** A reader that takes so many bytes, and then none until it is told. */
function openTo(reader: { room: number; text: string; fault?: string }): LogWriter {
  return new LogWriter((bytes) => {
    if (reader.fault !== undefined) throw Object.assign(new Error(), { code: reader.fault });
    if (reader.room === 0) throw Object.assign(new Error(), { code: 'EAGAIN' });
    const taken = bytes.subarray(0, reader.room);
    reader.room -= taken.length;
    reader.text += Buffer.from(taken).toString();
    return taken.length;
  });
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('what the reader takes is written before the call returns', () => {
  const reader = { room: Infinity, text: '' };
  openTo(reader).write('one\n');
  expect(reader.text).toBe('one\n');
});

test('a reader that stops gets the rest, in order, when it goes on', () => {
  const reader = { room: 5, text: '' };
  const writer = openTo(reader);
  for (const line of ['one\n', 'two\n', 'three\n']) writer.write(line);
  expect(reader.text).toBe('one\nt');
  jest.advanceTimersByTime(1000);
  expect(reader.text).toBe('one\nt');
  reader.room = Infinity;
  jest.advanceTimersByTime(1000);
  expect(reader.text).toBe('one\ntwo\nthree\n');
});

test('for a reader that stays stopped no more than 64 KiB wait; what is dropped is counted, and told when it reads', () => {
  const reader = { room: 0, text: '' };
  const writer = openTo(reader);
  const told: number[] = [];
  writer.onDropped = (lines) => {
    told.push(lines);
    writer.write(`${lines} dropped\n`);
  };
  const line = `${'x'.repeat(1023)}\n`;
  for (let i = 0; i < 1000; i++) writer.write(line);
  reader.room = Infinity;
  jest.advanceTimersByTime(1000);
  expect(told).toEqual([1000 - 64]);
  expect(reader.text).toBe(`${line.repeat(64)}936 dropped\n`);
});

test('a reader that is gone is written to no more', () => {
  const reader = { room: Infinity, text: '', fault: 'EIO' };
  const writer = openTo(reader);
  writer.write('one\n');
  Reflect.deleteProperty(reader, 'fault');
  writer.write('two\n');
  expect(reader.text).toBe('');
});

test.each(['ENOSPC', 'EDQUOT'])(
  'a disk that was full (%s) gets the lines that waited, and those that come',
  (fault) => {
    const reader: Parameters<typeof openTo>[0] = { room: Infinity, text: '', fault };
    const writer = openTo(reader);
    writer.write('one\n');
    jest.advanceTimersByTime(1000);
    expect(reader.text).toBe('');
    Reflect.deleteProperty(reader, 'fault');
    jest.advanceTimersByTime(1000);
    writer.write('two\n');
    expect(reader.text).toBe('one\ntwo\n');
  },
);

test('the end waits for a reader that is slow, and not for one that is stopped', async () => {
  jest.useRealTimers();
  const reader = { room: 0, text: '' };
  const writer = openTo(reader);
  writer.write('one\n');
  let isDrained = false;
  const drained = writer.drain(10_000).then(() => (isDrained = true));
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(isDrained).toBe(false);
  reader.room = Infinity;
  await drained;
  expect(reader.text).toBe('one\n');
  reader.room = 0;
  writer.write('two\n');
  await writer.drain(100);
  expect(reader.text).toBe('one\n');
});
