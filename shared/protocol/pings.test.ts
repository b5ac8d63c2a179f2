import { packMessage } from './osc';
import { decodePing, encodePing } from './pings';

test.each(['/ping', '/pong'] as const)('%s is what osc-js writes, and comes back', (address) => {
  for (const n of [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]) {
    const bytes = encodePing(address, n);
    expect(bytes).toEqual(packMessage(address, 'i', [n]));
    expect(decodePing(address, Buffer.concat([Buffer.alloc(3), bytes]).subarray(3))).toBe(n);
  }
});

test('what is no ping, cut short or too long is none', () => {
  const ping = encodePing('/ping', 1);
  for (let length = 0; length < ping.length; length++)
    expect(decodePing('/ping', ping.subarray(0, length))).toBeUndefined();
  expect(decodePing('/ping', Buffer.concat([ping, Buffer.alloc(4)]))).toBeUndefined();
  expect(decodePing('/ping', packMessage('/ping', 'f', [1]))).toBeUndefined();
  expect(decodePing('/pong', ping)).toBeUndefined();
});

test('a number that is no int32 is refused', () => {
  expect(() => encodePing('/ping', 2 ** 31)).toThrow('2147483648 is no int32.');
});
