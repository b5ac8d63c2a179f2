/** Programs of this machine that connect to the metrics and ask for nothing: players and those who do ask notice nothing. */
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { freePort } from './support/free-port';
import { killAll, startServerInside } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { until } from './support/until';

const DESCRIPTORS = 128;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  closePeers();
  await killAll();
});

/** The metrics; nothing when there is no place to ask for them. (fetch would wait for one for ever.) */
function ask(port: number): Promise<string> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/metrics', agent: false }, (response) =>
      resolve(text(response)),
    ).on('error', () => resolve(''));
  });
}

test('who connects to the metrics again and again, and never ends its question, keeps nobody out', async () => {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const inside = ['sh', '-c', `ulimit -n ${DESCRIPTORS}; exec "$@"`, 'sh'];
  const server = await startServerInside(inside, port, '--metrics', String(metricsPort));
  for (let i = 0; i < 2 * DESCRIPTORS; i++) {
    const socket = connect({ port: metricsPort, host: '127.0.0.1' });
    socket.on('error', () => undefined).write('GET /metrics HTTP/1.1\r\nX: ');
    sockets.push(socket);
  }
  await until('the connections to be decided', () => sockets.every(({ connecting }) => !connecting));
  const peer = new RawPeer(port);
  await peer.send({ address: '/ping', n: 7 });
  await peer.until('/pong', ({ n }) => n === 7);
  // Those who hold the places lose them, though they did not leave.
  await until('the metrics to be told', async () =>
    (await ask(metricsPort)).includes('\nzeroyard_players 1\n'),
  );
  expect(server.errors).toBe('');
});
