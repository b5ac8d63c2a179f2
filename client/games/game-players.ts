import type { Direction, Position } from '../../shared/movement';
import { ROLES } from '../../shared/protocol/games';
import type { GameView, Opponent } from './game-view';
import { distancePx, fleeFrom, goTo, nearest, STANDING } from './steering';

/** Who is farther away than this is not seen, as on a screen. */
const SIGHT_PX = 420;
/** Who runs away is as hard to reach as somebody who stands so many times as far away: who only stands is caught, too. */
const RUNNER_COST = 3;
/** To hide one goes so far: not where the seekers look first, and no farther than one gets while they count. */
const HIDEOUT_PX = { min: 350, max: 1400 } as const;
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

/** Who is it runs after whoever can be reached first; all others run from who is it. */
const playTag: PlayGame = (view, own, nowMs) => {
  if (view.phase('tag', nowMs) !== 'running') return undefined;
  if (view.ownRole === ROLES.it) {
    const runners = view.opponents(ROLES.free, nowMs).filter(({ isInGrace }) => !isInGrace);
    const costOf = (one: Opponent) => distancePx(own, one) * (one.speedPxPerS > 0 ? RUNNER_COST : 1);
    const [runner] = runners.sort((a, b) => costOf(a) - costOf(b));
    return runner && goTo(own, runner);
  }
  const it = nearest(own, view.opponents(ROLES.it, nowMs));
  return it && distancePx(own, it) < SIGHT_PX ? fleeFrom(own, it, view.size) : undefined;
};

/** To the nearest that it sees, and that nobody of its team is nearer to. */
const playTreasure: PlayGame = (view, own, nowMs) => {
  if (view.phase('treasure', nowMs) !== 'running') return undefined;
  const team = view.opponents(view.ownRole ?? ROLES.looksOn, nowMs);
  const treasures = view
    .treasures(nowMs)
    .filter((one) => distancePx(own, one) < SIGHT_PX)
    .filter((one) => team.every((each) => distancePx(each, one) >= distancePx(own, one)));
  const treasure = nearest(own, treasures);
  return treasure && goTo(own, treasure);
};

/** Who hides stands under a tree somewhere; who seeks goes from tree to tree, and after whom it sees. */
function hideAndSeek(random: () => number): PlayGame {
  let hideout: Position | undefined;
  const searched = new Set<Position>();

  const hide: PlayGame = (view, own) => {
    if (!hideout) {
      const reached = view.trees.filter((tree) => distancePx(own, tree) < HIDEOUT_PX.max);
      const far = reached.filter((tree) => distancePx(own, tree) > HIDEOUT_PX.min);
      const trees = far.length > 0 ? far : reached;
      hideout = trees[Math.floor(random() * trees.length)];
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
