/** What a stranger sends is read strictly, and costs little to read. */
import { KEY_MAX_CHARACTERS, NAME_MAX_CHARACTERS, SAY_MAX_CHARACTERS } from '../config';
import { decodeClientMessage } from './messages';
import { packMessage, type OscArgument } from './osc';
import { unpackMessage } from './osc-reader';

const text = (...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from('/x\0\0,s\0\0'), Buffer.of(...bytes), Buffer.alloc(4 - (bytes.length % 4))]);

test.each([
  ['a byte that begins no character', text(0x80)],
  ['another', text(0xff)],
  ['a character that is cut', text(0xf0, 0x9f, 0xa6)],
  ['a character that is cut by another', text(0xe2, 0x82, 0x41)],
  ['more bytes than a character needs', text(0xc0, 0x80)],
  ['many more', text(0xf0, 0x80, 0x80, 0x80)],
  ['half of a surrogate pair', text(0xed, 0xa0, 0x80)],
  ['a code point beyond the last', text(0xf4, 0x90, 0x80, 0x80)],
  ['padding that is not zeros', Buffer.from('/x\0\0,s\0\0a\0\0b')],
  ['a blob that is longer than the packet', Buffer.from('/x\0\0,b\0\0\0\0\0\x08abcd')],
])('%s is not read', (_, packet) => {
  expect(unpackMessage(packet)).toBeUndefined();
});

test.each(['', 'a', 'Zoë', '\u07ff\u0800\uffff', '\ufeffmark', '🦊'.repeat(300), 'x🦊'.repeat(300)])(
  'text is read as it was written: %#',
  (written) => {
    expect(unpackMessage(packMessage('/x', 'ss', [written, 'end']))?.args).toEqual([written, 'end']);
  },
);

/** The least time that one of many calls takes, in milliseconds. */
function leastMs(call: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < 300; i++) {
    const beganMs = performance.now();
    for (let j = 0; j < 20; j++) call();
    least = Math.min(least, performance.now() - beganMs);
  }
  return least;
}

const fox = (characters: number): string => '🦊'.repeat(characters);
test.each<[string, string, OscArgument[]]>([
  ['/say', 's', [fox(SAY_MAX_CHARACTERS)]],
  ['/profile', 'iss', [1, 'Ada', '#e69f00']],
  ['/profile', 'isss', [1, fox(NAME_MAX_CHARACTERS), '#e69f00', 'k'.repeat(KEY_MAX_CHARACTERS)]],
])('%s %s takes a fraction of the time to read that osc-js takes to write it', (address, types, args) => {
  const packet = packMessage(address, types, args);
  expect(decodeClientMessage(packet)).toMatchObject({ address });
  const ratio = leastMs(() => decodeClientMessage(packet)) / leastMs(() => packMessage(address, types, args));
  expect(ratio).toBeLessThan(0.5);
});
