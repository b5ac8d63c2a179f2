// Colyseus: the positions are the room's state, and clients are sent what changed of it at the patch rate.
// `colyseus.mjs PORT RATE_HZ`
import { Room, Server } from '@colyseus/core';
import { Encoder, schema, t } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';

const [, , port, rateHz] = process.argv;

// It asks for that itself when a room is large.
Encoder.BUFFER_SIZE = 1024 * 1024;

const Player = schema({ id: t.int32(), x: t.float32(), y: t.float32() }, 'Player');
const Yard = schema({ players: t.map(Player) }, 'Yard');

class YardRoom extends Room {
  maxClients = 10_000;
  patchRate = 1000 / Number(rateHz);

  state = new Yard();

  onCreate() {
    this.onMessage('position', (client, { x, y }) => {
      const player = this.state.players.get(client.sessionId);
      player.x = x;
      player.y = y;
    });
  }

  onJoin(client, { id }) {
    this.state.players.set(client.sessionId, new Player({ id, x: 0, y: 0 }));
  }

  onLeave(client) {
    this.state.players.delete(client.sessionId);
  }
}

const server = new Server({ greet: false, transport: new WebSocketTransport() });
server.define('yard', YardRoom);
await server.listen(Number(port), '127.0.0.1');
console.log('open');
