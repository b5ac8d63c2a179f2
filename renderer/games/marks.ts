import { ROLES } from '../../shared/protocol/games';
import { teamOf } from '../../shared/game-parts';
import type { Part, PlayedGame } from './game-standing';

/** What lies around somebody's feet. Each has a shape of its own, so that nobody needs to tell colours apart. */
export type Ring = 'it' | 'seeker' | 'found' | 'sun' | 'pond' | 'grace';

/** How a game shows somebody. */
export interface Mark {
  ring: Ring | undefined;
  /** The ring is a lighter one: who wears it cannot be touched. */
  isLight: boolean;
  /** 1, or less for who hides; 0 is not drawn at all. */
  alpha: number;
}

export const UNMARKED: Mark = { ring: undefined, isLight: false, alpha: 1 };
/** Who hides, as those see it who may. */
const HIDDEN_ALPHA = 0.5;

/**
 * How the yard shows everybody who takes part.
 * @param own what the person is in it: whoever hides is not drawn for a seeker
 */
export function marksOf(
  game: PlayedGame | undefined,
  parts: ReadonlyMap<number, Part>,
  own: Part | undefined,
): ReadonlyMap<number, Mark> {
  const marks = new Map<number, Mark>();
  // The yard is a yard again, whose best are on the podium.
  if (!game || game.phase === 'podium' || game.phase === 'waiting') return marks;
  const isSeeker = own?.role === ROLES.it;
  // Who counts has closed their eyes.
  const isBlind = isSeeker && game.name === 'hide' && game.phase === 'counting';
  for (const [id, part] of parts) {
    const isUnseen = part !== own && isSeeker && (part.isHidden || (isBlind && part.role === ROLES.free));
    const alpha = isUnseen ? 0 : part.isHidden ? HIDDEN_ALPHA : 1;
    const ring = ringOf(game.name, part);
    const isLight = part.isInGrace && ring !== 'grace';
    if (ring !== undefined || alpha < 1) marks.set(id, { ring, isLight, alpha });
  }
  return marks;
}

/** What lies around the feet of who has this part. */
export function ringOf(game: string, part: Part): Ring | undefined {
  if (part.role === ROLES.it) return game === 'hide' ? 'seeker' : 'it';
  if (part.role === ROLES.found) return 'found';
  const team = teamOf(part);
  if (team !== undefined) return team === 1 ? 'sun' : 'pond';
  return part.isInGrace ? 'grace' : undefined;
}
