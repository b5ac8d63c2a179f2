/**
 * What one address may take of the web shell, in a network namespace: nothing leaves it. Where none can be made the test is
 * skipped, and its name says why.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { freePort } from '../support/free-port';
import { insideNamespace, ip } from '../support/namespaces';
import { killAll } from '../support/programs';
import { testUnless } from '../support/test-unless';
import { until } from '../support/until';
import { startWebInside } from '../support/web';

const NAMESPACE = `zy-web-${process.pid}`;
const [HOST, ATTACKER, FRIEND] = ['10.99.8.1', '10.99.8.2', '10.99.8.3'];

const inside = insideNamespace(NAMESPACE);
const fault =
  ip('netns', 'add', NAMESPACE) ??
  [HOST, ATTACKER, FRIEND]
    .map((address) => ip('-n', NAMESPACE, 'addr', 'add', `${address}/24`, 'dev', 'lo'))
    .find((complaint) => complaint !== undefined) ??
  ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up');
const missing = fault && `there are no network namespaces: ${fault}`;

const attackers = new Set<ChildProcess>();
afterEach(async () => {
  for (const attacker of attackers) attacker.kill('SIGKILL');
  await killAll();
});
afterAll(() => ip('netns', 'delete', NAMESPACE));

/** Opens connections that ask for nothing, again whenever one is closed; prints how many are open. */
function attackScript(port: number): string {
  return `
    const { connect } = require('node:net');
    let open = 0;
    const attack = () => {
      const socket = connect({ port: ${port}, host: '${HOST}', localAddress: '${ATTACKER}', allowHalfOpen: true });
      socket.on('connect', () => open++);
      socket.on('error', () => {});
      socket.on('end', () => socket.destroy());
      socket.on('close', () => { open--; setTimeout(attack, 100); });
    };
    for (let i = 0; i < 400; i++) attack();
    setInterval(() => console.log(open), 100);`;
}

testUnless(missing, 'connections of one address, however many, leave room for a friend', async () => {
  const port = await freePort();
  const { url } = await startWebInside(inside, port, await freePort(), '--host', '0.0.0.0');
  const [command, ...args] = [...inside, process.execPath, '-e', attackScript(port)];
  const attacker = spawn(command, args);
  attackers.add(attacker);
  let reports = 0;
  attacker.stdout.on('data', () => reports++);
  await until('the attack to be on its way', () => reports > 5);
  const script = `
    const { get } = require('node:http');
    get({ host: '${HOST}', port: ${port}, localAddress: '${FRIEND}', path: ${JSON.stringify(url.search.replace(/^/, '/'))} },
      (response) => { console.log(response.statusCode); process.exit(); }).on('error', (error) => { console.log(error.message); process.exit(); });`;
  const [friend, ...friendArgs] = [...inside, process.execPath, '-e', script];
  const answers = Array.from({ length: 5 }, () =>
    spawnSync(friend, friendArgs, { encoding: 'utf8', timeout: 10_000 }).stdout.trim(),
  );
  expect(answers).toEqual(Array.from({ length: 5 }, () => '200'));
});

/** Runs a script at an address until it ends, and returns what it printed; `ws` is at hand. */
function runAt(address: string, script: string): Promise<string> {
  const [command, ...args] = [...inside, process.execPath, '-e', script];
  const child = spawn(command, args, { env: { ...process.env, LOCAL: address } });
  attackers.add(child);
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  return new Promise((resolve) => child.on('close', () => resolve(output.trim())));
}

testUnless(
  missing,
  'an address that opens one page after the other is let in at the rate of people, and others as ever',
  async () => {
    const port = await freePort();
    const { url } = await startWebInside(inside, port, await freePort(), '--host', '0.0.0.0');
    const token = url.searchParams.get('token') ?? '';
    const script = `
    const { WebSocket } = require('ws');
    const closed = {};
    const open = () => new Promise((resolve) => {
      const socket = new WebSocket('ws://${HOST}:${port}/bridge?token=${token}',
        { origin: 'http://${HOST}:${port}', localAddress: process.env.LOCAL });
      socket.on('error', () => {});
      socket.on('open', () => setTimeout(() => { if (socket.readyState === 1) socket.close(4999); }, 20));
      socket.on('close', (code) => { closed[code] = (closed[code] ?? 0) + 1; resolve(); });
    });
    (async () => { for (let i = 0; i < 60; i++) await open(); console.log(JSON.stringify(closed)); })();`;
    const beganMs = performance.now();
    const codes = JSON.parse(await runAt(ATTACKER, script)) as Record<string, number>;
    const seconds = (performance.now() - beganMs) / 1000;
    expect(codes['1013']).toBeGreaterThanOrEqual(60 - 16 - seconds - 1);
    expect(await runAt(FRIEND, script.replace('< 60', '< 5'))).not.toContain('1013');
  },
);

testUnless(missing, 'an address that asks without end is answered 429, and others as ever', async () => {
  const port = await freePort();
  await startWebInside(inside, port, await freePort(), '--host', '0.0.0.0');
  const script = `
    const { get } = require('node:http');
    const counts = {};
    let left = 0;
    const ask = () => get({ host: '${HOST}', port: ${port}, localAddress: process.env.LOCAL, path: '/icon-192.png' }, (response) => {
      counts[response.statusCode] = (counts[response.statusCode] ?? 0) + 1;
      response.resume().on('end', () => (--left > 0 ? ask() : console.log(JSON.stringify(counts))));
    });
    left = COUNT; ask();`;
  const beganMs = performance.now();
  const counts = JSON.parse(await runAt(ATTACKER, script.replace('COUNT', '600'))) as Record<string, number>;
  const seconds = (performance.now() - beganMs) / 1000;
  expect(counts['200']).toBeLessThanOrEqual(200 + 20 * seconds + 1);
  expect(counts['429']).toBeGreaterThan(0);
  expect(await runAt(FRIEND, script.replace('COUNT', '50'))).toBe('{"200":50}');
});
