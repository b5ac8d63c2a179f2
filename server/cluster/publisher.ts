import { HOST_ID } from '../../shared/config';
import { encodeServerMessage } from '../../shared/protocol/messages';
import type { YardFeed } from '../yard/yard-feed';
import type { YardPlayer } from '../yard/yard-player';
import type { CellGrid } from './cell-grid';
import type { ClusterCounters } from './counters';
import { CLUSTER_TABLE, WANTED } from './messages';
import { encodeMotions } from './motion-batches';
import type { Outgoing } from './outgoing';
import { isOwn, type OwnPlayers } from './own-players';
import { encodeRelayed } from './relayed';
import type { Subjects } from './subjects';

/** So many players are in one part of a snapshot: at most some 90 kB. */
const PART_PLAYERS = 256;

export interface PublisherContext {
  outgoing: Outgoing;
  subjects: Subjects;
  grid: CellGrid;
  own: OwnPlayers;
  counters: ClusterCounters;
  nowMs: () => number;
  /** The first motion since the last flush is gathered. */
  onGathered: () => void;
}

/**
 * Publishes what this server's players do: events at once and in order, motions together, once for each cell. Deterministic but
 * for the bus and the clock that it is given.
 */
export class Publisher implements YardFeed {
  private readonly context: PublisherContext;
  private gathered = new Set<YardPlayer>();
  /** The cell to which each one's motion was published last. */
  private readonly cells = new WeakMap<YardPlayer, number>();
  private snapshots = 0;

  constructor(context: PublisherContext) {
    this.context = context;
  }

  changed(player: YardPlayer): void {
    const { own } = this.context;
    own.changed(player);
    this.publishEvent(own.messageOf(player));
  }

  moved(player: YardPlayer): void {
    if (this.gathered.size === 0) this.context.onGathered();
    this.gathered.add(player);
  }

  left(player: YardPlayer): void {
    this.gathered.delete(player);
    this.publishEvent(encodeServerMessage({ address: '/player/left', id: player.id }));
  }

  said(player: YardPlayer | undefined, text: string): void {
    const id = player?.id ?? HOST_ID;
    this.publishEvent(encodeServerMessage({ address: '/player/said', id, text }));
  }

  relayed(packet: Uint8Array): void {
    this.publishEvent(encodeRelayed(packet));
  }

  /** Publishes the motions that are new since the last flush. @param isHeard whether anybody is there to read them */
  flush(isHeard: boolean): void {
    if (this.gathered.size === 0) return;
    const { gathered } = this;
    this.gathered = new Set();
    if (!isHeard) return;
    const { subjects, grid, nowMs } = this.context;
    const sentMs = nowMs();
    const batches = new Map<number, YardPlayer[]>();
    const add = (number: number, player: YardPlayer): void => {
      const batch = batches.get(number);
      if (batch) batch.push(player);
      else batches.set(number, [player]);
    };
    const place = { x: 0, y: 0 };
    for (const player of gathered) {
      if (!isOwn(player) || !player.motion.at(sentMs, place)) continue;
      const number = grid.numberAt(place.x, place.y);
      const last = this.cells.get(player) ?? number;
      add(number, player);
      // Who listens to the cell that it has left has to know.
      if (last !== number) add(last, player);
      this.cells.set(player, number);
    }
    for (const [number, players] of batches)
      for (const message of encodeMotions(players, sentMs))
        this.publish(subjects.cell(grid.cell(number)), [message], sentMs);
  }

  /** Publishes all motions again, and the roster by which others know whether they know everybody. */
  publishDigest(): void {
    const { subjects, own, nowMs } = this.context;
    const sentMs = nowMs();
    const motions = encodeMotions(own.list(), sentMs);
    const roster = encodeServerMessage({ address: '/roster', ...own.roster() });
    const last = motions.pop();
    for (const message of motions) this.publish(subjects.digest, [message], sentMs);
    this.publish(subjects.digest, last ? [last, roster] : [roster], sentMs);
  }

  /** Publishes for one server alone what it has asked for. @param what WANTED */
  publishSnapshot(server: string, what: number): void {
    const { subjects, outgoing, own, counters, nowMs } = this.context;
    counters.snapshotsSent++;
    const subject = subjects.to(server);
    const sentMs = nowMs();
    const players = own.list();
    if (what === WANTED.motions) {
      for (const message of encodeMotions(players, sentMs)) this.publish(subject, [message], sentMs);
      return;
    }
    const number = ++this.snapshots;
    const events = outgoing.sequenceOf(subjects.events);
    const parts = Math.max(1, Math.ceil(players.length / PART_PLAYERS));
    for (let part = 0; part < parts; part++) {
      const some = players.slice(part * PART_PLAYERS, (part + 1) * PART_PLAYERS);
      const head = CLUSTER_TABLE.encode({ address: '/cluster/snapshot', number, part, parts, events });
      const messages = some.map((player) => own.messageOf(player));
      this.publish(subject, [head, ...messages, ...encodeMotions(some, sentMs)], sentMs);
    }
  }

  private publishEvent(message: Uint8Array): void {
    const { subjects, nowMs } = this.context;
    this.publish(subjects.events, [message], nowMs());
  }

  private publish(subject: string, messages: readonly Uint8Array[], sentMs: number): void {
    this.context.outgoing.publish(subject, messages, sentMs);
  }
}
