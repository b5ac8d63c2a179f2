import { checkRequest } from './metrics-server';

const ADDRESS = { host: '127.0.0.1', port: 9464 };
const get = { method: 'GET', url: '/metrics', headers: { host: '127.0.0.1:9464' } };
const statusOf = (request: object) => checkRequest({ ...get, ...request }, ADDRESS)?.status;

test.each([
  {},
  { method: 'HEAD' },
  { url: '/metrics?name[]=zeroyard_players' },
  { headers: { host: 'localhost:9464' } },
  { headers: { host: 'LocalHost:9464' } },
])('%j is answered', (request) => {
  expect(statusOf(request)).toBeUndefined();
});

test('at the port of HTTP the name stands without a port', () => {
  for (const host of ['127.0.0.1', 'localhost', 'localhost:80'])
    expect(checkRequest({ ...get, headers: { host } }, { ...ADDRESS, port: 80 })).toBeUndefined();
});

test.each(['/', '/metrics/', undefined])('the path %j is not found', (url) => {
  expect(statusOf({ url })).toBe(404);
});

test('nothing can be written', () => {
  expect(statusOf({ method: 'POST' })).toBe(405);
});

test.each([
  'evil.example:9464',
  '127.0.0.1',
  '127.0.0.1:80',
  '127.0.0.1.evil.example:9464',
  '127.0.0.1:9464:80',
  'localhost:9464@evil.example',
  '[::1]:9464',
  '',
  undefined,
])('under the name %j nothing is told', (host) => {
  expect(statusOf({ headers: { host } })).toBe(421);
});
