import { AddressLimits, type AddressLimitsOptions } from './address-limits';

function open(options: Partial<AddressLimitsOptions> = {}) {
  const limits = new AddressLimits({ max: 100, maxPerAddress: 2, mayConnect: () => true, ...options });
  const enter = (address: string, times: number): string[] =>
    Array.from({ length: times }, () => limits.enter(address));
  return { limits, enter };
}

test('an address has no more connections than it may, and loopback as many as it likes', () => {
  const { limits, enter } = open();
  expect(enter('10.0.0.1', 3)).toEqual(['entered', 'entered', 'limited']);
  expect(enter('fe80::1', 3)).toEqual(['entered', 'entered', 'limited']);
  limits.leave('10.0.0.1');
  expect(enter('10.0.0.1', 2)).toEqual(['entered', 'limited']);
  for (const own of ['127.0.0.1', '127.9.9.9', '::1'])
    expect(new Set(enter(own, 50))).toEqual(new Set(['entered']));
});

test('all addresses together have no more than they may, and loopback has its own', () => {
  const { limits, enter } = open({ max: 3 });
  for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) enter(address, 1);
  expect([enter('10.0.0.4', 1), enter('127.0.0.1', 1)]).toEqual([['full'], ['entered']]);
  limits.leave('127.0.0.1');
  expect(enter('10.0.0.4', 1)).toEqual(['full']);
  limits.leave('10.0.0.2');
  expect(enter('10.0.0.4', 2)).toEqual(['entered', 'full']);
});

test('the server may let an address wait, but not loopback', () => {
  const { enter } = open({ mayConnect: () => false });
  expect([enter('10.0.0.1', 1), enter('127.0.0.1', 1)]).toEqual([['limited'], ['entered']]);
});
