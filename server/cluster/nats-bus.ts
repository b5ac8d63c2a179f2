/** The bus that is NATS: the one file that loads its client, when a server is one of several. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  NatsConnection,
  NodeConnectionOptions,
  Subscription as NatsSubscription,
} from '@nats-io/transport-node';
import type { Bus, Subscription } from './bus';
import type { NatsOptions } from './cluster-options';
import type { ClusterCounters } from './counters';
import { readCredentials } from './credentials';
import { describeFault } from './nats-fault';
import { tlsOptions } from './nats-tls';

/** Between two tries to connect. */
const RECONNECT_MS = 500;
const CONNECT_TIMEOUT_MS = 3000;
/** How often NATS is asked whether all that was sent has come there. */
const PROBE_MS = 250;
/** If it answers later than this, or not, either it or we read too slowly. */
const SLOW_MS = 1000;
/** A connection without any answer for so long is given up. */
const STALE_MS = 5000;
/** So much is sent at most that has not come to NATS yet: what is beyond is dropped, since it would be stale. */
const UNANSWERED_MAX_BYTES = 8 * 1024 * 1024;

export interface NatsBusOptions extends NatsOptions {
  /** As which NATS' own reports show this server. */
  name: string;
}

export interface NatsLog {
  info(sentence: string): void;
  warn(sentence: string): void;
}

type Listener = (bytes: Uint8Array, subject: string) => void;
interface Entry {
  subject: string;
  listener: Listener;
  nats?: NatsSubscription;
}

export class NatsBus implements Bus {
  /** Resolves when NATS is reached for the first time. */
  readonly connection: Promise<NatsConnection>;
  private readonly options: NatsBusOptions;
  private readonly counters: ClusterCounters;
  private readonly log: NatsLog;
  private readonly subscriptions = new Set<Entry>();
  private client: NatsConnection | undefined;
  private isUp = false;
  private isClosed = false;
  private resolveConnection: (connection: NatsConnection) => void = () => undefined;
  private prober: NodeJS.Timeout | undefined;
  private isProbing = false;
  private isSlow = false;
  private sentBytes = 0;
  private answeredBytes = 0;
  private lastFault = '';

  constructor(options: NatsBusOptions, counters: ClusterCounters, log: NatsLog) {
    this.options = options;
    this.counters = counters;
    this.log = log;
    this.connection = new Promise((resolve) => (this.resolveConnection = resolve));
  }

  get isConnected(): boolean {
    return this.isUp;
  }

  /**
   * Connects, and goes on trying for as long as it takes. Resolves after the first try, be it in vain: whoever opens a yard does
   * not wait for NATS.
   * @throws ClusterOptionError when the file of credentials cannot be read
   */
  async open(): Promise<void> {
    const file = this.options.credentials;
    const credentials = file === undefined ? undefined : await readCredentials(file);
    if (!(await this.tryConnect(credentials))) void this.keepTrying(credentials);
  }

  publish(subject: string, bytes: Uint8Array): void {
    const isRoom = this.sentBytes - this.answeredBytes + bytes.length <= UNANSWERED_MAX_BYTES;
    if (!this.client || !this.isUp || !isRoom) {
      this.counters.dropped.unsent++;
      return;
    }
    this.sentBytes += bytes.length;
    // The client keeps what it is given until it writes it.
    this.client.publish(subject, Uint8Array.from(bytes));
  }

  subscribe(subject: string, listener: Listener): Subscription {
    const entry: Entry = { subject, listener };
    this.subscriptions.add(entry);
    this.begin(entry);
    return {
      unsubscribe: () => {
        this.subscriptions.delete(entry);
        if (this.client && !this.client.isClosed()) entry.nats?.unsubscribe();
      },
    };
  }

