import { TEAM_NAMES, teamOf, teamScores } from '../../shared/game-parts';
import type { Part } from './game-standing';
import { isolated } from '../../shared/text';
import { ordinal, scoreWords } from './game-words';

const PLACES_SHOWN = 3;

/** One step of a podium. */
export interface Step {
  /** 1 is the first; who has as much shares a place. */
  place: number;
  name: string;
  score: number;
  isOwn: boolean;
}

export interface Podium {
  /** Three places, or the two teams; the best first. */
  steps: readonly Step[];
  /** So many more share the place of the last of them. */
  more: number;
  /** The person's own place, where they take part by themselves. */
  own: { place: number; of: number; score: number } | undefined;
  areTeams: boolean;
}

/**
 * Who was the best of a round.
 * @param nameOf undefined for who is not here any more
 */
export function podiumOf(
  parts: ReadonlyMap<number, Part>,
  ownId: number,
  nameOf: (id: number) => string | undefined,
): Podium {
  const own = parts.get(ownId);
  const teams = teamScores(parts);
  if (teams) {
    const [one, two] = teams;
    const steps = ([1, 2] as const).map((team) => {
      const [score, other] = team === 1 ? [one, two] : [two, one];
      return { place: score >= other ? 1 : 2, name: TEAM_NAMES[team], score, isOwn: teamOf(own) === team };
    });
    steps.sort((a, b) => a.place - b.place);
    return { steps, more: 0, own: undefined, areTeams: true };
  }
  const ranked = [...parts].sort(([, a], [, b]) => b.score - a.score);
  const placeOf = (score: number) => placeIn(parts, score);
  const named = ranked
    .map(([id, { score }]) => ({ id, name: nameOf(id), score }))
    .filter((one): one is typeof one & { name: string } => one.name !== undefined);
  const more = named.slice(PLACES_SHOWN).filter(({ score }) => score === named[PLACES_SHOWN - 1]?.score);
  const steps = named
    .slice(0, PLACES_SHOWN)
    .map(({ id, name, score }) => ({ place: placeOf(score), name, score, isOwn: id === ownId }));
  return {
    steps,
    more: more.length,
    own: own && { place: placeOf(own.score), of: ranked.length, score: own.score },
    areTeams: false,
  };
}

/** From 1 on; who has as much shares a place. */
function placeIn(parts: ReadonlyMap<number, Part>, score: number): number {
  let place = 1;
  for (const part of parts.values()) if (part.score > score) place++;
  return place;
}

/** How one stands by oneself while a game is on: one's own score and place, or, for who looks on, who leads. Names are isolated. */
export function standingWords(
  game: string,
  parts: ReadonlyMap<number, Part>,
  own: Part | undefined,
  nameOf: (id: number) => string | undefined,
): string {
  if (own) {
    const { score } = own;
    const place = score > 0 && teamOf(own) === undefined ? ` · ${ordinal(placeIn(parts, score))}` : '';
    return `You ${scoreWords(game, score)}${place}`;
  }
  const [id, best] = [...parts].reduce((a, b) => (b[1].score > a[1].score ? b : a), [0, { score: 0 }]);
  const name = nameOf(id);
  if (name === undefined || best.score === 0 || teamScores(parts)) return '';
  return `${isolated(name)} leads: ${scoreWords(game, best.score)}`;
}

/** For who does not see it; names in it are isolated. @param game its name, as the server has it */
export function podiumWords(game: string, { steps, more, own, areTeams }: Podium): string {
  const best = steps.filter(({ place }) => place === 1);
  if (best.length === 0) return 'The round is over.';
  const names = best.map(({ name }) => (areTeams ? `team ${name}` : isolated(name)));
  // All of them are first.
  if (more > 0 && best.length === steps.length) names.push(`${more} more`);
  const first = `The round is over: ${names.join(' and ')} ${best.length === 1 ? 'is' : 'are'} first, with ${scoreWords(game, best[0]?.score ?? 0)}.`;
  return own ? `${first} ${ownPlaceWords(game, own)}.` : first;
}

/** Who has no step, and as much as the last who has one; undefined for nobody. */
export function moreWords(game: string, { steps, more }: Podium): string | undefined {
  return more > 0 ? `and ${more} more with ${scoreWords(game, steps.at(-1)?.score ?? 0)}` : undefined;
}

export function ownPlaceWords(game: string, { place, of, score }: NonNullable<Podium['own']>): string {
  return `You are ${ordinal(place)} of ${of}, with ${scoreWords(game, score)}`;
}
