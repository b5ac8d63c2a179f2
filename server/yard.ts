/**
 * The yard itself: who is here, and who is to be told what. Pure: it sees neither socket nor clock. What happens is
 * gathered until the next flush, so that many changes between two flushes cost no more than one.
 */
import {
  PLAYER_TIMEOUT_MS,
  PROFILE_INTERVAL_MS,
  PROTOCOL_VERSION,
  SAY_MAX_CHARACTERS,
  YARD_HEIGHT_PX,
  YARD_INTERVAL_MS,
  YARD_WIDTH_PX,
} from '../shared/config';
import { clampToYard, type Position } from '../shared/movement';
import { cleanName, colorFault, nameFault, paletteColor, type Profile } from '../shared/profile';
import type { PlayerMessage, ServerMessage } from '../shared/protocol';

export interface YardPlayer {
  readonly id: number;
  profile: Profile;
  /** Speaks without a profile: gets each message as a packet of its own, and may be silent for as long as it likes. */
  isGuest: boolean;
  /** False from the moment it left; the object is then of no more use. */
  isHere: boolean;
  position: Position | undefined;
  lastHeardMs: number;
  profileToldMs: number;
}

/** A message that the server sends as a control message; positions travel by themselves. */
export type Note = Exclude<ServerMessage, { address: '/positions' | '/player/position' }>;

/** What is to be sent now. */
export interface Flush {
  recipients: Iterable<YardPlayer>;
  /** Those whose position was told since the last flush. */
  moved: YardPlayer[];
  /** Those who get the position of everybody, since they just came. */
  newcomers: ReadonlySet<YardPlayer>;
  /** What each is told besides, in order. One note may stand in many lists. */
  notes: ReadonlyMap<YardPlayer, Note[]>;
}

export class Yard {
  readonly name: string;
  private readonly players = new Set<YardPlayer>();
  private newcomers = new Set<YardPlayer>();
  private moved = new Set<YardPlayer>();
  private renamed = new Set<YardPlayer>();
  private notes = new Map<YardPlayer, Note[]>();
  private lastId = 0;
  private yardToldMs = 0;

  constructor(name: string) {
    this.name = name;
  }

  get size(): number {
    return this.players.size;
  }

  /**
   * Somebody was heard. Who is not here (any more) arrives: a guest, until it sends a profile.
   * Returns the player that it is from now on.
   */
  hear(player: YardPlayer | undefined, nowMs: number): YardPlayer {
    if (!player?.isHere) return this.arrive(nowMs);
    player.lastHeardMs = nowMs;
    return player;
  }

  /** Takes in what a player says. Returns false when the message makes no sense and was dropped. */
  receive(player: YardPlayer, message: PlayerMessage): boolean {
    switch (message.address) {
      case '/position':
        return this.move(player, message);
      case '/profile':
        return this.introduce(player, message);
      case '/say':
        return this.say(player, message.text);
      case '/ping':
        this.tell(player, { address: '/pong', n: message.n });
        return true;
      case '/leave':
        this.leave(player);
        return true;
    }
  }

  /** Takes a player out, and tells the others. */
  leave(player: YardPlayer): void {
    player.isHere = false;
    this.players.delete(player);
    this.newcomers.delete(player);
    this.moved.delete(player);
    this.renamed.delete(player);
    this.notes.delete(player);
    this.tellOthers(player, { address: '/player/left', id: player.id });
  }

  /** To be called a few times a second: repeats what has to be repeated, and takes out who went silent. */
  tick(nowMs: number): void {
    for (const player of this.players) {
      const isGone = !player.isGuest && nowMs - player.lastHeardMs > PLAYER_TIMEOUT_MS;
      if (isGone) this.leave(player);
      else if (nowMs - player.profileToldMs >= PROFILE_INTERVAL_MS) {
        player.profileToldMs = nowMs;
        this.renamed.add(player);
      }
    }
    if (nowMs - this.yardToldMs < YARD_INTERVAL_MS) return;
    this.yardToldMs = nowMs;
    for (const player of this.players)
      if (!this.newcomers.has(player)) this.tell(player, this.yardNote(player));
  }

