import { formatHostCommand, isHostWord } from './host-commands';

const identity = Buffer.alloc(32, 3).toString('base64url');

test.each([
  ['lock', '', 'lock'],
  ['invite new', '', 'invite new'],
  ['kick', '7', 'kick 7'],
  ['reject', '2147483647', 'reject 2147483647'],
  ['reject for good', '3', 'reject 3 for good'],
  ['unban', identity, `unban ${identity}`],
  ['game', 'tag', 'game tag'],
  ['game', 'pause', 'game pause'],
  ['record', '', 'record'],
  ['record stop', '', 'record stop'],
] as const)('%s with "%s" is a line of the console', (word, argument, line) => {
  expect(formatHostCommand({ word, argument })).toBe(line);
});

test.each([
  ['lock', '7'],
  ['kick', ''],
  ['kick', '0'],
  ['kick', '-1'],
  ['kick', '7 8'],
  ['reject', '3 for good'],
  ['kick', '7\nstop'],
  ['mute', '1e3'],
  ['ban', identity],
  ['game', ''],
  ['game', 'tag\nstop'],
  ['game', 'Tag 3'],
  ['unban', '7'],
  ['record', '/etc/passwd'],
  ['record', 'stop'],
  ['unban', `${identity} `],
] as const)('%s with %j is none', (word, argument) => {
  expect(formatHostCommand({ word, argument })).toBeUndefined();
});

test.each(['stop', 'record FILE', 'say', 'toString', '__proto__', '', 7, undefined])(
  '%j is no word of a page',
  (word) => expect(isHostWord(word)).toBe(false),
);
