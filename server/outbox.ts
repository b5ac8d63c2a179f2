import type { Profile } from '../shared/profile';
import type { ServerMessage } from '../shared/protocol';
import type { Interest, Places } from './interest';
import type { YardPlayer } from './yard-player';

/** A message that the server sends as a control message; positions travel by themselves. */
export type Note = Exclude<ServerMessage, { address: '/positions' | '/player/position' }>;

/** A note for everybody but the player that it is about. */
export interface News {
  note: Note;
  about: YardPlayer | undefined;
}

/** What is to be sent now. */
export interface Flush {
  recipients: ReadonlySet<YardPlayer>;
  /** What single players are told, in order. One note may stand in many lists. */
  notes: ReadonlyMap<YardPlayer, readonly Note[]>;
  /** What everybody is told after that, in order. */
  news: readonly News[];
  /** Those who just came: they get everybody's profile and position. */
  newcomers: ReadonlySet<YardPlayer>;
  /** The profiles of all whose profile is not among the news, if there are newcomers. */
  roster: readonly News[];
  places: Places;
}

/**
 * Who is to be told what. All that happens is gathered here until the next flush, so that many changes of the same thing
 * between two flushes cost no more than one. Pure.
 */
export class Outbox {
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly interest: Interest;
  /** A profile's note is made once, so that it is encoded once, however often it is told. */
  private readonly profileNotes = new WeakMap<Profile, Note>();
  private notes = new Map<YardPlayer, Note[]>();
  private news: News[] = [];
  /** Those of the news that are profiles. */
  private profiles = new Map<YardPlayer, News>();
  private newcomers = new Set<YardPlayer>();

  /** @param players everybody present, kept up to date by the owner */
  constructor(players: ReadonlySet<YardPlayer>, interest: Interest) {
    this.players = players;
    this.interest = interest;
  }

  /** Tells one player something. */
  tell(player: YardPlayer, note: Note): void {
    const notes = this.notes.get(player);
    if (notes) notes.push(note);
    else this.notes.set(player, [note]);
  }

  /** Tells everybody something, but for the player that it is about. */
  tellAll(note: Note, about?: YardPlayer): void {
    this.news.push({ note, about });
  }

  /** Tells a player the yard, and everybody's profile and position. */
  welcome(player: YardPlayer): void {
    this.newcomers.add(player);
  }

  /** Tells the others a player's profile as it is now. */
  profileOf(player: YardPlayer): void {
    const news = this.profiles.get(player);
    if (news) news.note = this.profileNote(player);
    else {
      const first = { note: this.profileNote(player), about: player };
      this.profiles.set(player, first);
      this.news.push(first);
    }
  }

  /** Tells the others a player's newest position. */
  positionOf(player: YardPlayer): void {
    this.interest.hear(player);
  }

  /** Drops what was to be told to a player and of its state: it is gone. */
  forget(player: YardPlayer): void {
    const profile = this.profiles.get(player);
    if (profile) this.news.splice(this.news.indexOf(profile), 1);
    this.profiles.delete(player);
    this.newcomers.delete(player);
    this.notes.delete(player);
    this.interest.forget(player);
  }

  /** Hands out all that came together since the last flush; undefined when there is nothing to say. */
  flush(nowMs: number): Flush | undefined {
    const { players, notes, news, newcomers, profiles } = this;
    if (notes.size + news.length + newcomers.size === 0 && !this.interest.isNews) return undefined;
    for (const player of newcomers) notes.set(player, [player.yardNote, ...(notes.get(player) ?? [])]);
    const roster: News[] = [];
    if (newcomers.size > 0)
      for (const about of players)
        if (!profiles.has(about)) roster.push({ note: this.profileNote(about), about });
    this.notes = new Map();
    this.news = [];
    this.profiles = new Map();
    this.newcomers = new Set();
    const places = this.interest.take(nowMs, newcomers.size > 0);
    return { recipients: players, notes, news, newcomers, roster, places };
  }

  private profileNote({ id, profile }: YardPlayer): Note {
    let note = this.profileNotes.get(profile);
    if (!note) this.profileNotes.set(profile, (note = { address: '/player/profile', id, ...profile }));
    return note;
  }
}
