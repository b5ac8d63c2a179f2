/** Which requests the web shell answers, and what it serves. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { freePort } from '../support/free-port';
import { killAll } from '../support/programs';
import { closePages, openWebSocket, startWeb, type UpgradeOptions } from '../support/web';

let port: number;
let yardPort: number;
beforeEach(async () => {
  [port, yardPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  closePages();
  await killAll();
});

async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const asked = request({ port, path, method, headers, host: '127.0.0.1' }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** The status with which a WebSocket is refused; 101 where it is opened. */
async function upgradeStatus(options: UpgradeOptions): Promise<number | undefined> {
  const socket = openWebSocket(port, options);
  return Promise.race([
    once(socket, 'open').then(() => 101),
    once(socket, 'unexpected-response').then(([, response]) => (response as IncomingMessage).statusCode),
  ]);
}

test('on loopback it needs no token, and is open to its own page alone', async () => {
  const { url } = await startWeb(port, yardPort);
  expect(url.href).toBe(`http://127.0.0.1:${port}/`);
  expect((await get('/')).status).toBe(200);
  const own = `http://127.0.0.1:${port}`;
  expect(await upgradeStatus({ origin: own })).toBe(101);
  expect(await upgradeStatus({ origin: 'http://evil.example' })).toBe(403);
  expect(await upgradeStatus({ origin: `http://localhost:${port}` })).toBe(403);
  expect(await upgradeStatus({ origin: undefined })).toBe(403);
  expect(await upgradeStatus({ origin: own, path: '/' })).toBe(404);
});

test('a name of somebody else that leads here (DNS rebinding) is answered with nothing', async () => {
  await startWeb(port, yardPort);
  const host = `evil.example:${port}`;
  expect(await get('/', { host })).toMatchObject({ status: 421 });
  expect(await upgradeStatus({ host, origin: `http://${host}` })).toBe(421);
  expect((await get('/', { host: `localhost:${port}` })).status).toBe(200);
});

test('to the network the page, its manifest and its WebSocket need the token of the printed URL', async () => {
  const { url } = await startWeb(port, yardPort, '--host', '0.0.0.0');
  const token = url.searchParams.get('token') ?? '';
  expect(token).toMatch(/^[\w-]{22}$/);
  const origin = `http://127.0.0.1:${port}`;
  const manifest = '/zeroyard.webmanifest';
  for (const wrong of ['x'.repeat(22), token.slice(1)]) {
    for (const path of ['/', manifest]) {
      const { status, body } = await get(`${path}?token=${wrong}`);
      expect(status).toBe(403);
      expect(body).toContain('This address does not open the yard');
      expect(body).not.toContain(token);
    }
    expect(await upgradeStatus({ origin, token: wrong })).toBe(403);
  }
  const page = await get(`/?token=${token}`);
  expect(page).toMatchObject({ status: 200, headers: { 'referrer-policy': 'no-referrer' } });
  expect(JSON.parse((await get(`${manifest}?token=${token}`)).body)).toMatchObject({
    start_url: `/?token=${token}`,
  });
  expect(await upgradeStatus({ origin, token })).toBe(101);
  // The token is of this run alone.
  const again = await startWeb(await freePort(), yardPort, '--host', '0.0.0.0');
  expect(again.url.searchParams.get('token')).not.toBe(token);
});

test('a wrong token is answered with a page in the game’s look that says what to do', async () => {
  const { url } = await startWeb(port, yardPort, '--host', '0.0.0.0');
  const asPerson = { accept: 'text/html,*/*' };
  const { status, headers, body } = await get('/?token=old', asPerson);
  expect([status, headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
  expect(body).toContain('Ask the host for a new QR code');
  expect(body).toContain('name="viewport"');
  expect(body).not.toContain(url.searchParams.get('token'));
  expect(body).not.toContain('<script');
  expect(String(headers['content-security-policy'])).not.toContain('unsafe');
  const named = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
  expect(named).toContainEqual(expect.stringMatching(/^\/assets\/index-.*\.css$/));
  for (const path of named) expect([path, (await get(path)).status]).toEqual([path, 200]);
  // Nothing of what was asked for comes back.
  expect((await get('/?token=%3Cscript%3E&code2=%3Cb%3E', asPerson)).body).not.toMatch(/<(script|b)>/);
});

test('the short code that is printed leads to the page, and few wrong ones are let through', async () => {
  const { program, url } = await startWeb(port, yardPort, '--host', '0.0.0.0');
  const code = /type the code ([A-Z]{6})\./.exec(program.output)?.[1] ?? '';
  expect((await get('/', { accept: 'text/html' })).body).toContain('<form action="/"');
  const led = await get(`/?code=${code.toLowerCase()}`);
  expect([led.status, led.headers.location]).toEqual([303, `/${url.search}`]);
  expect(led.headers['cache-control']).toBe('no-store');
  const statuses: (number | undefined)[] = [];
  for (let i = 0; i < 7; i++) statuses.push((await get('/?code=AAAAAA')).status);
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429]);
  // Not even the right one now; the token at any time.
  expect((await get(`/?code=${code}`)).status).toBe(429);
  expect((await get(`/${url.search}`)).status).toBe(200);
  // Where no token is needed a code opens nothing more.
  port = await freePort();
  const { program: own } = await startWeb(port, yardPort);
  expect((await get('/?code=AAAAAA')).status).toBe(200);
  expect(own.output).not.toContain('code');
});

test('the opener’s policy is said where browsers listen to it, and makes no error in a phone’s console elsewhere', async () => {
  await startWeb(port, yardPort);
  const policyTo = async (host: string) => {
    const paths = ['/', '/none'].map((path) => get(path, { Host: `${host}:${port}` }));
    return (await Promise.all(paths)).map(({ headers }) => headers['cross-origin-opener-policy']);
  };
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])
    expect([host, await policyTo(host)]).toEqual([host, ['same-origin', 'same-origin']]);
  for (const host of ['192.168.1.20', '[fe80::1]'])
    expect([host, await policyTo(host)]).toEqual([host, [undefined, undefined]]);
});

test('what is served is the page, under a strict policy, and nothing else', async () => {
  await startWeb(port, yardPort);
  const { headers, body } = await get('/');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(body).not.toMatch(/<script(?![^>]*src=)/);
  const script = /src="(\/assets\/page-[^"]+)"/.exec(body)?.[1] ?? '';
  const found = await get(script, { 'accept-encoding': 'gzip' });
  expect(found).toMatchObject({ status: 200, headers: { 'content-encoding': 'gzip' } });
  expect(found.headers['cache-control']).toContain('immutable');
  const etag = headers.etag ?? '';
  expect(await get('/', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
  for (const path of [
    '/assets/',
    '/assets',
    '/index.html',
    '/../build/web.js',
    '/%2e%2e/build/web.js',
    '/..%2fbuild/web.js',
    '//x',
    '*',
  ])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect((await get('/', {}, method)).status).toBe(405);
});
