/** What a person reads of a game, apart from the panels that show it. */
import { ROLES } from '../../shared/protocol/games';
import { teamOf, type Part, type PlayedGame } from './game-standing';

/** A game that the host can start. */
export interface OfferedGame {
  /** As the server has it. */
  name: string;
  title: string;
  /** What it is, in one line. */
  rule: string;
}

export const GAMES: readonly OfferedGame[] = [
  {
    name: 'tag',
    title: 'Tag',
    rule: 'Who is it wears the ring, and passes it on by a touch. Every second without it counts.',
  },
  {
    name: 'treasure',
    title: 'Treasure hunt',
    rule: 'Two teams look for lanterns and golden ducks: who reaches one first has it for the team.',
  },
  {
    name: 'hide',
    title: 'Hide and seek',
    rule: 'Seekers count at the fountain. Who stands still under a tree is not seen by them.',
  },
];

export const TEAM_NAMES = { 1: 'Sun', 2: 'Pond' } as const;

/** How a game is called: one that is not known here by the name that its server has for it. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ').trim();
  return gameOf(name)?.title ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** For newcomers, in one line. */
export function newsWords(name: string): string {
  const rule = gameOf(name)?.rule;
  return rule === undefined ? `${titleOf(name)} is on.` : `${titleOf(name)} is on. ${rule}`;
}

/** What to do now, in one short sentence. @param own undefined for who has no part in it */
export function taskWords({ name, phase }: PlayedGame, own: Part | undefined): string {
  if (phase === 'waiting') return 'Waiting for more players';
  if (phase === 'paused') return 'Paused by the host';
  if (phase === 'podium') return 'The round is over';
  const team = teamOf(own);
  if (team !== undefined && phase === 'running') return `Find lanterns for team ${TEAM_NAMES[team]}`;
  if (team !== undefined) return `You play for team ${TEAM_NAMES[team]}`;
  const isHiding = name === 'hide';
  switch (own?.role) {
    case ROLES.it:
      if (!isHiding) return phase === 'counting' ? 'You are it: get ready' : 'You are it: touch somebody';
      return phase === 'counting' ? 'Eyes closed: count at the fountain' : 'You seek: touch who hides';
    case ROLES.free:
      if (!isHiding) return phase === 'counting' ? 'Get ready to run' : 'Run! Keep away from the ring';
      return own.isHidden ? 'Nobody sees you: stand still' : 'Hide! Stand still under a tree';
    case ROLES.found:
      return 'You are found: look on';
    default:
      return 'You look on';
  }
}

/** The big word when it changes for the person; undefined where nothing is said. */
export function changeWord({ name }: PlayedGame, own: Part): string | undefined {
  const team = teamOf(own);
  if (team !== undefined) return `Team ${TEAM_NAMES[team]}!`;
  switch (own.role) {
    case ROLES.it:
      return name === 'hide' ? 'You seek!' : 'You are it!';
    case ROLES.free:
      return name === 'hide' ? 'Hide!' : 'Run!';
    case ROLES.found:
      return 'Found!';
    default:
      return undefined;
  }
}

/** What somebody is, in the list of players; undefined for nothing that is special. */
export function partLabel(game: string, part: Part | undefined): string | undefined {
  const team = teamOf(part);
  if (team !== undefined) return TEAM_NAMES[team];
  if (part?.role === ROLES.found) return 'found';
  if (part?.role !== ROLES.it) return undefined;
  return game === 'hide' ? 'seeks' : 'it';
}

/** `1:05`, in whole seconds that have begun. */
export function clockWords(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `1st`, `22nd`, `13th`. */
export function ordinal(n: number): string {
  return `${n}${ENDINGS[ORDINALS.select(n)] ?? 'th'}`;
}

function gameOf(name: string): OfferedGame | undefined {
  return GAMES.find((game) => game.name === name);
}
