/**
 * Forged beacons from 64 addresses of the loopback interface, as fast as this process can, and a finder in the midst of
 * them. Each second a line of JSON says what there was so far; it ends by a signal.
 */
import { createSocket } from 'node:dgram';
import { YardFinder } from '../../client/yard-finder';
import { BEACON_PORT } from '../../shared/config';
import { encodeBeacon, isYardQuery } from '../../shared/protocol/beacons';

const SENDERS = 64;
const BROADCAST = '127.255.255.255';
const report = { seconds: 0, forged: 0, questions: 0, changes: 0, names: [] as string[] };
const beganMs = performance.now();

new YardFinder({
  onChange: (yards) => {
    report.changes++;
    report.names = yards.map(({ name }) => name);
  },
  onFault: (sentence) => {
    throw new Error(sentence);
  },
});
for (let i = 0; i < SENDERS; i++) {
  const socket = createSocket('udp4');
  socket.on('message', (bytes) => {
    if (isYardQuery(bytes)) report.questions++;
  });
  socket.bind(0, `127.0.0.${i + 2}`, () => {
    socket.setBroadcast(true);
    let n = 0;
    const send = (): void => {
      const port = 6000 + i;
      // Now and then it is gone, so that it is found anew.
      const here = { protocol: 1, name: `Forged ${i}`, port, players: n++, maxPlayers: 1_000_000 };
      const beacon =
        n % 3 === 0
          ? ({ address: '/yard/gone', port } as const)
          : { address: '/yard/here' as const, ...here };
      report.forged++;
      socket.send(encodeBeacon(beacon), BEACON_PORT, BROADCAST, () => setImmediate(send));
    };
    send();
  });
}
setInterval(() => {
  report.seconds = (performance.now() - beganMs) / 1000;
  console.log(JSON.stringify(report));
}, 1000);
