// A player that tells its positions alone, as tools may that know no motions.
import { clearInterval } from 'node:timers';
import { loadClient, product } from '../source.mjs';

const { encodeClientMessage, PROFILE_INTERVAL_MS, PROTOCOL_VERSION } = product;

/**
 * Enters a yard on loopback.
 * @param {number} port @param {import('../../shared/simulation').Simulation} simulation the network between
 */
export async function positionsPlayer(port, simulation) {
  const { createDealer, SimulatedNetwork } = await loadClient();
  const server = `tcp://127.0.0.1:${port}`;
  const dealer = createDealer(server);
  const network = new SimulatedNetwork();
  network.simulation = simulation;
  const send = (/** @type {import('../../shared/protocol/messages').ClientMessage} */ message) =>
    network.transmit(() => {
      // What it does not take now is stale soon.
      if (!dealer.closed) dealer.send(['', encodeClientMessage(message)]).catch(() => undefined);
    });
  const introduce = () =>
    send({ address: '/profile', protocol: PROTOCOL_VERSION, name: 'Ada', colour: '#e69f00' });
  dealer.events.on('handshake', introduce);
  const introducing = setInterval(introduce, PROFILE_INTERVAL_MS);
  dealer.connect(server);
  void readAll(dealer);
  return {
    /** @param {import('../product').Position} position */
    tell: ({ x, y }) => send({ address: '/position', x, y }),
    leave() {
      clearInterval(introducing);
      dealer.close();
    },
  };
}

/** @param {AsyncIterable<unknown>} dealer */
async function readAll(dealer) {
  const messages = dealer[Symbol.asyncIterator]();
  while (!(await messages.next()).done);
}
