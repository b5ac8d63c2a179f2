import type { NatsConnection, Subscription as NatsSubscription } from '@nats-io/transport-node';
import type { Subscription } from './bus';

type Listener = (bytes: Uint8Array, subject: string) => void;
interface Entry {
  readonly subject: string;
  readonly listener: Listener;
  /** Undefined before the first connection, and where NATS has refused it. */
  nats?: NatsSubscription | undefined;
}

/**
 * What a server listens to on NATS. Its client ends a subscription for good that NATS has refused, also over a new connection: so
 * it is asked for again here, since an operator may allow it while we run.
 */
export class NatsSubscriptions {
  private readonly entries = new Set<Entry>();
  private readonly onRefused: (error: Error) => void;
  private client: NatsConnection | undefined;

  constructor(onRefused: (error: Error) => void) {
    this.onRefused = onRefused;
  }

  /** NATS is reached, for the first time or again. */
  begin(client: NatsConnection): void {
    this.client = client;
    this.retry();
  }

  /** To be called now and then: asks again for what was refused. */
  retry(): void {
    for (const entry of this.entries) if (!entry.nats) this.subscribe(entry);
  }

  add(subject: string, listener: Listener): Subscription {
    const entry: Entry = { subject, listener };
    this.entries.add(entry);
    this.subscribe(entry);
    return {
      unsubscribe: () => {
        this.entries.delete(entry);
        if (this.client?.isClosed() === false) entry.nats?.unsubscribe();
      },
    };
  }

  private subscribe(entry: Entry): void {
    if (!this.client || this.client.isClosed()) return;
    const callback = (error: Error | null, message: { data: Uint8Array; subject: string }): void => {
      if (!error) return entry.listener(message.data, message.subject);
      entry.nats = undefined;
      this.onRefused(error);
    };
    entry.nats = this.client.subscribe(entry.subject, { callback });
  }
}
