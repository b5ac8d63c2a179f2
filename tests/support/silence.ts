/**
 * The timeout of silence takes every player out in the end, so a test that waits for a departure needs to know that it was
 * not that. No time is measured: it is an order of events. Somebody falls silent first; whoever goes after that, and is
 * gone before, was not taken out by the timeout.
 */
import { RawPeer } from './raw-peer';

/** A player that sends its profile and is silent from then on. Resolves with its id, once the server knows it. */
export function fallSilent(port: number): Promise<number> {
  return new RawPeer(port).introduce('Silent');
}

/**
 * Waits until `watcher` received that a player left, and checks that it did not receive before that the silent one did.
 * @param silentId of a player that fell silent before the other one went
 */
export async function expectLeftBeforeTimeout(watcher: RawPeer, id: number, silentId: number): Promise<void> {
  await watcher.until('/player/left', (left) => left.id === id);
  const departures = watcher.messages().flatMap((message) => {
    return message.address === '/player/left' ? [message.id] : [];
  });
  expect(departures.slice(0, departures.indexOf(id))).not.toContain(silentId);
}
