import { CODE_SHOWN_MS, ShortCodes } from './short-codes';

const PHONE = '192.168.1.30';

/** What so many wrong tries of an address come to, one after the other. */
function tryWrong(codes: ShortCodes, address: string, tries: number, nowMs: number): string[] {
  return Array.from({ length: tries }, () => codes.check('AAAAAA', address, nowMs));
}

test('a code has six letters without look-alikes, and each is another', () => {
  const all = Array.from({ length: 200 }, () => new ShortCodes(0).code);
  for (const code of all) expect(code).toMatch(/^[BCDFGHJKMNPRSTVWXZ]{6}$/);
  expect(new Set(all).size).toBe(200);
});

test('it is right whatever its case and blanks, for everybody and more than once', () => {
  const codes = new ShortCodes(0);
  const { code } = codes;
  for (const text of [code, code.toLowerCase(), ` ${code.slice(0, 3)} ${code.slice(3)} `])
    expect(codes.check(text, PHONE, 0)).toBe('right');
  expect(codes.check(code, '192.168.1.31', 0)).toBe('right');
  for (const text of ['', code.slice(1), `${code}B`]) expect(codes.check(text, PHONE, 0)).toBe('wrong');
});

test('it is right as phones write it: with a point after two blanks, a hyphen, or in wide letters', () => {
  const codes = new ShortCodes(0);
  const { code } = codes;
  const wide = Array.from(code, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)).join('');
  for (const text of [`${code}. `, `${code.slice(0, 3)}-${code.slice(3)}`, wide, `\u200b${code}`])
    expect(codes.check(text, PHONE, 0)).toBe('right');
});

test('it is replaced after minutes; who is typing the last one still comes in, and later nobody', () => {
  const codes = new ShortCodes(0);
  const { code } = codes;
  codes.renew(CODE_SHOWN_MS);
  expect(codes.code).not.toBe(code);
  expect(codes.check(code, PHONE, CODE_SHOWN_MS + 30_000)).toBe('right');
  expect(codes.check(code, PHONE, CODE_SHOWN_MS + 61_000)).toBe('wrong');
  expect(codes.check(codes.code, PHONE, CODE_SHOWN_MS + 61_000)).toBe('right');
});

test('a code that was not replaced ends nevertheless', () => {
  const codes = new ShortCodes(0);
  expect(codes.check(codes.code, PHONE, 2 * CODE_SHOWN_MS)).toBe('wrong');
});

test('an address has few tries, the right code included, and more after a while', () => {
  const codes = new ShortCodes(0);
  expect(tryWrong(codes, PHONE, 8, 0)).toEqual([
    ...Array.from({ length: 6 }, () => 'wrong'),
    'limited',
    'limited',
  ]);
  expect(codes.check(codes.code, PHONE, 0)).toBe('limited');
  expect(codes.check(codes.code, '192.168.1.31', 0)).toBe('right');
  expect(codes.check(codes.code, PHONE, 10_000)).toBe('right');
});

test('so have all addresses together, however many they are', () => {
  const codes = new ShortCodes(0);
  const results = Array.from({ length: 5000 }, (_, i) =>
    codes.check('AAAAAA', `fd00:0:0:${i.toString(16)}::1`, 0),
  );
  expect(results.filter((result) => result === 'wrong')).toHaveLength(60);
  expect(codes.check(codes.code, PHONE, 0)).toBe('limited');
  expect(codes.check(codes.code, PHONE, 60_000)).toBe('right');
});

test('an IPv6 network has the tries of one address', () => {
  const codes = new ShortCodes(0);
  const results = Array.from({ length: 50 }, (_, i) =>
    codes.check('AAAAAA', `fd00:1:2:3::${i.toString(16)}`, 0),
  );
  expect(results.filter((result) => result === 'wrong')).toHaveLength(6);
});
