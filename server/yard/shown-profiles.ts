/** As whom each player is shown: under a name that nobody else has, in a colour that few have. */
import { NAME_MAX_CHARACTERS } from '../../shared/config';
import { HOST_NAME, PALETTE, type Profile } from '../../shared/profile';
import { cleanText, foldText } from '../../shared/text';
import type { YardPlayer } from './yard-player';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** As guests are named: nobody else is to look like one. Folded. */
const GUEST_NAME = /^guest \d+$/;
/** Nor like the host who speaks to all. Folded. */
const FOLDED_HOST_NAME = foldText(HOST_NAME);

/** Deterministic: no I/O, no clock. */
export class ShownProfiles {
  /** Who has a name, by that name as foldText() has it; of two servers' players for a moment two are shown under one. */
  private readonly owners = new Map<string, YardPlayer>();
  private readonly shown = new Set<YardPlayer>();
  /** How many players have each colour of the palette. */
  private readonly uses = new Map<string, number>(PALETTE.map((colour) => [colour, 0]));

  /** How somebody would be shown who wants this profile; whatever of it they are shown under already stays. */
  resolve(player: YardPlayer, wanted: Profile): Profile {
    const isNamed = player.wanted?.name === wanted.name && this.ownerOf(player.profile.name) === player;
    const name = isNamed ? player.profile.name : this.freeName(player, wanted.name);
    if (wanted.colour !== '') return { name, colour: wanted.colour };
    return { name, colour: player.wanted ? player.profile.colour : this.leastUsedColour(player) };
  }

  /** How somebody is to be shown whose name is another's from now on. */
  renamed(player: YardPlayer): Profile {
    const { name, colour } = player.profile;
    return { name: this.freeName(player, player.wanted?.name ?? name), colour };
  }

  /** Whose name this is; undefined for nobody's. */
  ownerOf(name: string): YardPlayer | undefined {
    return this.owners.get(foldText(name));
  }

  /** Notes that a player is shown so from now on. A name that is another's stays that one's. */
  set(player: YardPlayer, profile: Profile, isOwner = true): void {
    this.delete(player);
    player.profile = profile;
    this.shown.add(player);
    if (isOwner) this.owners.set(foldText(profile.name), player);
    this.count(profile.colour, 1);
  }

  /** Somebody is gone. */
  delete(player: YardPlayer): void {
    if (!this.shown.delete(player)) return;
    const key = foldText(player.profile.name);
    if (this.owners.get(key) === player) this.owners.delete(key);
    this.count(player.profile.colour, -1);
  }

  /** The name itself, or with the first number from 2 on that makes it nobody else's. */
  private freeName(player: YardPlayer, wanted: string): string {
    if (this.isFree(player, foldText(wanted))) return wanted;
    // Folded once for each length of number: in a full yard of one name a newcomer is the thousandth to look.
    for (let digits = 1, n = 2; ; digits++) {
      const head = cleanText(shorten(wanted, NAME_MAX_CHARACTERS - 1 - digits));
      const key = foldText(head);
      for (; String(n).length === digits; n++) if (this.isFree(player, `${key} ${n}`)) return `${head} ${n}`;
    }
  }

  /** @param key a name as foldText() has it */
  private isFree(player: YardPlayer, key: string): boolean {
    const owner = this.owners.get(key);
    return (owner === undefined || owner === player) && key !== FOLDED_HOST_NAME && !GUEST_NAME.test(key);
  }

  /** The first of those of the palette that the fewest others have. */
  private leastUsedColour(player: YardPlayer): string {
    let least: string = PALETTE[0];
    const usesOf = (colour: string) =>
      (this.uses.get(colour) ?? 0) - (player.profile.colour === colour ? 1 : 0);
    for (const colour of PALETTE) if (usesOf(colour) < usesOf(least)) least = colour;
    return least;
  }

  private count(colour: string, change: number): void {
    const uses = this.uses.get(colour);
    if (uses !== undefined) this.uses.set(colour, uses + change);
  }
}

/** As much of a name as so many code points hold, without half a letter. */
function shorten(name: string, charactersMax: number): string {
  if (name.length <= charactersMax) return name;
  const kept = Array.from(graphemes.segment(name), ({ segment }) => segment);
  while (Array.from(kept.join('')).length > charactersMax) kept.pop();
  return kept.join('');
}
