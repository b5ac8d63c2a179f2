import { CLUSTER_TABLE } from './messages';
import { PACKET_MAX_BYTES } from './bus';
import { EnvelopeWriter, readEnvelope } from './envelope';
import { isLater, nextSequence, SequenceGaps, SEQUENCE_MAX } from './sequence-gaps';

const SERVER = 'AAAAAAAAAAAAAAAA';
const leaving = CLUSTER_TABLE.encode({ address: '/cluster/leaving' });

test('a packet says who published it, since when, when, and the how many-eth it is on its subject', () => {
  const writer = new EnvelopeWriter(SERVER, 1_800_000_000_000.7);
  const read = (subject: string, nowMs: number) => readEnvelope(writer.write(subject, [leaving], nowMs));
  expect(read('one', 1_800_000_001_000.25)).toEqual({
    from: { address: '/cluster/from', server: SERVER, epoch: '1800000000000', sequence: 1 },
    sentMs: expect.closeTo(1_800_000_001_000.25, 3) as number,
    messages: [leaving],
  });
  expect(read('one', 1_800_000_001_000)?.from.sequence).toBe(2);
  expect(read('other', 1_800_000_001_000)?.from.sequence).toBe(1);
  expect(writer.sequenceOf('one')).toBe(2);
  expect(writer.sequenceOf('none')).toBe(0);
});

test('a packet without a head, without a time, cut, or larger than NATS takes is malformed', () => {
  const packet = new EnvelopeWriter(SERVER, 1_800_000_000_000).write('one', [leaving], 1_800_000_000_000);
  expect(readEnvelope(packet)).toBeDefined();
  const untimed = Uint8Array.from(packet).fill(0, 8, 16);
  for (const bytes of [leaving, packet.subarray(0, -4), packet.subarray(0, 16), untimed, new Uint8Array(0)])
    expect(readEnvelope(bytes)).toBeUndefined();
  const large = new EnvelopeWriter(SERVER, 1_800_000_000_000).write(
    'one',
    [new Uint8Array(PACKET_MAX_BYTES)],
    1_800_000_000_000,
  );
  expect(readEnvelope(large)).toBeUndefined();
});

test('what is missed is a gap, what came already is repeated, and the first is neither, for each subject', () => {
  const gaps = new SequenceGaps();
  expect([5, 6, 6, 5, 8, 7, 9].map((sequence) => gaps.note('one', sequence))).toEqual([
    ...['next', 'next', 'repeated', 'repeated', 'gap', 'repeated', 'next'],
  ]);
  expect(gaps.note('other', 100)).toBe('next');
  gaps.forget('one');
  expect(gaps.note('one', 50)).toBe('next');
  gaps.expectAfter('late', 0);
  expect(gaps.note('late', 2)).toBe('gap');
});

test('after the largest number comes 1, which is later', () => {
  expect(nextSequence(SEQUENCE_MAX)).toBe(1);
  expect(isLater(1, SEQUENCE_MAX)).toBe(true);
  expect(isLater(SEQUENCE_MAX, 1)).toBe(false);
  expect(isLater(7, 7)).toBe(false);
  const gaps = new SequenceGaps();
  expect([SEQUENCE_MAX, 1, 2].map((sequence) => gaps.note('one', sequence))).toEqual([
    'next',
    'next',
    'next',
  ]);
});
