import type { Position } from '../shared/movement';
import type { Avatars } from './yard/avatars';
import type { PlayedGame } from './games/game-standing';
import { marksOf, type Ring } from './games/marks';
import type { GameState } from './ui/state';
import type { DrawnPlayer } from './yard/others';
import type { OwnPlayer } from './motion/own-player';
import type { Box } from '../shared/landscape/box';
import type { Scene } from './yard/scene';

/** What tests and the curious may read of a game that was started with --debug. */
export interface DebugView {
  /** Your own position. */
  readonly own: Position;
  /** Your own avatar, where it is on the screen. */
  readonly onScreen: Position;
  /** Where the minimap lies on the screen; undefined while there is none. */
  readonly minimap: Box | undefined;
  /** The others, where they are drawn at this moment, or would be if they were in sight. */
  readonly others: DrawnPlayer[];
  /** How far in the past they are drawn, in ms: the longest of their delays. */
  readonly delayMs: number;
  readonly areNamesShown: boolean;
  /** How many pixels of the screen there are to one of the yard, and where its origin is there. */
  readonly zoom: number;
  readonly origin: Position;
  /** How many tiles of ground there are. */
  readonly tileCount: number;
  /** The game that is on. */
  readonly game: PlayedGame | undefined;
  /** What it laid around the feet of your own avatar. */
  readonly ownRing: Ring | undefined;
  /** Ducks, balls and what a game has one look for: of which kind each is, and where it is drawn. */
  readonly things: { id: number; kind: number; place: Position }[];
}

declare global {
  interface Window {
    /** Only with --debug, and read-only. */
    zeroyard?: DebugView;
  }
}

export function exposeDebugView({
  player,
  avatars,
  scene,
  state,
}: {
  player: OwnPlayer;
  avatars: Avatars;
  scene: Scene;
  state: GameState;
}): void {
  const view: DebugView = {
    get own() {
      return { ...player.position };
    },
    get onScreen() {
      const { origin, zoom } = scene;
      return { x: origin.x + zoom * player.position.x, y: origin.y + zoom * player.position.y };
    },
    get minimap() {
      return scene.minimapBox;
    },
    get others() {
      return avatars.drawn(performance.now());
    },
    get delayMs() {
      return avatars.delayMs;
    },
    get areNamesShown() {
      return scene.areNamesShown;
    },
    get zoom() {
      return scene.zoom;
    },
    get origin() {
      return { ...scene.origin };
    },
    get tileCount() {
      return scene.tileCount;
    },
    get game() {
      return state.games.game.value;
    },
    get ownRing() {
      const { game, parts, own, ownId } = state.games;
      return marksOf(game.value, parts.value, own.value).get(ownId.value)?.ring;
    },
    get things() {
      return avatars.knownThings.map(({ id, kind, place }) => ({ id, kind, place: { ...place } }));
    },
  };
  Object.defineProperty(window, 'zeroyard', { value: Object.freeze(view) });
}
