import { splitTarget } from '../../shared/target';
import { OwnAbsence } from '../yard/own-absence';
import { Peer } from './peer';
import { WANTED, type FromMessage } from './messages';

/** No yard has more servers. */
export const PEERS_MAX = 64;
/** The players of a server that was silent for so long stand… */
export const SILENT_MS = 1500;
/** …and have left after so long. */
export const GONE_MS = 5000;

export interface PeerEvents {
  /** Its first packet came. */
  came(peer: Peer): void;
  /** It has been silent for SILENT_MS. */
  silent(peer: Peer): void;
  /** It has been silent for GONE_MS, or has begun anew. */
  gone(peer: Peer): void;
}

/** The other servers of this yard: who is alive, and how their clocks differ from ours. Deterministic: no I/O, no clock. */
export class Peers {
  private readonly own: string;
  private readonly events: PeerEvents;
  private readonly byName = new Map<string, Peer>();
  private readonly ownAbsence = new OwnAbsence();

  /** @param own this server's name */
  constructor(own: string, events: PeerEvents) {
    this.own = own;
    this.events = events;
  }

  get all(): Iterable<Peer> {
    return this.byName.values();
  }

  /** Where clients reach a server of this name, `tcp://HOST:PORT`; undefined where that is not known. */
  addressOf(name: string): string | undefined {
    const reachedAt = this.byName.get(name)?.alive?.reachedAt;
    return reachedAt ? splitTarget(reachedAt).address : undefined;
  }

  /** Those with whom the yard is shared, and who are alive. */
  get partners(): Peer[] {
    return Array.from(this.byName.values()).filter(({ isPartner, isHalted }) => isPartner && !isHalted);
  }

  /** Notes a sign of life. Undefined for one of a start that is over, for our own name, and where there are too many servers. */
  heard(from: FromMessage, nowMs: number): Peer | undefined {
    if (from.server === this.own) return undefined;
    let peer = this.byName.get(from.server);
    const epoch = Number(from.epoch);
    if (peer && epoch < peer.epoch) return undefined;
    if (peer && epoch > peer.epoch) {
      this.remove(peer);
      peer = undefined;
    }
    if (!peer) {
      if (this.byName.size >= PEERS_MAX) return undefined;
      this.byName.set(from.server, (peer = new Peer(from, nowMs)));
      this.events.came(peer);
    }
    peer.heardMs = nowMs;
    if (peer.isHalted && !peer.isLeaving) {
      peer.isHalted = false;
      peer.want(WANTED.motions);
    }
    return peer;
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    const awayMs = this.ownAbsence.tick(nowMs);
    for (const peer of this.byName.values()) {
      // Nobody else was silent for that.
      peer.heardMs += awayMs;
      const silentMs = nowMs - peer.heardMs;
      if (silentMs >= GONE_MS) this.remove(peer);
      else if (silentMs >= SILENT_MS || peer.isLeaving) this.halt(peer);
    }
  }

  /** It closes. */
  leave(peer: Peer): void {
    peer.isLeaving = true;
    this.halt(peer);
  }

  private halt(peer: Peer): void {
    if (peer.isHalted) return;
    peer.isHalted = true;
    peer.forgetMotions();
    this.events.silent(peer);
  }

  private remove(peer: Peer): void {
    this.byName.delete(peer.name);
    this.events.gone(peer);
  }
}
