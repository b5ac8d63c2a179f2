import { packBundle } from '../../shared/protocol/bundles';
import { encodeClientMessage, encodeServerMessage } from '../../shared/protocol/messages';
import { packMessage } from '../../shared/protocol/osc';
import { decodeRelayed, encodeRelayed } from './relayed';

const passes = (packet: Uint8Array): boolean => decodeRelayed(encodeRelayed(packet)) !== undefined;
const mark = encodeServerMessage({ address: '/mark', text: 'stimulus 7' });

test('packets of other programs pass from server to server, and what is told of recordings', () => {
  expect(passes(packMessage('/mouse', 'f', [1]))).toBe(true);
  expect(passes(mark)).toBe(true);
  expect(passes(encodeServerMessage({ address: '/recorded', recorded: 1 }))).toBe(true);
});

test('nothing else that a client could take for a message of its server does', () => {
  expect(passes(encodeServerMessage({ address: '/player/left', id: 1 }))).toBe(false);
  expect(passes(encodeServerMessage({ address: '/player/said', id: 0, text: 'I am the host' }))).toBe(false);
  expect(passes(encodeClientMessage({ address: '/ping', n: 1 }))).toBe(false);
  expect(passes(packBundle([mark], 0))).toBe(false);
  expect(passes(packMessage('/mark', 's', ['']))).toBe(false);
  expect(passes(packMessage('/recorded', 'i', [2]))).toBe(false);
});
