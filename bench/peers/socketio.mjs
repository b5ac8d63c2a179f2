// A relay on Socket.IO, as its documentation has it ("Broadcasting events"), over WebSocket alone. `socketio.mjs PORT`
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
io.on('connection', (socket) => {
  socket.on('position', (id, x, y) => socket.broadcast.emit('position', id, x, y));
});
http.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('open'));
