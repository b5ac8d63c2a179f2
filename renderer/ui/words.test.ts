import { addressForFriends, movedWords } from './words';

test.each([
  [['Grace'], 'Grace came in.'],
  [['Grace', 'Ada'], 'Grace and Ada came in.'],
  [['Grace', 'Ada', 'Alan'], 'Grace and 2 others came in.'],
])('%j', (names, words) => {
  expect(movedWords('came', names)).toBe(words);
});

test('who leaves is said in the same way', () => {
  expect(movedWords('left', ['Grace', 'Ada'])).toBe('Grace and Ada left.');
});

describe('the address that the status shows', () => {
  const own = 'tcp://127.0.0.1:5557';
  const yard = { name: 'Yard', port: 5557, invite: 'zeroyard://join/192.168.1.20:5557' };
  const addresses = ['tcp://192.168.1.20:5557', 'tcp://10.0.0.2:5557'];

  test('of a network yard is the one that friends can use, not the host’s own', () => {
    expect(addressForFriends(own, { ...yard, reach: 'network', addresses })).toBe(addresses[0]);
  });

  test('is where one is otherwise: in another’s yard, in one for this computer, and without a network', () => {
    expect(addressForFriends(own, undefined)).toBe(own);
    expect(addressForFriends(own, { ...yard, reach: 'computer', addresses: [own] })).toBe(own);
    expect(addressForFriends(own, { ...yard, reach: 'network', addresses: [] })).toBe(own);
  });
});
