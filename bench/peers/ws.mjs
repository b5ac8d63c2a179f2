// A relay on `ws`, as its README has it ("Server broadcast"): each message on at once to all others. `ws.mjs PORT`
import { WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]) });
server.on('connection', (socket) => {
  socket.on('error', console.error);
  socket.on('message', (message) => {
    for (const client of server.clients) {
      if (client !== socket && client.readyState === WebSocket.OPEN) client.send(message, { binary: true });
    }
  });
});
server.on('listening', () => console.log('open'));
