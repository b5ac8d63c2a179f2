import type { Direction, Position } from '../../shared/movement';
import { ROLES } from '../../shared/protocol/games';
import type { GameView } from './game-view';
import { distancePx, fleeFrom, goTo, nearest, STANDING } from './steering';

/** Who is farther away than this is not seen, as on a screen. */
const SIGHT_PX = 420;
/** Of so many trees that are near, one is chosen to hide under. */
const TREES_NEAR = 4;
const UNDER_PX = 12;

/** Plays one game: says where to go now; undefined for wherever one likes. */
export type PlayGame = (view: GameView, own: Position, nowMs: number) => Direction | undefined;

/** How each game is played by a headless player. @param random a source of numbers from 0 up to 1 */
export const GAME_PLAYERS = {
  tag: () => playTag,
  treasure: () => playTreasure,
  hide: (random) => hideAndSeek(random),
} as const satisfies Record<string, (random: () => number) => PlayGame>;

export type PlayedName = keyof typeof GAME_PLAYERS;

/** Who is it runs after the nearest who can be touched; all others run from who is it. */
const playTag: PlayGame = (view, own, nowMs) => {
  if (view.phase('tag', nowMs) !== 'running') return undefined;
  if (view.ownRole === ROLES.it) {
    const runners = view.opponents(ROLES.free, nowMs).filter(({ isInGrace }) => !isInGrace);
    const runner = nearest(own, runners);
    return runner && goTo(own, runner);
  }
  const it = nearest(own, view.opponents(ROLES.it, nowMs));
  return it && distancePx(own, it) < SIGHT_PX ? fleeFrom(own, it, view.size) : undefined;
};

/** To the nearest of what there is to be found. */
const playTreasure: PlayGame = (view, own, nowMs) => {
  if (view.phase('treasure', nowMs) !== 'running') return undefined;
  const treasure = nearest(own, view.treasures);
  return treasure && goTo(own, treasure);
};

/** Who hides stands under a tree that is near; who seeks goes from tree to tree, and after whom it sees. */
function hideAndSeek(random: () => number): PlayGame {
  let hideout: Position | undefined;
  const searched = new Set<Position>();

  const hide: PlayGame = (view, own) => {
    if (!hideout) {
      const near = view.trees.toSorted((a, b) => distancePx(own, a) - distancePx(own, b));
      hideout = near[Math.floor(random() * Math.min(TREES_NEAR, near.length))];
    }
    return hideout && goTo(own, hideout);
  };

  const seek: PlayGame = (view, own, nowMs) => {
    const inSight = view
      .opponents(ROLES.free, nowMs)
      .filter((one) => !one.isHidden && distancePx(own, one) < SIGHT_PX);
    const hider = nearest(own, inSight);
    if (hider) return goTo(own, hider);
    const tree = nearest(
      own,
      view.trees.filter((one) => !searched.has(one)),
    );
    if (!tree) searched.clear();
    else if (distancePx(own, tree) < UNDER_PX) searched.add(tree);
    return tree && goTo(own, tree);
  };

  return (view, own, nowMs) => {
    const phase = view.phase('hide', nowMs);
    if (phase === 'counting' || phase === 'running') {
      if (view.ownRole === ROLES.free) return hide(view, own, nowMs);
      if (view.ownRole === ROLES.it) return phase === 'counting' ? STANDING : seek(view, own, nowMs);
    } else if (phase !== 'paused') {
      hideout = undefined;
      searched.clear();
    }
    return undefined;
  };
}