  /** Sends what is to be sent yet, and ends the connection. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.prober);
    const client = this.client;
    if (!client) return;
    if (this.isUp) await Promise.race([client.flush().catch(() => undefined), delay(SLOW_MS)]);
    this.isUp = false;
    await client.close();
  }

  private async keepTrying(credentials: Uint8Array | undefined): Promise<void> {
    do await delay(RECONNECT_MS, undefined, { ref: false });
    while (!this.isClosed && !(await this.tryConnect(credentials)));
  }

  private async tryConnect(credentials: Uint8Array | undefined): Promise<boolean> {
    const { connect, credsAuthenticator } = await import('@nats-io/transport-node');
    const { urls, name } = this.options;
    const tls = tlsOptions(urls);
    const options: NodeConnectionOptions = {
      ...{ servers: [...urls], name, noEcho: true, timeout: CONNECT_TIMEOUT_MS },
      ...{ reconnect: true, maxReconnectAttempts: -1, reconnectTimeWait: RECONNECT_MS },
      // Its operator may mend an account while we try.
      ignoreAuthErrorAbort: true,
      ...(tls && { tls }),
      ...(credentials && { authenticator: credsAuthenticator(credentials) }),
    };
    try {
      const client = await connect(options);
      if (this.isClosed) await client.close();
      else this.connected(client);
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  private connected(client: NatsConnection): void {
    this.client = client;
    this.comeUp();
    for (const entry of this.subscriptions) this.begin(entry);
    void this.follow(client);
    this.prober = setInterval(() => void this.probe(client), PROBE_MS);
    this.prober.unref();
    this.resolveConnection(client);
  }

  private begin(entry: Entry): void {
    if (!this.client) return;
    const callback = (error: Error | null, message: { data: Uint8Array; subject: string }): void => {
      if (error) this.fail(error);
      else entry.listener(message.data, message.subject);
    };
    entry.nats = this.client.subscribe(entry.subject, { callback });
  }

  private comeUp(): void {
    this.isUp = true;
    this.answeredBytes = this.sentBytes;
    this.lastFault = '';
    this.log.info(`NATS is reached at ${this.client?.getServer() ?? ''}.`);
  }

  private async follow(client: NatsConnection): Promise<void> {
    for await (const status of client.status()) {
      switch (status.type) {
        case 'disconnect':
          if (this.isUp) this.log.warn('The connection to NATS is lost; it is tried for again and again.');
          this.isUp = false;
          break;
        case 'reconnect':
          this.comeUp();
          break;
        case 'error':
          if (/slow consumer/i.test(status.error.message)) this.noteSlow();
          this.fail(status.error);
          break;
        case 'close':
          this.isUp = false;
          break;
        default:
      }
    }
  }

  /**
   * NATS answers in order, behind all that it has for us: how long that takes is how far behind we read, or it does. A slow
   * consumer is cut off by NATS in the end, so it is said before.
   */
  private async probe(client: NatsConnection): Promise<void> {
    if (!this.isUp || this.isProbing) return;
    this.isProbing = true;
    const [sentBytes, beganMs] = [this.sentBytes, performance.now()];
    const slow = setTimeout(() => this.noteSlow(), SLOW_MS);
    const stale = setTimeout(() => cutOff(client), STALE_MS);
    try {
      await client.flush();
      this.answeredBytes = Math.max(this.answeredBytes, sentBytes);
      if (performance.now() - beganMs < SLOW_MS) this.isSlow = false;
    } catch {
      // It is disconnected, which its status says.
    }
    clearTimeout(slow);
    clearTimeout(stale);
    this.isProbing = false;
  }

  private noteSlow(): void {
    if (this.isSlow) return;
    this.isSlow = true;
    this.counters.slowConsumers++;
    this.log.warn(
      `What other servers say comes over ${SLOW_MS / 1000} s late by NATS: this server, or NATS, has too much to do.`,
    );
  }

  /** Each reason is said once, until it is another. */
  private fail(error: unknown): void {
    const reason = describeFault(error as Error, this.options.urls);
    if (this.isClosed || reason === this.lastFault) return;
    this.lastFault = reason;
    this.log.warn(reason);
  }
}

/**
 * Has the client see that its connection is lost. Its own way, reconnect(), first waits until NATS has read what was written, which
 * may be never: of a machine that lost its power, until TCP gives up a quarter of an hour later.
 */
function cutOff(client: NatsConnection): void {
  const { protocol } = client as { protocol?: { transport?: { socket?: { destroy(): void } } } };
  protocol?.transport?.socket?.destroy();
}
