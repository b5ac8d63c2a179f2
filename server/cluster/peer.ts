import { MAX_PLAYERS_LIMIT } from '../../shared/config';
import type { MotionRecord } from '../../shared/protocol/motions';
import { TokenBucket } from '../../shared/token-bucket';
import { ClockDifference } from './clock-difference';
import { WANTED, type AliveMessage, type FromMessage, type SnapshotMessage } from './messages';
import { isLater, SequenceGaps } from './sequence-gaps';

/** What one other server may say in a second, and at once: some times what the largest yard tells. */
const MESSAGES_PER_S = 10_000;
const BYTES_PER_S = 16 * 1024 * 1024;
const BURST_S = 2;
/** What is malformed costs it as much as so many messages: a broken server is read for no longer than it is of use. */
const MALFORMED_MESSAGES = 100;
/** A server is asked for a snapshot at most so often. */
const ASK_INTERVAL_MS = 1000;
/** And is answered at most so often: somewhat more, since what asks once a second may come closer together. */
const ANSWER_INTERVAL_MS = 800;
/** Of so many players it is known by which event they changed last, which is more than happens during a snapshot. */
const EVENTS_MAX = 8192;
/** Two moments of one motion differ by what their ages are rounded by. */
const SAME_MOMENT_MS = 1.5;

/** A snapshot of which some parts have come. */
interface Snapshot {
  head: SnapshotMessage;
  nextPart: number;
  ids: Set<number>;
}

/** Another server of this yard, as far as we know it. Deterministic: no I/O, no clock. */
export class Peer {
  readonly name: string;
  readonly epoch: number;
  readonly gaps = new SequenceGaps();
  readonly clock = new ClockDifference();
  /** What it said of itself last; undefined before. */
  alive: AliveMessage | undefined;
  /** Why this yard is not shared with it, as a sentence for the operator; undefined where it is. */
  obstacle: string | undefined;
  /** Its last packet to the subject on which servers are alive, to be echoed. */
  lastAlive: { sequence: number; heardMs: number } | undefined;
  heardMs: number;
  isHalted = false;
  /** It closes, and is no place to go any more. */
  isLeaving = false;
  /** Who is there, as it says. */
  ids: ReadonlySet<number>;
  private known = new Set<number>();
  private readonly told = new Map<number, MotionRecord>();
  private readonly events = new Map<number, number>();
  private snapshot: Snapshot | undefined;
  private wanted: number | undefined = WANTED.everything;
  private askedMs = -Infinity;
  private answeredMs = -Infinity;
  private readonly messages: TokenBucket;
  private readonly bytes: TokenBucket;

  constructor({ server, epoch }: FromMessage, nowMs: number) {
    this.name = server;
    this.epoch = Number(epoch);
    this.heardMs = nowMs;
    this.ids = this.known;
    this.messages = new TokenBucket(MESSAGES_PER_S, BURST_S * MESSAGES_PER_S, nowMs);
    this.bytes = new TokenBucket(BYTES_PER_S, BURST_S * BYTES_PER_S, nowMs);
  }

  /** Whether the yard is shared with it, as far as it has said who it is. */
  get isPartner(): boolean {
    return this.alive !== undefined && this.obstacle === undefined;
  }

  /** Charges a packet of so many messages, and says whether it is within the limits. An empty one counts as one. */
  tryConsume(messages: number, bytes: number, nowMs: number): boolean {
    return this.messages.tryConsume(Math.max(1, messages), nowMs) && this.bytes.tryConsume(bytes, nowMs);
  }

  chargeMalformed(nowMs: number): void {
    this.messages.charge(MALFORMED_MESSAGES, nowMs);
  }

  /** It asks for a snapshot. False when it has asked a moment ago. */
  tryAnswer(nowMs: number): boolean {
    if (nowMs - this.answeredMs < ANSWER_INTERVAL_MS) return false;
    this.answeredMs = nowMs;
    return true;
  }

  /** Something of it is missing. @param what WANTED */
  want(what: number): void {
    this.wanted = Math.min(this.wanted ?? what, what);
  }

  /** What it is to be asked for now (WANTED), which counts as asked; undefined for nothing. */
  takeWanted(nowMs: number): number | undefined {
    const { wanted } = this;
    if (wanted === undefined || nowMs - this.askedMs < ASK_INTERVAL_MS) return undefined;
    this.askedMs = nowMs;
    this.wanted = undefined;
    return wanted;
  }

  /** Somebody is there, by an event of this number. False when these are more than a server may have. */
  add(id: number, event?: number): boolean {
    if (!this.known.has(id) && this.known.size >= MAX_PLAYERS_LIMIT) return false;
    this.known.add(id);
    if (event !== undefined) this.noteEvent(id, event);
    return true;
  }

  /** Somebody is gone, by an event of this number. */
  delete(id: number, event: number): void {
    this.known.delete(id);
    this.told.delete(id);
    this.noteEvent(id, event);
  }

  /** Whether a motion differs from the one that was passed on last. Moments are those of its clock. */
  isNews({ id, x, y, vx, vy, atMs }: MotionRecord): boolean {
    const told = this.told.get(id);
    if (!told) return true;
    if (atMs < told.atMs - SAME_MOMENT_MS) return false;
    const isStanding = vx === 0 && vy === 0;
    const isSameWay = vx === told.vx && vy === told.vy && x === told.x && y === told.y;
    return !(isSameWay && (isStanding || atMs <= told.atMs + SAME_MOMENT_MS));
  }

  /** A motion was passed on. */
  noteTold(record: MotionRecord): void {
    this.told.set(record.id, record);
  }

  /** It counts its events anew: by which each player changed says nothing any more. */
  forgetEvents(): void {
    this.events.clear();
  }

  /** It was silent: what its players do is not known any more. */
  forgetMotions(): void {
    this.told.clear();
  }

  /** A part of a snapshot begins. False when it does not follow the last one, and is of no use. */
  beginPart(head: SnapshotMessage): boolean {
    if (head.part === 0) this.snapshot = { head, nextPart: 0, ids: new Set() };
    const { snapshot } = this;
    if (snapshot?.head.number !== head.number || snapshot.nextPart !== head.part) return false;
    snapshot.nextPart++;
    return true;
  }

  /** Somebody is in the snapshot. False when it is known what has become of it since, or it is one too many. */
  addFromSnapshot(id: number): boolean {
    const { snapshot } = this;
    if (!snapshot || this.hasChangedSince(id, snapshot.head.events) || !this.add(id)) return false;
    snapshot.ids.add(id);
    return true;
  }

  /** The part is read. Returns who is there, once all parts are. */
  endPart(): ReadonlySet<number> | undefined {
    const { snapshot } = this;
    if (!snapshot || snapshot.nextPart < snapshot.head.parts) return undefined;
    this.snapshot = undefined;
    for (const id of this.known) if (this.hasChangedSince(id, snapshot.head.events)) snapshot.ids.add(id);
    this.known = snapshot.ids;
    for (const id of this.told.keys()) if (!this.known.has(id)) this.told.delete(id);
    return (this.ids = this.known);
  }

  private hasChangedSince(id: number, event: number): boolean {
    const changed = this.events.get(id);
    return changed !== undefined && (event === 0 || isLater(changed, event));
  }

  private noteEvent(id: number, event: number): void {
    this.events.delete(id);
    this.events.set(id, event);
    if (this.events.size <= EVENTS_MAX) return;
    const [oldest] = this.events.keys();
    if (oldest !== undefined) this.events.delete(oldest);
  }
}
