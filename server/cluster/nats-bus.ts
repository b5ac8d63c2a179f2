/** The bus that is NATS: the one file that loads its client, when a server is one of several. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import type { Bus, Subscription } from './bus';
import type { NatsOptions } from './cluster-options';
import type { ClusterCounters } from './counters';
import { readCredentials, rereadCredentials } from './credentials';
import { describeFault, describePayload } from './nats-fault';
import { NatsSubscriptions } from './nats-subscriptions';
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
/** How often it is asked again for what NATS does not let this server listen to. */
const REFUSED_RETRY_MS = 5000;
/** So many reasons are said until NATS is reached again: each cell of a yard has one of its own where none is allowed. */
const FAULTS_MAX = 8;
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

export class NatsBus implements Bus {
  /** Resolves when NATS is reached for the first time. */
  readonly connection: Promise<NatsConnection>;
  private readonly options: NatsBusOptions;
  private readonly counters: ClusterCounters;
  private readonly log: NatsLog;
  private readonly subscriptions = new NatsSubscriptions((error) => this.fail(error));
  private client: NatsConnection | undefined;
  private isUp = false;
  private isClosed = false;
  private resolveConnection: (connection: NatsConnection) => void = () => undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private isProbing = false;
  private isSlow = false;
  private sentBytes = 0;
  private answeredBytes = 0;
  private readonly faults = new Set<string>();

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
    const read = file === undefined ? undefined : await readCredentials(file);
    const credentials = file === undefined || !read ? undefined : rereadCredentials(file, read);
    if (!(await this.tryConnect(credentials))) void this.keepTrying(credentials);
  }

  publish(subject: string, bytes: Uint8Array): void {
    const isRoom = this.sentBytes - this.answeredBytes + bytes.length <= UNANSWERED_MAX_BYTES;
    // Its client would throw.
    const isFitting = bytes.length <= (this.client?.info?.max_payload ?? Infinity);
    if (!this.client || !this.isUp || !isRoom || !isFitting) {
      this.counters.dropped.unsent++;
      return;
    }
    this.sentBytes += bytes.length;
    // The client keeps what it is given until it writes it.
    this.client.publish(subject, Uint8Array.from(bytes));
  }

  subscribe(subject: string, listener: (bytes: Uint8Array, subject: string) => void): Subscription {
    return this.subscriptions.add(subject, listener);
  }

  /** Sends what is to be sent yet, and ends the connection. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const timer of this.timers) clearInterval(timer);
    const client = this.client;
    if (!client) return;
    if (this.isUp) await Promise.race([client.flush().catch(() => undefined), delay(SLOW_MS)]);
    this.isUp = false;
    await client.close();
  }

  private async keepTrying(credentials: (() => Uint8Array) | undefined): Promise<void> {
    do await delay(RECONNECT_MS, undefined, { ref: false });
    while (!this.isClosed && !(await this.tryConnect(credentials)));
  }

  private async tryConnect(credentials: (() => Uint8Array) | undefined): Promise<boolean> {
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
    this.comeUp(client);
    void this.follow(client);
    this.timers.push(
      setInterval(() => void this.probe(client), PROBE_MS).unref(),
      setInterval(() => this.subscriptions.retry(), REFUSED_RETRY_MS).unref(),
    );
    this.resolveConnection(client);
  }

  private comeUp(client: NatsConnection): void {
    // Its client says so once for each try that failed.
    if (this.isUp) return;
    this.isUp = true;
    this.answeredBytes = this.sentBytes;
    this.faults.clear();
    this.subscriptions.begin(client);
    this.log.info(`NATS is reached at ${client.getServer()}.`);
    const obstacle = describePayload(client.info?.max_payload);
    if (obstacle !== undefined) this.log.warn(obstacle);
  }

  private async follow(client: NatsConnection): Promise<void> {
    for await (const status of client.status()) {
      switch (status.type) {
        case 'disconnect':
          if (this.isUp) this.log.warn('The connection to NATS is lost; it is tried for again and again.');
          this.isUp = false;
          break;
        case 'reconnect':
          this.comeUp(client);
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

  /** Each reason is said once, until NATS is reached again. */
  private fail(error: unknown): void {
    const reason = describeFault(error as Error, this.options.urls);
    if (this.isClosed || this.faults.has(reason) || this.faults.size >= FAULTS_MAX) return;
    this.faults.add(reason);
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
