/** What a person reads of a game, apart from the panels that show it. */
import { ROLES } from '../../shared/protocol/games';
import { isolated } from '../../shared/text';
import { TEAM_NAMES, teamOf } from '../../shared/game-parts';
import type { Part, PlayedGame } from './game-standing';

/** A game that the host can start. */
export interface OfferedGame {
  /** As the server has it. */
  name: string;
  title: string;
  /** What it is, in one line. */
  rule: string;
  /** The score is so many seconds. */
  areSeconds?: true;
}

export const GAMES: readonly OfferedGame[] = [
  {
    name: 'tag',
    title: 'Tag',
    areSeconds: true,
    rule: 'Who is it wears the ring, and passes it on by a touch. Every second without it counts.',
  },
  {
    name: 'treasure',
    title: 'Treasure hunt',
    rule: 'Two teams look for lanterns, worth 1, and golden ducks, worth 3: who reaches one has it for the team.',
  },
  {
    name: 'hide',
    title: 'Hide and seek',
    rule: 'Seekers count, and then find the others by a touch. Who stands still under a tree is not seen by them.',
  },
];

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

/** What one is told of the others in a game. */
export interface Company {
  /** The names of those who are it, or seek. */
  it: readonly string[];
  /** How many are not found, or not touched. */
  free: number;
}

/** What everybody is told of who plays. @param nameOf undefined for who is not here any more */
export function companyOf(
  parts: ReadonlyMap<number, Part>,
  nameOf: (id: number) => string | undefined,
): Company {
  const all = [...parts];
  return {
    it: all.filter(([, { role }]) => role === ROLES.it).flatMap(([id]) => nameOf(id) ?? []),
    free: all.filter(([, { role }]) => role === ROLES.free).length,
  };
}

/** What to do now, in one short sentence; names in it are isolated. @param own undefined for who has no part in it */
export function taskWords({ name, phase }: PlayedGame, own: Part | undefined, { it, free }: Company): string {
  if (phase === 'waiting') return 'Waiting for more players';
  if (phase === 'paused') return 'Paused by the host';
  if (phase === 'podium') return 'The round is over';
  const team = teamOf(own);
  if (team !== undefined && phase === 'running') return `Find lanterns for team ${TEAM_NAMES[team]}`;
  if (team !== undefined) return `You play for team ${TEAM_NAMES[team]}`;
  const isHiding = name === 'hide';
  const [only, ...more] = it;
  const whoIsIt = only !== undefined && more.length === 0 ? `${isolated(only)} is it` : undefined;
  switch (own?.role) {
    case ROLES.it:
      if (!isHiding) return phase === 'counting' ? 'You are it: get ready' : 'You are it: touch somebody';
      return phase === 'counting' ? 'Eyes closed: you seek soon' : `You seek: touch who hides (${free} left)`;
    case ROLES.free:
      if (!isHiding && phase === 'counting')
        return whoIsIt === undefined ? 'Get ready to run' : `Get ready to run: ${whoIsIt}`;
      if (!isHiding) return `Run: ${whoIsIt ?? 'keep away from the rings'}`;
      return own.isHidden ? 'Nobody sees you: stand still' : 'Hide! Stand still under a tree';
    case ROLES.found:
      return `You are found: ${stillHide(free)}`;
    default:
      if (isHiding) return `You look on: ${stillHide(free)}`;
      return whoIsIt === undefined ? 'You look on' : `You look on: ${whoIsIt}`;
  }
}

function stillHide(free: number): string {
  return free === 1 ? 'one still hides' : `${free} still hide`;
}

/** A score, with its unit where it has one. */
export function scoreWords(name: string, score: number): string {
  return gameOf(name)?.areSeconds === true ? `${score} s` : String(score);
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
