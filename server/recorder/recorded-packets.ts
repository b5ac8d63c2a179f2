/** What of a flush stands in a recording. Deterministic: no I/O, no clock. */
import { isBundle, messagesOf, packBundle } from '../../shared/protocol/bundles';
import { addressOf, typesOf } from '../../shared/protocol/osc';
import { snapshotBundle } from '../../shared/recording/recorded-bundle';
import { scoreEntry } from '../../shared/recording/score';

const SLASH = 47;

/** The entry of what a flush told. @param isSnapshot whether it begins with the yard, and tells of everybody */
export function bundleEntry(told: Uint8Array, isSnapshot: boolean, startMs: number): Uint8Array {
  return scoreEntry(isSnapshot ? snapshotBundle(told, startMs) : told);
}

/** The entry of a packet that was relayed, which gets the time of its flush; undefined where it is no OSC. */
export function relayedEntry(packet: Uint8Array, sentMs: number): Uint8Array | undefined {
  const messages = isBundle(packet) ? messagesOf(packet) : [packet];
  if (!messages?.every(isMessage)) return undefined;
  return scoreEntry(packBundle(messages, sentMs));
}

/** As far as whoever reads it may rely on: arguments of other types than ours are none of our business. */
function isMessage(packet: Uint8Array): boolean {
  if (packet[0] !== SLASH || packet.length % 4 !== 0) return false;
  return typesOf(packet, addressOf(packet).length, packet.length) !== undefined;
}
