import { ListenError, withOption } from './listening';

const fail = (code: string) =>
  new ListenError(Object.assign(new Error(`${code}: it failed`), { code }), '--port', {
    host: '192.0.2.1',
    port: 80,
  });

test.each([
  ['EADDRINUSE', '--port'],
  ['EADDRNOTAVAIL', '--host'],
  ['ENODEV', '--host'],
  ['ENOTFOUND', '--host'],
  ['EAI_AGAIN', '--host'],
  ['EACCES', '--port'],
  ['EINVAL', '--port'],
])(
  '%s is a sentence for a window, without a switch of a command line; a terminal is told %s',
  (code, option) => {
    const { message, option: mending } = fail(code);
    expect(message).toMatch(/192\.0\.2\.1|80/);
    expect(message).not.toMatch(/--/);
    expect(withOption({ reason: message, option: mending })).toBe(`${message} (${option})`);
  },
);

test('only a port that is taken is said to be so', () => {
  expect(['EADDRINUSE', 'EACCES'].map((code) => fail(code).isTaken)).toEqual([true, false]);
});
