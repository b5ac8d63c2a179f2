import { Writable } from 'node:stream';
import { FLUSH_MAX_BYTES } from '../../../shared/config';
import { SENT_MAX_BYTES, SENT_WAITING_MAX_BYTES } from './limits';
import { Outgoing } from './outgoing';
import { WriteBuffer } from './write-buffer';
import { message, ping } from './zmtp.fixture';

/** What leaves by a stream of which somebody reads only when `read` is called. */
function stopped(buffer = new WriteBuffer()) {
  const written: Buffer[] = [];
  let waiting: (() => void)[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      written.push(chunk);
      waiting.push(done);
    },
  });
  const read = async (): Promise<void> => {
    while (waiting.length > 0) {
      const dones = waiting;
      waiting = [];
      for (const done of dones) done();
      await new Promise(setImmediate);
    }
  };
  return { stream, written, read, outgoing: new Outgoing(stream, buffer) };
}

test('all of one turn leaves in one write, in order', async () => {
  const { outgoing, written, read } = stopped();
  const long = Buffer.alloc(300, 'l');
  for (const payload of ['', 'short', long, Buffer.alloc(255), Buffer.alloc(256)])
    expect(outgoing.message(Buffer.from(payload))).toBe(true);
  outgoing.control(ping());
  expect(written).toEqual([]);
  await new Promise(setImmediate);
  await read();
  const sent = ['', 'short', long, Buffer.alloc(255), Buffer.alloc(256)].map((body) => message('', body));
  expect(written).toEqual([Buffer.concat([...sent, ping()])]);
});

test('what another peer is sent leaves first, and each gets its own', () => {
  const buffer = new WriteBuffer();
  const [ada, grace] = [stopped(buffer), stopped(buffer)];
  ada.outgoing.message(Buffer.from('to Ada'));
  grace.outgoing.message(Buffer.from('to Grace'));
  expect(ada.written).toEqual([message('', Buffer.from('to Ada'))]);
  expect(grace.written).toEqual([]);
  ada.outgoing.flush();
  expect(grace.written).toEqual([]);
  grace.outgoing.flush();
  expect(grace.written).toEqual([message('', Buffer.from('to Grace'))]);
});

test('a payload may be changed once it is sent, and what waits is never overwritten', async () => {
  const buffer = new WriteBuffer();
  const readers = [stopped(buffer), stopped(buffer), stopped(buffer)];
  const payload = Buffer.alloc(3000);
  readers.forEach(({ outgoing }, i) => {
    outgoing.message(payload.fill(i));
    outgoing.message(payload.fill(10 + i));
  });
  await new Promise(setImmediate);
  for (const [i, { read, written }] of readers.entries()) {
    await read();
    const sent = [i, 10 + i].map((byte) => message('', Buffer.alloc(3000, byte)));
    expect(written).toEqual([Buffer.concat(sent)]);
  }
});

test('readers that take all at once share the memory of one buffer', () => {
  const chunks: Buffer[] = [];
  const buffer = new WriteBuffer();
  for (let i = 0; i < 100; i++) {
    const stream = new Writable({ write: (chunk: Buffer, _, done) => done(void chunks.push(chunk)) });
    const outgoing = new Outgoing(stream, buffer);
    outgoing.message(Buffer.alloc(1000));
    outgoing.flush();
  }
  expect(chunks).toHaveLength(100);
  expect(new Set(chunks.map((chunk) => chunk.buffer)).size).toBe(1);
});

test.each([1, 100, 4000, 50_000, 250_000])(
  'a reader that stops costs a fixed number of bytes, by packets of %d',
  async (bytes) => {
    const { outgoing, stream, read } = stopped();
    const payload = Buffer.alloc(bytes);
    let taken = 0;
    while (outgoing.message(payload)) {
      outgoing.flush();
      outgoing.control(ping());
      taken++;
    }
    for (let i = 0; i < 1000; i++) {
      outgoing.control(Buffer.alloc(1000));
      outgoing.flush();
    }
    expect(taken).toBeGreaterThan(0);
    expect(stream.writableLength).toBeLessThanOrEqual(256 * 1024);
    // Many small writes cost more than their bytes.
    expect(taken).toBeLessThanOrEqual(SENT_WAITING_MAX_BYTES / 512);
    await read();
    expect(outgoing.message(payload)).toBe(true);
  },
);

test('within one turn a reader may be sent no more than one that has stopped', () => {
  const { outgoing } = stopped();
  let bytes = 0;
  while (outgoing.message(Buffer.alloc(1000))) bytes += 1000;
  expect(bytes).toBeGreaterThan(0.9 * SENT_WAITING_MAX_BYTES);
  expect(bytes).toBeLessThanOrEqual(SENT_WAITING_MAX_BYTES);
});

test('a packet that is larger than all that may wait is taken when nothing does', async () => {
  const { outgoing, stream, read } = stopped();
  expect(outgoing.message(Buffer.alloc(FLUSH_MAX_BYTES))).toBe(true);
  outgoing.flush();
  expect(stream.writableLength).toBeLessThanOrEqual(SENT_MAX_BYTES + 11);
  expect(outgoing.message(Buffer.alloc(1))).toBe(false);
  await read();
  expect(outgoing.message(Buffer.alloc(FLUSH_MAX_BYTES))).toBe(true);
  expect(() => outgoing.message(Buffer.alloc(FLUSH_MAX_BYTES + 1))).toThrow(RangeError);
});

test("what waits does not keep a pool of others' packets alive", () => {
  const { outgoing, stream } = stopped();
  const writes = jest.spyOn(stream, 'write');
  for (let i = 0; i < 4; i++) {
    outgoing.message(Buffer.alloc(10));
    outgoing.flush();
  }
  const kept = writes.mock.calls.map(([chunk]) => (chunk as Buffer).buffer.byteLength);
  expect(kept.slice(1)).toEqual([14, 14, 14]);
});
