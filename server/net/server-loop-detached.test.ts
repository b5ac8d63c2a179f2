import { encodeClientMessage, decodeServerMessage, type ServerMessage } from '../../shared/protocol/messages';
import { messagesOf } from '../../shared/protocol/bundles';
import { REPLACED } from '../access/refusals';
import { hashKey } from '../access/key-hash';
import { remote } from '../yard/linked-yards.fixture';
import { testYard } from '../yard/yard.fixture';
import type { Connection } from './connection';
import { Counters } from './counters';
import type { Channel, OnContent, RouterEvents, RouterSocket } from './router-socket';
import { ServerLoop } from './server-loop';

/** A Router without a network: what is sent by it is kept, and `give` has it receive. */
class MemoryRouter implements RouterSocket<Connection> {
  isOpen = true;
  readonly sent: Uint8Array[] = [];
  readonly channel: Channel<Connection> = { remoteAddress: '127.0.0.1', state: undefined };
  private take: ((isEmptied: boolean) => void) | undefined;
  private onContent: OnContent<Connection> | undefined;
  readonly listen = () => Promise.resolve(1);
  readonly close = () => undefined;

  receive(onContent: OnContent<Connection>): Promise<boolean> {
    this.onContent = onContent;
    return new Promise((resolve) => (this.take = resolve));
  }

  give(packet: Uint8Array): void {
    this.onContent?.(this.channel, packet);
    this.take?.(true);
  }

  send(_: Channel<Connection>, payload: Uint8Array): boolean {
    this.sent.push(payload.slice());
    return true;
  }

  stop(): Promise<void> {
    this.isOpen = false;
    this.take?.(true);
    return Promise.resolve();
  }

  get messages(): ServerMessage[] {
    return this.sent
      .flatMap((packet) => messagesOf(packet) ?? [packet])
      .map((bytes) => decodeServerMessage(bytes))
      .filter((message) => typeof message !== 'string');
  }
}

test('whose player is at another server from now on is told so and does not take it back, and its end is not that player’s', async () => {
  const yard = testYard();
  const router = new MemoryRouter();
  let events: RouterEvents<Connection> | undefined;
  const create = (given: RouterEvents<Connection>) => {
    events = given;
    return router;
  };
  const onRefusal = jest.fn();
  const loop = new ServerLoop(yard, new Counters(), create, {
    ...{ onFlush: () => undefined, onFull: () => undefined, onRefusal },
  });
  await loop.listen({ host: '127.0.0.1', port: 0 });
  events?.opened(router.channel);
  const profile = { address: '/profile', protocol: 2, name: 'Ada', colour: '#e69f00', key: 'key' } as const;
  router.give(encodeClientMessage(profile));
  const [ada] = yard.players;
  yard.remote.set(
    'other',
    remote({ id: 1, keyHash: hashKey('key'), loginMs: (ada?.loginMs ?? NaN) + 1 }),
    ada?.loginMs ?? NaN,
  );
  expect(router.messages).toContainEqual(REPLACED);
  expect(onRefusal).toHaveBeenCalledTimes(1);
  // Late, by the connection that it had.
  router.give(encodeClientMessage({ address: '/say', text: 'hello' }));
  // As a client does by itself that does not go.
  router.give(encodeClientMessage(profile));
  events?.closed(router.channel, 'ended');
  expect(Array.from(yard.players, ({ server }) => server)).toEqual(['other']);
  await loop.close();
});
