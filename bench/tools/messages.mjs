// The few messages that the measurements send and read, in the product's own encoding.
import { product } from '../source.mjs';

const { decodeMotions, encodeClientMessage, messagesOf, PROTOCOL_VERSION } = product;

/** @param {number} x @param {number} y */
export function positionPacket(x, y) {
  return encodeClientMessage({ address: '/position', x, y });
}

/** @param {string} name */
export function profilePacket(name) {
  return encodeClientMessage({ address: '/profile', protocol: PROTOCOL_VERSION, name, colour: '#e69f00' });
}

/** The positions in a packet of the server's.
 * @param {Uint8Array} packet
 * @returns {Generator<{ x: number, y: number }>}
 */
export function* positionsIn(packet) {
  for (const message of messagesOf(packet) ?? []) {
    const { xs = [], ys = [] } = decodeMotions(message) ?? {};
    for (let i = 0; i < xs.length; i++) yield { x: xs[i] ?? NaN, y: ys[i] ?? NaN };
  }
}
