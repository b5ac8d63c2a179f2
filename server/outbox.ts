import type { ServerMessage } from '../shared/protocol';
import type { YardPlayer } from './yard-player';

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

/**
 * Who is to be told what. All that happens is gathered here until the next flush, so that many changes of the same thing
 * between two flushes cost no more than one. Pure.
 */
export class Outbox {
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly yardNote: (player: YardPlayer) => Note;
  private newcomers = new Set<YardPlayer>();
  private readonly moved = new Set<YardPlayer>();
  private readonly renamed = new Set<YardPlayer>();
  private notes = new Map<YardPlayer, Note[]>();

  /**
   * @param players everybody present, kept up to date by the owner
   * @param yardNote makes what a newcomer is told first
   */
  constructor(players: ReadonlySet<YardPlayer>, yardNote: (player: YardPlayer) => Note) {
    this.players = players;
    this.yardNote = yardNote;
  }

  /** Tells one player something. */
  tell(player: YardPlayer, note: Note): void {
    const notes = this.notes.get(player);
    if (notes) notes.push(note);
    else this.notes.set(player, [note]);
  }

  /** Tells a player the yard, and everybody's profile and position. */
  welcome(player: YardPlayer): void {
    this.newcomers.add(player);
  }

  /** Tells the others a player's profile. */
  profileOf(player: YardPlayer): void {
    this.renamed.add(player);
  }

  /** Tells the others a player's newest position. */
  positionOf(player: YardPlayer): void {
    this.moved.add(player);
  }

  /** Drops what was to be told to a player and of its state: it is gone. */
  forget(player: YardPlayer): void {
    this.newcomers.delete(player);
    this.moved.delete(player);
    this.renamed.delete(player);
    this.notes.delete(player);
  }

  /** Hands out all that came together since the last flush; undefined when there is nothing to say. */
  flush(): Flush | undefined {
    if (this.newcomers.size + this.moved.size + this.renamed.size + this.notes.size === 0) return undefined;
    if (this.newcomers.size + this.renamed.size > 0) this.tellProfiles();
    const { newcomers, notes } = this;
    const moved = [...this.moved];
    this.newcomers = new Set();
    this.moved.clear();
    this.renamed.clear();
    this.notes = new Map();
    return { recipients: this.players, moved, newcomers, notes };
  }

  /** Newcomers are told the yard and everybody in it, the others what is new; before anything else. */
  private tellProfiles(): void {
    const profiles = new Map<YardPlayer, Note>();
    for (const player of this.newcomers.size > 0 ? this.players : this.renamed) {
      profiles.set(player, { address: '/player/profile', id: player.id, ...player.profile });
    }
    for (const recipient of this.players) {
      const isNew = this.newcomers.has(recipient);
      const notes: Note[] = isNew ? [this.yardNote(recipient)] : [];
      for (const player of isNew ? this.players : this.renamed) {
        const note = profiles.get(player);
        if (note && player !== recipient) notes.push(note);
      }
      if (notes.length > 0) this.notes.set(recipient, notes.concat(this.notes.get(recipient) ?? []));
    }
  }
}
