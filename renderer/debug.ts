import type { Position } from '../shared/movement';
import type { Avatars } from './yard/avatars';
import type { DrawnPlayer } from './yard/others';
import type { OwnPlayer } from './motion/own-player';
import type { Box } from './yard/crowding';
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
}

declare global {
  interface Window {
    /** Only with --debug, and read-only. */
    zeroyard?: DebugView;
  }
}

export function exposeDebugView(player: OwnPlayer, avatars: Avatars, scene: Scene): void {
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
  };
  Object.defineProperty(window, 'zeroyard', { value: Object.freeze(view) });
}
