/** Who reads more slowly than it is sent is there as long as it reads, be it asked or not; who does not read at all is gone. */
import { RawZmtpPeer, Served, stopAll, until } from './router.fixture';
import { greeting, greeting20, ready } from './zmtp.fixture';

/** A peer of 3.1 that is silent and behind nothing is gone after 9 s. */
const LONGER_THAN_SILENCE_MS = 14_000;

afterEach(stopAll);

const DEALERS: [string, Buffer][] = [
  ['3.1', Buffer.concat([greeting(3, 1), ready()])],
  ['3.0', Buffer.concat([greeting(3, 0), ready()])],
  ['2.0', greeting20()],
];

/** Peers that are opened, and sent more than they read. */
async function join(served: Served): Promise<RawZmtpPeer[]> {
  const peers = DEALERS.map(([, hello]) => {
    const peer = new RawZmtpPeer(served.port);
    peer.write(hello);
    return peer;
  });
  await until('all to be opened', () => served.connections.length === peers.length);
  for (const { socket } of peers) socket.removeAllListeners('data').pause();
  return peers;
}

/** Sends each of them something whenever it is taken. */
function flood(served: Served): NodeJS.Timeout {
  return setInterval(() => {
    for (const connection of served.connections) while (served.router.send(connection, Buffer.alloc(50_000)));
  }, 20);
}

test('peers that only read, and never catch up, stay', async () => {
  const served = await new Served().listen();
  const peers = await join(served);
  const readBytes = peers.map(() => 0);
  for (const [i, { socket }] of peers.entries()) {
    socket.on('data', (chunk) => {
      readBytes[i] = (readBytes[i] ?? 0) + chunk.length;
      socket.pause();
      setTimeout(() => socket.resume(), 50);
    });
    socket.resume();
  }
  const flooding = flood(served);
  await new Promise((resolve) => setTimeout(resolve, LONGER_THAN_SILENCE_MS));
  clearInterval(flooding);
  expect(served.log.filter((line) => line.startsWith('closed'))).toEqual([]);
  expect(Math.min(...readBytes)).toBeGreaterThan(1_000_000);
});

test('peers that do not read what they are sent are gone', async () => {
  const served = await new Served().listen();
  await join(served);
  const flooding = flood(served);
  try {
    await until('all to be closed', () => served.log.length === 2 * DEALERS.length);
  } finally {
    clearInterval(flooding);
  }
  expect(served.log.slice(DEALERS.length).sort()).toEqual(DEALERS.map((_, i) => `closed ${i} silent`));
});
