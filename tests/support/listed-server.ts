/**
 * A server that tells its players of others, as one of a cluster does, and is in none: `listed-server.js PORT MAX_PLAYERS LOAD
 * OTHER_PORT OTHER_LOAD`. It ends in order by SIGTERM.
 */
import { Counters } from '../../server/net/counters';
import { createRouter } from '../../server/net/create-router';
import { ServerLoop } from '../../server/net/server-loop';
import { Yard } from '../../server/yard/yard';

const [port = 0, maxPlayers = 0, load = 0, otherPort = 0, otherLoad = 0] = process.argv.slice(2).map(Number);
const at = (serverPort: number) => ({ host: '127.0.0.1', port: serverPort });

const yard = new Yard({
  ...{
    name: 'Listed',
    maxPlayers,
    maxSpectators: 0,
    maxMessages: 120,
    interest: 128,
    budget: 24_000,
    guests: true,
  },
  size: { widthPx: 2400, heightPx: 1600 },
});
yard.servers.set({ target: at(port), load }, [{ target: at(otherPort), load: otherLoad }]);
const loop = new ServerLoop(yard, new Counters(), createRouter('zmtp', maxPlayers, undefined), {
  onFlush: () => undefined,
  onRefusal: () => undefined,
  onFull: () => undefined,
});
process.on('SIGTERM', () => void loop.close().then(() => process.exit()));
void loop.listen(at(port)).then(() => console.log('listening'));
