import { isKey, isTicket } from './keys';

const base64url = (bytes: number, value: number) => Buffer.alloc(bytes, value).toString('base64url');

test('32 bytes are a key and 16 a ticket, whatever is in them', () => {
  for (const value of [0, 1, 0x7f, 0xff]) {
    expect([isKey(base64url(32, value)), isTicket(base64url(16, value))]).toEqual([true, true]);
    for (const bytes of [0, 15, 17, 31, 33])
      expect([isKey(base64url(bytes, value)), isTicket(base64url(bytes, value))]).toEqual([false, false]);
  }
});

test('a key has one form alone', () => {
  const key = base64url(32, 0);
  const ticket = base64url(16, 0);
  for (const wrong of [`${key}=`, `${key.slice(0, -1)}B`, ` ${key.slice(1)}`, `+${key.slice(1)}`])
    expect(isKey(wrong)).toBe(false);
  for (const wrong of [`${ticket}==`, `${ticket.slice(0, -1)}B`, `/${ticket.slice(1)}`])
    expect(isTicket(wrong)).toBe(false);
});
