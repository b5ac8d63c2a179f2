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
