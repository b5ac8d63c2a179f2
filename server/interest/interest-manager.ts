import type { Motion, YardSize } from '../../shared/movement';
import { Attention } from './attention';
import { Crowd, FAR_MAX } from './crowd';
import { Choice } from './far-choice';
import { GuestView } from './guest-view';
import { Leaps } from './leaps';
import type { Member } from './member';
import { Places } from './places';
import { Slots } from './slots';
import type { UpdateSet } from './update-set';
import { VERSION_MAX, Versions } from './versions';

export interface InterestOptions {
  /** More players than this are a crowd; 0 for never. */
  crowdThreshold: number;
  /** What a player is told of those far away, and a guest of all, in a second. */
  budgetBytesPerS: number;
  size: YardSize;
}

const NOBODY = new Int32Array(0);

/**
 * Interest management: decides who is told of whose motion. In a small yard it is everybody, at once. In a crowd it is at
 * once those who stand near, and the others within a budget (Crowd). Guests are told positions (GuestView).
 * Deterministic: no I/O, no clock.
 */
export class InterestManager {
  private readonly players: ReadonlySet<Member>;
  private readonly options: InterestOptions;
  private readonly slots = new Slots<Member>();
  /** How often each one's motion changed, by slot, from 1 to VERSION_MAX and round; 0 for who has none. */
  private readonly versions = new Versions();
  private readonly leaps = new Leaps();
  private readonly attentions = new Map<Member, Attention>();
  private readonly changed = new Set<Member>();
  /** Those of the changed whose motion was not told before, and by slot the motion that was marked last. */
  private readonly fresh = new Set<number>();
  private readonly marked: (Readonly<Motion> | undefined)[] = [];
  private readonly choice = new Choice(FAR_MAX);
  /** All changes there were. */
  private changes = 0;
  /** Whether somebody was not told all yet, for want of budget. */
  private isUnsettled = false;

  /** @param players everybody present, kept up to date by the owner */
  constructor(players: ReadonlySet<Member>, options: InterestOptions) {
    this.players = players;
    this.options = options;
  }

  /** Whether somebody is to be told of a motion. */
  get hasPending(): boolean {
    return this.changed.size > 0 || this.isUnsettled;
  }

  /** Notes that a player has another motion, or that the others are to be told the one that it has once more. */
  markChanged(member: Member): void {
    const slot = this.slots.of(member);
    const version = this.versions.of(slot);
    const next = version === VERSION_MAX ? 1 : version + 1;
    this.versions.set(slot, next);
    if (member.motion.current !== this.marked[slot]) {
      this.fresh.add(slot);
      this.leaps.note(slot, member, next);
    }
    this.marked[slot] = member.motion.current;
    this.changed.add(member);
    this.changes++;
  }

  /** A member is told of nobody any more. */
  removeRecipient(member: Member): void {
    this.attentions.delete(member);
  }

  remove(member: Member): void {
    this.changed.delete(member);
    this.removeRecipient(member);
    const slot = this.slots.remove(member);
    if (slot === undefined) return;
    this.versions.set(slot, 0);
    this.leaps.remove(slot);
    this.fresh.delete(slot);
    this.marked[slot] = undefined;
    for (const attention of this.attentions.values()) attention.told.set(slot, 0);
  }

  /**
   * Hands out what is to be told now.
   * @param newcomers who is told of everybody
   */
  collect(nowMs: number, newcomers: ReadonlySet<Member>): UpdateSet {
    const { members } = this.slots;
    const isCrowd = this.options.crowdThreshold > 0 && this.players.size > this.options.crowdThreshold;
    const places = new Places(members, nowMs, this.options.size);
    const versions = this.versions.forSlots(members.length);
    const crowd = new Crowd(members, versions, this.leaps, places, this.options.size, this.choice, nowMs);
    const guestView = new GuestView(members, versions, crowd, isCrowd, nowMs);
    const news = Array.from(this.changed, (member) => this.slots.of(member));
    const isNews = new Uint8Array(isCrowd ? members.length : 0);
    if (isCrowd) for (const slot of this.fresh) isNews[slot] = 1;
    this.fresh.clear();
    const entries = this.leaps.flush(news);
    this.changed.clear();
    this.isUnsettled = false;
    const everybody = newcomers.size > 0 ? places.placed : NOBODY;
    for (const newcomer of newcomers) this.markTold(newcomer, everybody, nowMs);
    return {
      members,
      changed: isCrowd ? [] : entries,
      all: entries,
      everybody,
      isHeldBack: (slot) => isNews[slot] === 0,
      slotOf: (member) => this.slots.of(member),
      collect: (recipient, found) => {
        if (!isCrowd) return 0;
        const attention = this.attentionOf(recipient, nowMs);
        const count = crowd.collect(this.slots.of(recipient), attention, this.changes, found);
        if (attention.settledAt !== this.changes) this.isUnsettled = true;
        return count;
      },
      collectForGuest: (recipient, found) => {
        const attention = this.attentionOf(recipient, nowMs);
        const { count, isSettled } = guestView.collect(this.slots.of(recipient), attention, found);
        if (!isSettled) this.isUnsettled = true;
        return count;
      },
    };
  }

  private markTold(newcomer: Member, placed: Int32Array, nowMs: number): void {
    const attention = this.attentionOf(newcomer, nowMs);
    for (const slot of placed) attention.told.set(slot, this.versions.of(slot));
  }

  private attentionOf(recipient: Member, nowMs: number): Attention {
    let attention = this.attentions.get(recipient);
    if (!attention) {
      attention = new Attention(this.options.budgetBytesPerS, nowMs);
      this.attentions.set(recipient, attention);
    }
    return attention;
  }
}
