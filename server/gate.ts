import { messagesOf } from '../shared/osc';
import { readPosition } from '../shared/positions';
import { decodePlayerMessage, type PlayerMessage } from '../shared/protocol';
import { refusal, type ProfileMessage, type Refusal } from './admission';
import type { Counters } from './counters';
import type { Peer } from './peer';
import type { Yard } from './yard';
import type { YardPlayer } from './yard-player';

const FLOOD = refusal(
  'flood',
  'You send more than this yard takes from one peer: what is over the limit is dropped.',
);

/** What the gate has done at once, besides what the yard gathers for the next flush. */
export interface Post {
  /** Passes a packet on, byte for byte, to every connection but the sender's: the article's leave-one-out broadcast. */
  relay(sender: Peer, packet: Uint8Array, nowMs: number): void;
  /** Answers a peer that is not in the yard. */
  reply(peer: Peer, message: Refusal): void;
  /** Takes a player from every other connection than this one. */
  disown(player: YardPlayer, heir: Peer): void;
  /** Hears that a peer is told why it is refused. */
  refused(reason: Refusal): void;
}

/** What becomes of a packet: counted and dropped, told to the yard, or passed on. Pure: it sees no socket and no clock. */
export class Gate {
  private readonly yard: Yard;
  private readonly counters: Counters;
  private readonly post: Post;
  /** The position that is being read. */
  private readonly position = { address: '/position' as const, x: 0, y: 0 };

  constructor(yard: Yard, counters: Counters, post: Post) {
    this.yard = yard;
    this.counters = counters;
    this.post = post;
  }

  /** Takes in one packet as it came from the wire, whatever it holds. */
  receive(peer: Peer, packet: Uint8Array, nowMs: number): void {
    // Before anything is read: a flood must cost no more than this.
    if (!peer.mayTake(1, nowMs)) return this.dropFlood(peer, nowMs);
    // Nearly all that comes: a way of its own, on which nothing is made.
    if (readPosition(packet, this.position)) return this.take(peer, this.position, nowMs);
    const { lastProfile } = peer;
    if (lastProfile && Buffer.compare(lastProfile.packet, packet) === 0)
      return this.introduce(peer, lastProfile.message, nowMs);
    const messages = messagesOf(packet);
    if (messages && messages.length > 1 && !peer.mayTake(messages.length - 1, nowMs))
      return this.dropFlood(peer, nowMs);
    const foreign: Uint8Array[] = [];
    for (const bytes of messages ?? []) {
      const message = decodePlayerMessage(bytes);
      if (message === 'foreign') foreign.push(bytes);
      else if (message === 'malformed') this.counters.dropped.malformed++;
      else if (message.address === '/profile') {
        peer.lastProfile = { packet: bytes, message };
        this.introduce(peer, message, nowMs);
      } else this.take(peer, message, nowMs);
    }
    // What holds nothing of ours is passed on as it came, be it a bundle or no OSC at all.
    const isAllForeign = !messages || foreign.length === messages.length;
    const relayed = isAllForeign ? [packet] : foreign;
    if (relayed.length === 0 || !this.letIn(peer, nowMs)) return;
    for (const bytes of relayed) this.post.relay(peer, bytes, nowMs);
  }

  private introduce(peer: Peer, message: ProfileMessage, nowMs: number): void {
    const player = this.yard.introduce(peer.player, message, nowMs);
    if ('code' in player) return this.refuse(peer, player, nowMs);
    peer.hasProfile = true;
    this.yard.heard(player, nowMs);
    if (player === peer.player) return;
    // It may have come back by another connection: the old one is nobody's now.
    this.post.disown(player, peer);
    peer.player = player;
  }

  private take(peer: Peer, message: Exclude<PlayerMessage, ProfileMessage>, nowMs: number): void {
    const isGoodbyeOfNobody = message.address === '/leave' && !peer.player?.isHere;
    const player = isGoodbyeOfNobody ? undefined : this.letIn(peer, nowMs);
    if (!player) return;
    const reason = this.yard.receive(player, message, nowMs);
    if (reason) this.counters.dropped[reason]++;
    else if (message.address === '/position') this.counters.updatesIn++;
  }

  /** The player that this peer is, be it from now on, as a guest; undefined when it is not let in. */
  private letIn(peer: Peer, nowMs: number): YardPlayer | undefined {
    if (peer.player?.isHere) {
      this.yard.heard(peer.player, nowMs);
      return peer.player;
    }
    // What is late on a connection whose player is gone makes nobody a guest: its next profile is due soon.
    if (peer.hasProfile) {
      this.counters.dropped.refused++;
      return undefined;
    }
    const guest = this.yard.welcomeGuest(nowMs);
    if ('code' in guest) {
      this.refuse(peer, guest, nowMs);
      return undefined;
    }
    return (peer.player = guest);
  }

  private dropFlood(peer: Peer, nowMs: number): void {
    this.counters.dropped.flood++;
    if (peer.isFlooding(nowMs)) this.tellRefusal(peer, FLOOD, nowMs);
  }

  private refuse(peer: Peer, reason: Refusal, nowMs: number): void {
    this.counters.dropped.refused++;
    this.tellRefusal(peer, reason, nowMs);
  }

  private tellRefusal(peer: Peer, reason: Refusal, nowMs: number): void {
    if (!peer.mayBeRefused(nowMs)) return;
    this.post.refused(reason);
    if (peer.player?.isHere) this.yard.refuse(peer.player, reason);
    else this.post.reply(peer, reason);
  }
}
