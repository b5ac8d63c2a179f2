/** Yards that announce themselves to programs of this machine. All beacons stay on the loopback interface. */
import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { BEACON_PORT } from '../shared/config';
import { decodeBeacon, encodeBeacon } from '../shared/protocol/beacons';
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { randomBytes } from 'node:crypto';
import { until } from './support/until';

const [LOOPBACK = ''] =
  Object.entries(networkInterfaces()).find(([, addresses]) => addresses?.some(({ internal }) => internal)) ??
  [];
const BROADCAST = '127.255.255.255';

let port: number;
let name: string;
beforeEach(async () => {
  port = await freePort();
  name = `Yard ${port}`;
});
afterEach(killAll);

const announced = () => startServer(port, '--name', name, '--announce-on', LOOPBACK);
const here = () => `here  tcp://127.0.0.1:${port}  ${name}`;
const gone = () => `gone  tcp://127.0.0.1:${port}  ${name}`;

test('two listeners on one machine list a yard, and how many are in it', async () => {
  const finders = [new Program('find', []), new Program('find', [])];
  await announced();
  for (const finder of finders)
    await until('the yard', () => finder.output.includes(`${here()}  0 of 64 players`));
  new Program('player', ['--join', `tcp://127.0.0.1:${port}`]);
  for (const finder of finders)
    await until('a player', () => finder.output.includes(`${here()}  1 of 64 players`));
});

test('a yard that closes is gone by its goodbye, sooner than one that was silent before', async () => {
  const finders = [new Program('find', []), new Program('find', [])];
  const silentPort = await freePort();
  const untilFound = async (line: string) => {
    for (const finder of finders) await until(line, () => finder.output.includes(line));
  };
  // Found first and named first, it is gone first where two are gone at once.
  const silent = await startServer(silentPort, '--name', 'A silent yard', '--announce-on', LOOPBACK);
  await untilFound(`here  tcp://127.0.0.1:${silentPort}`);
  const server = await announced();
  await untilFound(here());
  await silent.stop('SIGKILL');
  await server.stop('SIGTERM');
  for (const finder of finders) {
    await until('the goodbye to be read', () => finder.output.includes(gone()));
    const earlier = finder.output.slice(0, finder.output.indexOf(gone()));
    expect(earlier).not.toContain(`gone  tcp://127.0.0.1:${silentPort}`);
  }
});

test('a yard on this computer alone is announced to this computer', async () => {
  const finder = new Program('find', []);
  await startServer(port, '--name', name, '--announce');
  await until('the yard', () => finder.output.includes(here()));
});

test('with --host ::1 --announce it is said why the yard is not announced', async () => {
  const server = await startServer(port, '--name', name, '--host', '::1', '--announce');
  await until('the reason', () => server.output.includes('The yard is not announced: it listens on ::1,'));
  const finder = new Program('find', []);
  const other = await freePort();
  await startServer(other, '--announce-on', LOOPBACK, '--name', 'Other yard');
  await until('the other yard', () => finder.output.includes(`tcp://127.0.0.1:${other}  Other yard`));
  expect(finder.output).not.toContain(name);
});

test('with --host NAME --announce the yard is announced at the address of that name', async () => {
  const finder = new Program('find', []);
  // A name that needs no table and no network: the system reads it as 127.0.0.1.
  await startServer(port, '--name', name, '--host', '127.1', '--announce');
  await until('the yard', () => finder.output.includes(here()));
});

test('a yard at another loopback address is announced there', async () => {
  const finder = new Program('find', []);
  await startServer(port, '--name', name, '--host', '127.0.0.7', '--announce');
  await until('the yard', () => finder.output.includes(`here  tcp://127.0.0.7:${port}  ${name}`));
});

test('a yard that was killed is gone by its silence', async () => {
  const finder = new Program('find', []);
  const server = await announced();
  await until('the yard', () => finder.output.includes(here()));
  await server.stop('SIGKILL');
  await until('silence to be noticed', () => finder.output.includes(gone()));
});

test('a yard that is not to be announced is not', async () => {
  const finder = new Program('find', []);
  await startServer(port, '--name', name);
  const other = await freePort();
  await startServer(other, '--announce-on', LOOPBACK, '--name', 'Other yard');
  await until('the other yard', () => finder.output.includes(`tcp://127.0.0.1:${other}  Other yard`));
  expect(finder.output).not.toContain(name);
});

test('who asks is answered at once, and whatever else comes is survived, by the yard and by listeners', async () => {
  const finder = new Program('find', []);
  await announced();
  const asker = createSocket('udp4');
  const answers: string[] = [];
  asker.on('message', (bytes) => {
    const beacon = decodeBeacon(bytes);
    if (beacon?.address === '/yard/here') answers.push(beacon.name);
  });
  await new Promise<void>((resolve) => {
    asker.bind(0, '127.0.0.1', resolve);
  });
  asker.setBroadcast(true);
  await until('the yard', () => finder.output.includes(here()));
  const send = (bytes: Uint8Array) =>
    new Promise((resolve) => {
      asker.send(bytes, BEACON_PORT, BROADCAST, resolve);
    });
  for (let i = 0; i < 200; i++) await send(randomBytes(1 + (i % 100)));
  await send(encodeBeacon({ address: '/yard/gone', port }));
  await send(encodeBeacon({ address: '/yard/where', protocol: 2 }));
  await until('the answer', () => answers.includes(name));
  asker.close();
  // The yard and the listener go on: what changes afterwards is listed.
  new Program('player', ['--join', `tcp://127.0.0.1:${port}`]);
  await until('a player', () => finder.output.includes(`${here()}  1 of 64 players`));
  // The goodbye came from somebody else.
  expect(finder.output).not.toContain(gone());
});

test('an unknown interface is answered with those there are, and exit code 2', async () => {
  const server = new Program('server', ['--announce-on', 'nowhere0']);
  expect(await server.exit()).toBe(2);
  expect(server.errors).toContain('There is no network interface "nowhere0" here; --announce-on takes ');
});
