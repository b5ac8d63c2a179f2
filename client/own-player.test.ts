import { decodeClientMessage } from '../shared/protocol/messages';
import { OwnMotion } from './own-motion';
import { OwnPlayer } from './own-player';
import { OwnSpectator } from './own-spectator';

const ADA = { name: 'Ada', colour: '#e69f00' };
const IDENTITY = 'YiFd573c6n4sQEf_a7lPjRgmL8iz82SBNLt9RBWP-E0';
const TICKET = 'AAAAAAAAAAAAAAAAAAAAAA';

test.each([
  ['isss', {}],
  ['issss', { identity: IDENTITY }],
  ['isssss', { identity: IDENTITY, ticket: TICKET }],
])('a profile is said as %s', (types, credentials) => {
  const { packet } = new OwnPlayer(ADA, 'key', credentials);
  expect(Buffer.from(packet).toString('latin1')).toContain(`,${types}\0`);
  expect(decodeClientMessage(packet)).toEqual({
    address: '/profile',
    protocol: 2,
    ...ADA,
    key: 'key',
    ...credentials,
  });
});

test.each([
  ['i', undefined],
  ['is', TICKET],
])('that somebody looks on is said as %s', (types, ticket) => {
  const { packet, shown } = new OwnSpectator(ticket);
  expect(Buffer.from(packet).toString('latin1')).toContain(`,${types}\0`);
  expect(decodeClientMessage(packet)).toEqual({
    ...{ address: '/watch', protocol: 2 },
    ...(ticket !== undefined && { ticket }),
  });
  expect(shown).toBeUndefined();
});

test('where a spectator looks is told as a place', () => {
  const motion = new OwnMotion(true);
  motion.set({ x: 100, y: 200, vx: 240, vy: 0 }, 0);
  expect(decodeClientMessage(motion.packet(0) ?? new Uint8Array())).toEqual({
    address: '/position',
    x: 100,
    y: 200,
  });
});
