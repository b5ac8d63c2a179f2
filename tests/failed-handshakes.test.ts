/** A player whose handshakes fail: by the key of an earlier yard, or since its address may open no more connections. */
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { connectDealer, createDealer } from '../client/dealer';
import { YardClient } from '../client/yard-client';
import { closeYards, FakeYard } from './support/fake-yard';
import { freePort } from './support/free-port';
import { until } from './support/until';

const EARLIER_KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';

const servers = new Set<Server>();
afterEach(() => {
  for (const server of servers) server.close();
  servers.clear();
  closeYards();
});

/** Closes who connects, as a server does whose key is another one, and counts. */
async function refuseAll(port: number) {
  const refused = { connections: 0 };
  const server = createServer((socket) => {
    refused.connections++;
    socket.on('error', () => undefined).destroy();
  }).listen(port, '127.0.0.1');
  servers.add(server);
  await once(server, 'listening');
  return { refused, close: () => once(server.close(), 'close') };
}

test('connects ever more rarely, so that others of its address can, and is there once it may', async () => {
  const [port, otherPort] = [await freePort(), await freePort()];
  const [player, libzmq] = [await refuseAll(port), await refuseAll(otherPort)];
  const states: string[] = [];
  const client = new YardClient(
    `tcp://127.0.0.1:${port}`,
    { name: 'Ada', colour: '#e69f00' },
    { onMessage: () => undefined, onState: (state) => states.push(state) },
  );
  const server = `tcp://127.0.0.1:${otherPort}?key=${EARLIER_KEY}`;
  const dealer = createDealer(server);
  connectDealer(dealer, server);
  await until('libzmq to have tried often', () => libzmq.refused.connections >= 30);
  dealer.close();
  expect(player.refused.connections).toBeGreaterThanOrEqual(2);
  expect(player.refused.connections).toBeLessThan(libzmq.refused.connections / 3);
  await player.close();
  await FakeYard.open(port, 'Open', false);
  await until('the player to be in the yard', () => states.includes('present'));
  client.leave();
});

test('whose key is not the yard’s is told so in words after some seconds, once; who waits for a yard is not', async () => {
  const yard = await FakeYard.open(await freePort(), 'Secured', true);
  const enter = (server: string) => {
    const told: string[] = [];
    const client = new YardClient(
      server,
      { name: 'Ada', colour: '#e69f00' },
      { onMessage: (message) => told.push(JSON.stringify(message)), onState: () => undefined },
    );
    return { client, told };
  };
  const wrong = enter(`${yard.targetText.replace(/key=.*/, '')}key=${EARLIER_KEY}`);
  const nobody = enter(`tcp://127.0.0.1:${await freePort()}?key=${EARLIER_KEY}`);
  await until('it to be told', () => wrong.told.length > 0);
  // Its next handshake fails as well.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  expect(wrong.told).toEqual([
    JSON.stringify({
      address: 'unanswered',
      code: 'key',
      reason: 'The yard at this address does not answer with the key that you have',
    }),
  ]);
  expect(nobody.told).toEqual([]);
  for (const { client } of [wrong, nobody]) client.leave();
});
