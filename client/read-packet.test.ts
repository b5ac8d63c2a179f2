import { PACKET_MAX_MESSAGES } from '../shared/config';
import { packBundle } from '../shared/protocol/bundles';
import { encodeServerMessage } from '../shared/protocol/messages';
import { packMessage } from '../shared/protocol/osc';
import { readPacket } from './read-packet';

const SENT_MS = Date.UTC(2026, 10, 22, 12);
const left = { address: '/player/left', id: 4 } as const;
const leftBytes = encodeServerMessage(left);
const foreign = packMessage('/mouse', 'i', [1]);
const nothing = { foreign: 0, malformed: 0 };

test('the messages of a bundle of the server bear the time of its tag', () => {
  expect(readPacket(packBundle([leftBytes, leftBytes], SENT_MS))).toEqual({
    messages: [left, left],
    sentMs: SENT_MS,
    ignored: nothing,
  });
});

test("a bundle of nothing is the server's, which relays none", () => {
  expect(readPacket(packBundle([], SENT_MS))).toEqual({ messages: [], sentMs: SENT_MS, ignored: nothing });
});

test('of a packet with more messages than a whole yard has, nothing is taken', () => {
  const bundle = (count: number) => packBundle(Array<Uint8Array>(count).fill(leftBytes), SENT_MS);
  expect(readPacket(bundle(PACKET_MAX_MESSAGES)).messages).toHaveLength(PACKET_MAX_MESSAGES);
  const nested = packBundle([bundle(PACKET_MAX_MESSAGES), leftBytes], SENT_MS);
  for (const packet of [bundle(PACKET_MAX_MESSAGES + 1), nested])
    expect(readPacket(packet)).toEqual({
      messages: [],
      sentMs: undefined,
      ignored: { foreign: 0, malformed: 1 },
    });
});

test.each([
  ['a name of 900 KB', packMessage('/yard', 'isiii', [1, 'A'.repeat(900_000), 1, 2400, 1600])],
  ['a colour that is none', packMessage('/player/profile', 'iss', [2, 'Ada', 'red'])],
  [
    'a name without end in a profile',
    packMessage('/player/profile', 'iss', [2, 'A'.repeat(900_000), '#e69f00']),
  ],
  ['a line of 900 KB', packMessage('/player/said', 'is', [2, 'A'.repeat(900_000)])],
  ['a sentence of 900 KB', packMessage('/refused', 'ss', ['full', 'A'.repeat(900_000)])],
])('%s is malformed', (_, packet) => {
  expect(readPacket(packet)).toEqual({
    messages: [],
    sentMs: undefined,
    ignored: { foreign: 0, malformed: 1 },
  });
});

test('a message without a bundle bears none', () => {
  expect(readPacket(leftBytes)).toEqual({ messages: [left], sentMs: undefined, ignored: nothing });
});

test.each([
  ['of others', packBundle([foreign], SENT_MS), { foreign: 1, malformed: 0 }],
  ['that is cut short', packBundle([leftBytes], SENT_MS).subarray(0, -4), { foreign: 0, malformed: 1 }],
  ['of what is malformed', packBundle([leftBytes.subarray(0, -4)], SENT_MS), { foreign: 0, malformed: 1 }],
])('the tag of a bundle %s does not count', (_, packet, ignored) => {
  expect(readPacket(packet)).toEqual({ messages: [], sentMs: undefined, ignored });
});
