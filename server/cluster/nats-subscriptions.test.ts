import type { NatsConnection } from '@nats-io/transport-node';
import { NatsSubscriptions } from './nats-subscriptions';

type Callback = (error: Error | null, message: { data: Uint8Array; subject: string }) => void;

/** NATS' client, as far as it subscribes. */
function client() {
  const asked: { subject: string; callback: Callback }[] = [];
  const ended: string[] = [];
  const connection = {
    isClosed: () => false,
    subscribe(subject: string, { callback }: { callback: Callback }) {
      asked.push({ subject, callback });
      return { unsubscribe: () => ended.push(subject) };
    },
  };
  return { connection: connection as unknown as NatsConnection, asked, ended };
}

const MESSAGE = { data: Uint8Array.of(1), subject: 'yard.events' };

test('what NATS has refused is asked for again, now and then and over a new connection, and what it has not is not', () => {
  const { connection, asked, ended } = client();
  const [refused, got] = [[] as string[], [] as string[]];
  const subscriptions = new NatsSubscriptions(({ message }) => refused.push(message));
  const events = subscriptions.add('yard.events', (_, subject) => got.push(subject));
  subscriptions.add('yard.digest', () => undefined);
  expect(asked).toEqual([]);
  subscriptions.begin(connection);
  asked[0]?.callback(new Error('Permissions Violation'), MESSAGE);
  expect(refused).toEqual(['Permissions Violation']);
  subscriptions.retry();
  expect(asked.map(({ subject }) => subject)).toEqual(['yard.events', 'yard.digest', 'yard.events']);
  asked[2]?.callback(new Error('Permissions Violation'), MESSAGE);
  subscriptions.begin(connection);
  subscriptions.retry();
  asked.at(-1)?.callback(null, MESSAGE);
  expect([asked.length, got]).toEqual([4, ['yard.events']]);
  events.unsubscribe();
  expect(ended).toEqual(['yard.events']);
});

test('what was refused and is not wanted any more is not asked for again', () => {
  const { connection, asked, ended } = client();
  const subscriptions = new NatsSubscriptions(() => undefined);
  subscriptions.begin(connection);
  const cell = subscriptions.add('yard.cell.1.1', () => undefined);
  asked[0]?.callback(new Error('Permissions Violation'), MESSAGE);
  cell.unsubscribe();
  subscriptions.retry();
  expect([asked.length, ended]).toEqual([1, []]);
});
