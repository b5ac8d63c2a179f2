/** Floods that are reset just before the other side's heartbeat timer, which then meets a connection that has an error. */
import { createServer, type Socket } from 'node:net';
import { message, ROUTER_GREETING } from '../../server/net/zmtp/zmtp.fixture';
import { SiegePeer } from './siege-peer';
import { pause } from './until';

/** How long before the timer each of five is reset. */
const BEFORE_TIMER_MS = [3, 6, 10, 20, 40];
/** The intervals of heartbeats that the server had, and the client. */
const SERVER_HEARTBEAT_MS = 2000;
const CLIENT_HEARTBEAT_MS = 1000;
const TINY = Buffer.concat(Array.from({ length: 4000 }, () => message('', 'x')));

/** Five at a time against a server. */
export async function resets(port: number, isOver: () => boolean): Promise<object> {
  let connections = 0;
  while (!isOver())
    await Promise.all(
      BEFORE_TIMER_MS.map(async (beforeMs) => {
        const peer = await new SiegePeer(port).settled();
        connections++;
        const resetMs = performance.now() + SERVER_HEARTBEAT_MS - beforeMs;
        await peer.flood(TINY, () => performance.now() >= resetMs);
        peer.reset();
        await pause(2 * beforeMs);
      }),
    );
  return { connections };
}

/** The same by a server against whoever connects to it. */
export async function hostileServer(port: number, isOver: () => boolean): Promise<object> {
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    const beforeMs = BEFORE_TIMER_MS[connections++ % BEFORE_TIMER_MS.length] ?? 0;
    void floodAndReset(socket, CLIENT_HEARTBEAT_MS - beforeMs);
  });
  server.listen(port, '127.0.0.1');
  while (!isOver()) await pause(20);
  return { connections };
}

async function floodAndReset(socket: Socket, afterMs: number): Promise<void> {
  socket.on('error', () => undefined);
  socket.resume();
  socket.write(ROUTER_GREETING);
  const resetMs = performance.now() + afterMs;
  while (performance.now() < resetMs && !socket.destroyed) {
    if (socket.writableLength < 4 * TINY.length) socket.write(TINY);
    await pause(1);
  }
  socket.resetAndDestroy();
}
