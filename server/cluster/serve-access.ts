/** Has a server's ids, and its rules of who may come in, be those of its yard: the store in NATS, the files, and the timer. */
import { setTimeout as delay } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import { isAbout } from '../access/expulsions';
import type { Yard } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import type { Stamped } from './access-registers';
import { IdBlocks } from './id-blocks';
import type { Kv } from './kv';
import { bucketOf, NatsKv } from './nats-kv';
import type { OrderMessage } from './order-messages';
import { Orders, type OrderContext } from './orders';
import type { Peers } from './peers';
import type { RegisterFile } from './register-file';
import { createSeal, OPEN_SEAL, type Seal } from './seal';
import { SharedAccess, type SharedAccessContext } from './shared-access';
import { SharedRegisters } from './shared-registers';
import { WaitingEverywhere, type WaitingElsewhere } from './waiting-everywhere';

/** As often as the yard looks after its players. */
const TICK_MS = 250;
/** A yard that opens waits no longer for its first ids: it takes random ones instead. */
const FIRST_IDS_MAX_MS = 2000;

/** What the servers of one yard keep in NATS. */
export interface YardStore {
  readonly kv: Kv;
  readonly ids: IdBlocks;
  readonly registers: SharedRegisters;
  /** Of what is kept or told of a secured yard. */
  readonly seal: Seal;
  readonly files: StoreFiles;
}

/** What is kept of it in the folder of keys. */
export interface StoreFiles {
  readonly registers: RegisterFile;
  /** As it was read, before the bans were. */
  readonly kept: readonly Stamped[] | undefined;
}

/**
 * Opens it, before the yard is. Resolves when there are ids of it, or NATS is not there.
 * @param pair of a secured yard
 * @param bus the connection to NATS, which may never be there
 */
export async function openStore(
  yard: string,
  pair: { publicKey: Uint8Array; secretKey: Uint8Array } | undefined,
  bus: { readonly connection: Promise<NatsConnection>; readonly isConnected: boolean },
  { warn, ...files }: StoreFiles & { warn: (sentence: string) => void },
): Promise<YardStore> {
  const kv = new NatsKv(bucketOf(yard, pair?.publicKey), bus.connection, warn);
  const ids = new IdBlocks(kv, Math.random, warn);
  const seal = pair ? createSeal(pair.secretKey) : OPEN_SEAL;
  const registers = new SharedRegisters(kv, seal);
  registers.onCurrent = () => void ids.reclaim();
  if (bus.isConnected)
    await Promise.race([
      kv.opened.then(() => ids.fetch()),
      delay(FIRST_IDS_MAX_MS, undefined, { ref: false }),
    ]);
  return { kv, ids, registers, seal, files };
}

/** What other servers are said, and say, of orders and of who waits. */
export interface OrderBus {
  sendOrder(server: string, message: OrderMessage): void;
  publishOrder(message: OrderMessage): void;
  onOrder: (server: string, message: OrderMessage) => void;
  readonly peers: Pick<Peers, 'addressOf'>;
}

export interface AccessPlace
  extends Omit<SharedAccessContext, 'expel' | 'writeRegisters'>, Pick<OrderContext, 'obey'> {
  /** Takes out one of our own players, and tells it why (ServerLoop). */
  expel(player: YardPlayer, expulsion: Parameters<SharedAccessContext['expel']>[0]): void;
}

/** Hosts' powers over the yard's other servers, for the console. */
export interface ServedAccess {
  readonly waiting: readonly WaitingElsewhere[];
  ask: Orders['ask'];
  addressOf: Peers['addressOf'];
  close(): void;
}

/** From now on all that hosts say of who may come in holds at all servers. */
export function serveAccess(
  yard: Yard,
  { registers, files }: YardStore,
  bus: OrderBus,
  place: AccessPlace,
): ServedAccess {
  const { access } = yard;
  const shared = new SharedAccess(access, registers, files.kept, {
    ...place,
    writeRegisters: (all) => files.registers.write(all),
    expel: (expulsion) => {
      for (const player of [...yard.own])
        if (isAbout(expulsion, player) && !yard.isHost(player)) place.expel(player, expulsion);
    },
  });
  const orders = new Orders({ ...place, send: (server, message) => bus.sendOrder(server, message) });
  const waiting = new WaitingEverywhere(access.waiting, {
    publish: (message) => bus.publishOrder(message),
    onWaiting: (each) => access.onWaiting(each),
    onChange: () => access.onChange(),
  });
  bus.onOrder = (server, message) => {
    if (message.address === '/order' || message.address === '/order/answer') orders.receive(server, message);
    else waiting.receive(server, message, place.nowMs());
  };
  const timer = setInterval(() => {
    const nowMs = place.nowMs();
    shared.tick(nowMs);
    orders.tick(nowMs);
    waiting.tick(nowMs);
  }, TICK_MS);
  return {
    get waiting() {
      return waiting.all;
    },
    ask: (server, order, id) => orders.ask(server, order, id),
    addressOf: (server) => bus.peers.addressOf(server),
    close: () => {
      clearInterval(timer);
      shared.close();
    },
  };
}
