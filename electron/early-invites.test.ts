import { EarlyInvites, secondTarget } from './early-invites';

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

const INVITE = 'zeroyard://join/10.0.0.1:5557';

test.each<[string, unknown, string[], string | undefined]>([
  ['as it should be', { target: 'tcp://10.0.0.1:5557' }, ['game', INVITE], 'tcp://10.0.0.1:5557'],
  ['that names none', {}, ['game'], undefined],
  ['null, as on Windows', null, ['game'], undefined],
  [
    'null, with an invite among the switches',
    null,
    ['game', INVITE.toUpperCase(), '--x'],
    INVITE.toUpperCase(),
  ],
  ['of another version', undefined, ['game', INVITE], INVITE],
  ['that is no text', { target: { toString: null } }, ['game'], undefined],
  ['that is a text', 'target', ['game'], undefined],
])('what a second start sends is %s', (_, data, argv, target) => {
  expect(secondTarget(data, argv)).toBe(target);
});
