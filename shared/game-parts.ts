import { ROLE_FLAGS, ROLE_MASK, ROLES } from './protocol/games';

/** As the two teams are called. */
export const TEAM_NAMES = { 1: 'Sun', 2: 'Pond' } as const;

/** What somebody is in a game, by the role that the server tells: one of ROLES, and what is so for a while. */
export function readRole(bits: number): { role: number; isHidden: boolean; isInGrace: boolean } {
  return {
    role: bits & ROLE_MASK,
    isHidden: (bits & ROLE_FLAGS.hidden) !== 0,
    isInGrace: (bits & ROLE_FLAGS.inGrace) !== 0,
  };
}

/** Which of the two teams plays for whom; undefined who is in none. */
export function teamOf(part: { role: number } | undefined): 1 | 2 | undefined {
  if (part?.role === ROLES.teamOne) return 1;
  return part?.role === ROLES.teamTwo ? 2 : undefined;
}

/** What each team has: the sum over its players; undefined where there are no teams. */
export function teamScores(
  parts: ReadonlyMap<number, { role: number; score: number }>,
): [one: number, two: number] | undefined {
  const scores: [number, number] = [0, 0];
  let areTeams = false;
  for (const part of parts.values()) {
    const team = teamOf(part);
    if (team === undefined) continue;
    areTeams = true;
    scores[team - 1] = (scores[team - 1] ?? 0) + part.score;
  }
  return areTeams ? scores : undefined;
}
