import { checkHost, checkOrigin, checkToken } from './guard';

test.each(['localhost:5580', '127.0.0.1:5580', '[::1]:5580', '192.168.1.20:5580', '192.168.1.20'])(
  'who asks for %s is answered',
  (host) => {
    expect(checkHost({ host })).toBeUndefined();
  },
);

test.each([
  undefined,
  '',
  'evil.example:5580',
  'localhost.evil.example:5580',
  '127.0.0.1.evil.example:5580',
  '127.1:5580',
  'localhost:5580/x',
  'localhost:5580; script-src *',
  'user@localhost:5580',
  '[::1:5580',
])('who asks for %j is not', (host) => {
  expect(checkHost({ host })?.status).toBe(421);
});

test('only the page of the same host and port may connect', () => {
  const host = '192.168.1.20:5580';
  expect(checkOrigin({ host, origin: 'http://192.168.1.20:5580' })).toBeUndefined();
  for (const origin of [
    undefined,
    'null',
    'http://evil.example',
    'http://192.168.1.20',
    'http://192.168.1.20:5581',
    'https://192.168.1.20:5580',
    'http://192.168.1.20:5580.evil.example',
  ])
    expect(checkOrigin({ host, origin })?.status).toBe(403);
});

test('a token has to be whole and right, where there is one', () => {
  const url = (query: string) => new URL(`http://localhost/${query}`);
  expect(checkToken(url(''), undefined)).toBeUndefined();
  expect(checkToken(url('?token=secret&debug'), 'secret')).toBeUndefined();
  for (const query of ['', '?token=', '?token=secre', '?token=secrets', '?token=Secret', '?other=secret'])
    expect(checkToken(url(query), 'secret')).toMatchObject({
      status: 403,
      reason: expect.stringMatching(/QR code/) as string,
      isCodeWanted: true,
    });
  expect(checkToken(url(''), 'secret')?.title).toBe('Type the code');
  expect(checkToken(url('?token=old'), 'secret')?.reason).toContain('Ask the host for a new QR code');
});
