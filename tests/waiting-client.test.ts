/** A client that waits to be let in, at a server that stands still: its connection ends by nothing, and nothing comes. */
import { Router } from 'zeromq';
import { YardClient } from '../client/yard-client';
import { WAITING } from '../server/access/refusals';
import { encodeServerMessage } from '../shared/protocol/messages';
import { freePort } from './support/free-port';
import { until } from './support/until';

test('who waits is told that nobody is there once the server has said nothing for as long as a player bears', async () => {
  const router = new Router({ linger: 0 });
  const server = `tcp://127.0.0.1:${await freePort()}`;
  await router.bind(server);
  let isSilent = false;
  const answer = async () => {
    for await (const [id] of router)
      if (id && !isSilent) await router.send([id, '', encodeServerMessage(WAITING)]);
  };
  void answer().catch(() => undefined);
  let [waits, unreachable] = [0, 0];
  const states: string[] = [];
  const client = new YardClient(
    server,
    { name: 'Ada', colour: '' },
    {
      onMessage: ({ address }) => address === '/refused' && waits++,
      onState: (state) => states.push(state),
      onUnreachable: () => unreachable++,
    },
  );
  try {
    await until('it to wait', () => waits >= 3);
    isSilent = true;
    expect(unreachable).toBe(0);
    await until('it to notice', () => unreachable > 0);
    // It is for the others of the yard to be asked: this one may yet answer.
    expect(states).toEqual([]);
  } finally {
    client.leave();
    router.close();
  }
});
