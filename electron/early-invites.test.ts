import { EarlyInvites } from './early-invites';

test('what comes before anybody takes it is kept, the last that names a yard, and later ones come at once', () => {
  const invites = new EarlyInvites();
  for (const target of ['first', 'second', undefined]) invites.put(target);
  const accept = jest.fn();
  invites.take(accept);
  expect(accept.mock.calls).toEqual([['second']]);
  invites.put('third');
  invites.put(undefined);
  expect(accept.mock.calls).toEqual([['second'], ['third'], [undefined]]);
});

test('nothing that came is nothing to accept', () => {
  const accept = jest.fn();
  new EarlyInvites().take(accept);
  expect(accept).not.toHaveBeenCalled();
});
