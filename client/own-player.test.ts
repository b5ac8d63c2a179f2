import { decodeClientMessage } from '../shared/protocol/messages';
import { OwnPlayer } from './own-player';

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
