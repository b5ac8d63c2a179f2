// Opens plain TCP connections, keeps them, and tells what becomes of them: `connector.mjs ADDRESSES PORT COUNT OPENING
// [FLOOD]`. It opens COUNT from and to each of the addresses (divided by commas), writes the bytes OPENING on each, and
// writes FLOOD as fast as it can once something came back; both in hexadecimal. Prints a line of JSON at each change.
import { Buffer } from 'node:buffer';
import { connect } from 'node:net';

const [, , addresses = '', port, count, opening = '', flood = ''] = process.argv;
const greeted = new Set();
let closed = 0;

for (const address of addresses.split(',')) for (let i = 0; i < Number(count); i++) open(address);
print();

/** @param {string} address */
function open(address) {
  const socket = connect({ host: address, localAddress: address, port: Number(port) });
  socket.on('connect', () => socket.write(Buffer.from(opening, 'hex')));
  socket.on('data', () => {
    if (greeted.has(socket)) return;
    greeted.add(socket);
    print();
    if (flood) pour();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed++;
    print();
  });
  const pour = () => {
    while (!socket.destroyed && socket.write(Buffer.from(flood, 'hex')));
    socket.once('drain', pour);
  };
}

function print() {
  console.log(JSON.stringify({ greeted: greeted.size, closed }));
}
