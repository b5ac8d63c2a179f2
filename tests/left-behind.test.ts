/** Whoever is not in a yard at the moment when it goes to another server, and comes to where it was. */
import { freePort } from './support/free-port';
import { killOrderedServers, OrderedServer } from './support/ordered-server';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause } from './support/until';

afterEach(async () => {
  closePeers();
  await killOrderedServers();
});

const profile = (name: string) =>
  ({ address: '/profile', protocol: 2, name, colour: '#e69f00', key: `key of ${name}` }) as const;

async function come(port: number, name: string): Promise<RawPeer> {
  const peer = new RawPeer(port, {});
  await peer.send(profile(name));
  return peer;
}

/** The address where somebody who comes to a port is told that the yard is. */
const ledTo = async (peer: RawPeer) => Number((await peer.until('/moved')).server.split(':').at(-1));

test('who lost the connection a moment before is led on, and is who it was; who is new is led on too', async () => {
  const [from, to] = [await freePort(), await freePort()];
  const first = await OrderedServer.start(from);
  const grace = await come(from, 'Grace');
  const id = await grace.id();
  grace.close();
  const ada = await come(from, 'Ada');
  await ada.id();
  const deadlineMs = performance.now() + 10_000;
  let state = await first.state();
  while (state.players.length < 2 || !state.players.some(({ isAway }) => isAway)) {
    if (performance.now() > deadlineMs) throw new Error('Grace is not gone.');
    await pause(100);
    state = await first.state();
  }
  await OrderedServer.start(to, state);
  first.moveTo(to);
  expect(await ledTo(ada)).toBe(to);
  ada.close();
  // Everybody has gone, and it waits for who had not.
  await pause(500);
  const [back, late] = [await come(from, 'Grace'), await come(from, 'Late')];
  expect([await ledTo(back), await ledTo(late)]).toEqual([to, to]);
  const there = await come(to, 'Grace');
  expect(await there.id()).toBe(id);
  expect(await first.exit()).toBe(0);
});
