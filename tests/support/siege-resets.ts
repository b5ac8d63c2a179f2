/** Floods that are reset just before the other side's heartbeat timer, which then meets a connection that has an error. */
import { message } from '../../server/net/zmtp/zmtp.fixture';
import { SiegePeer } from './siege-peer';
import { pause } from './until';

/** How long before the timer each of five is reset. */
const BEFORE_TIMER_MS = [3, 6, 10, 20, 40];
/** The interval of the heartbeats that the server had. */
const SERVER_HEARTBEAT_MS = 2000;
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
