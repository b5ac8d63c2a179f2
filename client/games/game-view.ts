import type { Heard, YardMessage } from '../../shared/bridge';
import { DEFAULT_YARD_SIZE, GAME_TIMEOUT_MS } from '../../shared/config';
import { readRole } from '../../shared/game-parts';
import { Landscape } from '../../shared/landscape/landscape';
import type { Tree } from '../../shared/landscape/section';
import { placeAt, type Motion, type Position, type YardSize } from '../../shared/movement';
import { THING_KINDS, type GamePhase, type Thing } from '../../shared/protocol/games';
import { recordAt } from '../../shared/protocol/motions';

/** Another one in the game, where it is by now. */
export interface Opponent extends Position {
  /** One of ROLES. */
  role: number;
  isHidden: boolean;
  isInGrace: boolean;
  speedPxPerS: number;
}

/** What a headless player knows of the game in its yard. Deterministic: no I/O, no clock. */
export class GameView {
  size: YardSize = DEFAULT_YARD_SIZE;
  private yardName = '';
  private ownId = 0;
  private game: { name: string; phase: GamePhase; n: number; toldMs: number } | undefined;
  /** By id; the moments are on our own clock. */
  private readonly motions = new Map<number, Motion>();
  private readonly roles = new Map<number, number>();
  /** The moments are on our own clock. */
  private readonly thingsById = new Map<number, Thing & { atMs: number }>();
  private grown: readonly Tree[] | undefined;

  handle(message: YardMessage | Heard, nowMs: number): void {
    switch (message.address) {
      case '/yard':
        this.ownId = message.id;
        this.enter(message.name, { widthPx: message.widthPx, heightPx: message.heightPx });
        break;
      case '/motions':
        for (let i = 0; i < message.ids.length; i++) {
          const motion = recordAt(message, i, nowMs);
          this.motions.set(motion.id, motion);
        }
        break;
      case '/player/left':
        this.motions.delete(message.id);
        this.roles.delete(message.id);
        break;
      case '/game':
        if (message.n !== this.game?.n) this.roles.clear();
        this.game = { name: message.name, phase: message.phase, n: message.n, toldMs: nowMs };
        break;
      case '/game/players':
        for (const { id, role } of message.players) this.roles.set(id, role);
        break;
      case '/things':
        for (const thing of message.things)
          this.thingsById.set(thing.id, { ...thing, atMs: nowMs - thing.age });
        break;
      default: // Not about a game.
    }
  }

  /** In which phase a game is; `none` where another one is on, or none. */
  phase(name: string, nowMs: number): GamePhase {
    const { game } = this;
    return game?.name === name && nowMs - game.toldMs < GAME_TIMEOUT_MS ? game.phase : 'none';
  }

  /** One of ROLES; undefined for who has no part. */
  get ownRole(): number | undefined {
    const role = this.roles.get(this.ownId);
    return role === undefined ? undefined : readRole(role).role;
  }

  /** The others of a role, where they are by now. */
  opponents(role: number, nowMs: number): Opponent[] {
    return [...this.roles].flatMap(([id, bits]) => {
      const motion = this.motions.get(id);
      const part = readRole(bits);
      if (id === this.ownId || part.role !== role || !motion) return [];
      const speedPxPerS = Math.hypot(motion.vx, motion.vy);
      return [{ ...placeAt(motion, nowMs, this.size), ...part, speedPxPerS }];
    });
  }

  /** What is about to be reached, where it is by now. */
  treasures(nowMs: number): Position[] {
    const { lantern, goldenDuck } = THING_KINDS;
    return [...this.thingsById.values()]
      .filter(({ kind }) => kind === lantern || kind === goldenDuck)
      .map((thing) => placeAt(thing, nowMs, this.size));
  }

  /** Where one may hide. */
  get trees(): readonly Tree[] {
    if (this.grown) return this.grown;
    const landscape = new Landscape(this.yardName, this.size);
    const everything = { left: 0, top: 0, right: this.size.widthPx, bottom: this.size.heightPx };
    return (this.grown = landscape.sectionsIn(everything, 0).flatMap(({ trees }) => trees));
  }

  private enter(name: string, size: YardSize): void {
    const isSame = size.widthPx === this.size.widthPx && size.heightPx === this.size.heightPx;
    if (name === this.yardName && isSame) return;
    this.yardName = name;
    this.size = size;
    this.grown = undefined;
  }
}
