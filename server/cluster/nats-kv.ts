/** The yard's store in NATS: a bucket of its KV, which is a stream of its JetStream. */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { JetStreamManager } from '@nats-io/jetstream';
import type { KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Subscription } from './bus';
import type { Kv, KvEntry, KvWatcher } from './kv';

/** Of one value: a name, an identity and what seals them take some 300. */
const VALUE_MAX_BYTES = 2048;
/** Of all: 5000 known identities, 2000 bans and 2000 mutes take a fifth of it. */
const BUCKET_MAX_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 2000;
/** Between two tries to have the bucket, or to watch it. */
const RETRY_MS = 1000;
/** Of the tag of a server key in the bucket's name: 96 bits. */
const KEY_TAG_CHARACTERS = 16;
/** JetStreamApiCodes.StreamWrongLastSequence and its like of a clustered stream: what was there had another revision. */
const CONFLICT_CODES: readonly unknown[] = [10071, 10164];

/** What NATS' KV is used by, loaded when a server is one of several. */
interface Client {
  connection: NatsConnection;
  kvm: Kvm;
  manager: JetStreamManager;
}

/**
 * The name of a yard's bucket. A secured yard of another key pair has another one, though it is called alike.
 * @param serverKey the public key, of a secured yard
 */
export function bucketOf(yard: string, serverKey: Uint8Array | undefined): string {
  const name = `zeroyard_${Buffer.from(yard).toString('base64url')}`;
  if (!serverKey) return name;
  const tag = createHash('sha256').update(serverKey).digest('base64url').slice(0, KEY_TAG_CHARACTERS);
  return `${name}_${tag}`;
}

export class NatsKv implements Kv {
  /** Resolves when it can be used for the first time. */
  readonly opened: Promise<unknown>;
  private readonly name: string;
  private readonly client: Promise<Client>;
  private readonly warn: (sentence: string) => void;
  private isConnected = false;
  private bucket: Promise<KV> | undefined;
  /** Told when the connection is there again. */
  private readonly onConnected = new Set<() => void>();
  private lastFault = '';
  private isWarned = false;

  /**
   * @param connection may never be there: until then all is as while NATS is away
   * @param warn is told in a sentence why the bucket cannot be used; not again until there is another reason
   */
  constructor(name: string, connection: Promise<NatsConnection>, warn: (sentence: string) => void) {
    this.name = name;
    this.warn = warn;
    this.client = connection.then((connected) => this.begin(connected));
    this.opened = this.client;
    // Who asks is told.
    this.client.catch(() => undefined);
  }

  async get(key: string): Promise<KvEntry | undefined> {
    const bucket = await this.open();
    const entry = await bucket.get(key);
    return entry?.operation === 'PUT' ? entry : undefined;
  }

  async update(key: string, value: Uint8Array, revision: number): Promise<number | undefined> {
    const bucket = await this.open();
    try {
      return await bucket.put(key, value, { previousSeq: revision, timeout: TIMEOUT_MS });
    } catch (error) {
      if (CONFLICT_CODES.includes((error as { code?: unknown }).code)) return undefined;
      // Whoever writes tries again, and would for as long as its disk is full.
      this.fail(error);
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.open();
    const { manager } = await this.client;
    // Not by the KV's delete: that leaves a mark for ever, and the bucket would grow.
    await manager.streams.purge(`KV_${this.name}`, { filter: `$KV.${this.name}.${key}` });
  }

  watch(watcher: KvWatcher): Subscription {
    const stopping = new AbortController();
    const { signal } = stopping;
    let endRound: () => void = () => undefined;
    // After a connection that was lost NATS knows nothing of the watch; whatever was missed is in what is told anew.
    const again = () => endRound();
    this.onConnected.add(again);
    void (async () => {
      await this.client.catch(() => undefined);
      while (!signal.aborted) {
        const ended = new Promise<void>((resolve) => (endRound = resolve));
        if (this.isConnected) await this.watchOnce(watcher, ended);
        await Promise.race([ended, delay(RETRY_MS, undefined, { ref: false, signal })]).catch(
          () => undefined,
        );
      }
    })();
    return {
      unsubscribe: () => {
        stopping.abort();
        this.onConnected.delete(again);
        endRound();
      },
    };
  }

  /** Tells what is there, and then what comes, until it ends or is to end. */
  private async watchOnce(watcher: KvWatcher, ended: Promise<void>): Promise<void> {
    try {
      const bucket = await this.open();
      const { values } = await bucket.status();
      const entries = await bucket.watch();
      void ended.then(() => entries.stop());
      const keys = new Set<string>();
      let isCurrent = values === 0;
      if (isCurrent) watcher.onCurrent(keys);
      for await (const entry of entries) {
        if (entry.operation === 'PUT') watcher.onEntry(entry);
        if (isCurrent) continue;
        if (entry.operation === 'PUT') keys.add(entry.key);
        if (!entry.isUpdate) continue;
        isCurrent = true;
        watcher.onCurrent(keys);
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /** The bucket, made where there is none. @throws while NATS is away */
  private async open(): Promise<KV> {
    if (!this.isConnected) throw new Error('NATS is away.');
    const { kvm } = await this.client;
    this.bucket ??= kvm.create(this.name, {
      description: 'Zeroyard: ids, and who may come in',
      ...{ history: 1, max_bytes: BUCKET_MAX_BYTES, maxValueSize: VALUE_MAX_BYTES },
      // What is compared and set is read where it is written.
      allow_direct: false,
      timeout: TIMEOUT_MS,
    });
    try {
      return await this.bucket;
    } catch (error) {
      this.bucket = undefined;
      throw error;
    }
  }

  private async begin(connection: NatsConnection): Promise<Client> {
    const [{ Kvm }, { jetstreamManager }] = await Promise.all([
      import('@nats-io/kv'),
      import('@nats-io/jetstream'),
    ]);
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: TIMEOUT_MS });
    this.isConnected = !connection.isClosed();
    void this.follow(connection);
    return { connection, kvm: new Kvm(manager.jetstream()), manager };
  }

  private async follow(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect' || type === 'close') this.isConnected = false;
      if (type !== 'reconnect') continue;
      this.isConnected = true;
      // It may be another NATS by now, without the bucket.
      this.bucket = undefined;
      for (const listener of this.onConnected) listener();
    }
    this.isConnected = false;
  }

  private fail(error: unknown): void {
    const { message } = error as Error;
    if (!this.isConnected) return;
    const isRepeated = message === this.lastFault;
    if (!isRepeated) [this.lastFault, this.isWarned] = [message, false];
    // Once means little: a NATS that has just started is not done yet.
    if (!isRepeated || this.isWarned) return;
    this.isWarned = true;
    this.warn(
      `What the servers of this yard keep in NATS cannot be read or written (${message}). Is JetStream on there (nats-server -js), has it room on its disk and in the bucket ${this.name}, and may this server use that?`,
    );
  }
}
