import { teamOf, teamScores, type Part } from './game-standing';
import { isolated } from '../../shared/text';
import { ordinal, TEAM_NAMES } from './game-words';

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
    return { steps, own: undefined, areTeams: true };
  }
  const ranked = [...parts].sort(([, a], [, b]) => b.score - a.score);
  const placeOf = (score: number) => 1 + ranked.filter(([, part]) => part.score > score).length;
  const steps = ranked
    .map(([id, { score }]) => ({ id, name: nameOf(id), score }))
    .filter((one): one is typeof one & { name: string } => one.name !== undefined)
    .slice(0, PLACES_SHOWN)
    .map(({ id, name, score }) => ({ place: placeOf(score), name, score, isOwn: id === ownId }));
  return {
    steps,
    own: own && { place: placeOf(own.score), of: ranked.length, score: own.score },
    areTeams: false,
  };
}

/** For who does not see it; names in it are isolated. */
export function podiumWords({ steps, own, areTeams }: Podium): string {
  const best = steps.filter(({ place }) => place === 1);
  if (best.length === 0) return 'The round is over.';
  const names = best.map(({ name }) => (areTeams ? `team ${name}` : isolated(name))).join(' and ');
  const first = `The round is over: ${names} ${best.length === 1 ? 'is' : 'are'} first, with ${best[0]?.score}.`;
  return own ? `${first} ${ownPlaceWords(own)}.` : first;
}

export function ownPlaceWords({ place, of, score }: NonNullable<Podium['own']>): string {
  return `You are ${ordinal(place)} of ${of}, with ${score}`;
}