  /** Tells everybody that everybody is gone, the reader included: the yard closes. */
  close(): void {
    const left = [...this.players].map(({ id }): Note => ({ address: '/player/left', id }));
    for (const player of this.players) for (const note of left) this.tell(player, note);
  }

  /** Hands out all that came together since the last flush; undefined when there is nothing to say. */
  flush(): Flush | undefined {
    if (this.newcomers.size + this.moved.size + this.renamed.size + this.notes.size === 0) return undefined;
    this.tellProfiles();
    const { newcomers, notes } = this;
    const moved = [...this.moved];
    this.newcomers = new Set();
    this.moved.clear();
    this.notes = new Map();
    return { recipients: this.players, moved, newcomers, notes };
  }

  private arrive(nowMs: number): YardPlayer {
    const id = ++this.lastId;
    const player: YardPlayer = {
      id,
      profile: { name: `Guest ${id}`, color: paletteColor(id) },
      isGuest: true,
      isHere: true,
      position: undefined,
      lastHeardMs: nowMs,
      profileToldMs: nowMs,
    };
    this.players.add(player);
    this.newcomers.add(player);
    this.renamed.add(player);
    return player;
  }

  private move(player: YardPlayer, { x, y }: Position): boolean {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
    player.position = clampToYard({ x, y });
    if (player.position.x !== x || player.position.y !== y) {
      this.tell(player, { address: '/corrected', ...player.position });
    }
    this.moved.add(player);
    return true;
  }

  private introduce(player: YardPlayer, message: Profile & { protocol: number }): boolean {
    const name = cleanName(message.name);
    const { protocol, color } = message;
    if (protocol !== PROTOCOL_VERSION || nameFault(name) || colorFault(color)) return false;
    const isNew = player.isGuest || player.profile.name !== name || player.profile.color !== color;
    player.isGuest = false;
    player.profile = { name, color };
    if (isNew) this.renamed.add(player);
    return true;
  }

  private say(player: YardPlayer, text: string): boolean {
    const characters = Array.from(text).length;
    if (characters < 1 || characters > SAY_MAX_CHARACTERS) return false;
    this.tellOthers(player, { address: '/player/said', id: player.id, text });
    return true;
  }

  /** Newcomers are told the yard and everybody in it, the others what is new. */
  private tellProfiles(): void {
    const profiles = new Map<YardPlayer, Note>();
    const told = this.newcomers.size > 0 ? this.players : this.renamed;
    for (const player of told)
      profiles.set(player, { address: '/player/profile', id: player.id, ...player.profile });
    for (const recipient of this.players) {
      const isNew = this.newcomers.has(recipient);
      const notes: Note[] = isNew ? [this.yardNote(recipient)] : [];
      for (const player of isNew ? this.players : this.renamed) {
        const note = profiles.get(player);
        if (note && player !== recipient) notes.push(note);
      }
      if (notes.length > 0) this.notes.set(recipient, notes.concat(this.notes.get(recipient) ?? []));
    }
    this.renamed.clear();
  }

  private yardNote({ id }: YardPlayer): Note {
    return {
      address: '/yard',
      id,
      name: this.name,
      protocol: PROTOCOL_VERSION,
      widthPx: YARD_WIDTH_PX,
      heightPx: YARD_HEIGHT_PX,
    };
  }

  private tell(player: YardPlayer, note: Note): void {
    const notes = this.notes.get(player);
    if (notes) notes.push(note);
    else this.notes.set(player, [note]);
  }

  private tellOthers(player: YardPlayer, note: Note): void {
    for (const other of this.players) if (other !== player) this.tell(other, note);
  }
}
