import type { FromRenderer } from '../../shared/bridge';
import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { clampToYard, type Direction, type Position, type YardSize } from '../../shared/movement';

/** So fast one looks around with the arrow keys. */
const FREE_PX_PER_S = 700;
/** Around a whole yard there is so much to be seen of the land outside and of what lies over it. */
const WHOLE_MARGIN_PX = 60;
/** No more ground is drawn at once, in its own pixels: that of a larger yard would take hundreds of megabytes. */
const GROUND_MAX_PX = 16_000_000;
const ZOOM_MIN = 0.02;
const ZOOM_STEP = 1.05;
/** In this time the camera comes two thirds of the way to where it is to look. */
const EASE_MS = 140;
/** Where one looks is told so often at most, and at least so often. */
const TOLD_MIN_MS = 250;
const TOLD_MAX_MS = 1000;

/** What a spectator sees: the whole yard, somebody, or what they like. */
export type View = { mode: 'whole' } | { mode: 'follow'; id: number } | { mode: 'free' };

const WHOLE: View = { mode: 'whole' };
const FREE: View = { mode: 'free' };

/** What is drawn on: so large, in pixels of the screen, and so many pixels of the ground are drawn to one of the yard. */
export interface Picture {
  width: number;
  height: number;
  resolution: number;
}

/** The camera of somebody who looks on. Deterministic: no I/O, no clock. */
export class SpectatorView {
  /** Called when it is another one. */
  onChange: (view: View) => void = () => undefined;
  /** In the middle of the picture, in pixels of the yard. */
  readonly target: Position = { x: 0, y: 0 };
  /** Pixels of the screen to one of the yard. */
  zoom = 1;
  private view: View = WHOLE;
  private size: YardSize = DEFAULT_YARD_SIZE;
  /** How far the picture is from where it is to be. */
  private readonly offset: Position = { x: 0, y: 0 };
  /** What is to be in the middle is another place than before. */
  private isTurning = false;
  private told: { x: number; y: number; atMs: number } | undefined;
  private isFresh = true;

  /** Enters a yard. */
  enter(): void {
    this.isFresh = true;
    this.told = undefined;
    this.set(WHOLE);
  }

  /** The yard is so large. */
  resize({ widthPx, heightPx }: YardSize): void {
    this.size = { widthPx, heightPx };
  }

  get isWhole(): boolean {
    return this.view.mode === 'whole';
  }

  showWhole(): void {
    this.set(WHOLE);
  }

  follow(id: number): void {
    this.set({ mode: 'follow', id });
  }

  /** Of those in this order the one behind the one who is followed, or the first. */
  followNext(ids: readonly number[]): void {
    const { view } = this;
    const at = view.mode === 'follow' ? ids.indexOf(view.id) : -1;
    const next = ids[(at + 1) % ids.length];
    if (next !== undefined) this.follow(next);
  }

  /** Somebody is gone. */
  left(id: number): void {
    if (this.view.mode === 'follow' && this.view.id === id) this.showWhole();
  }

  /** The picture is drawn so many pixels of the screen to the right and down. */
  drag(dxPx: number, dyPx: number): void {
    this.set(FREE);
    this.move(-dxPx / this.zoom, -dyPx / this.zoom);
  }

  /**
   * For one frame.
   * @param direction by keys; to look around with them ends to follow
   * @param placeOf where somebody is drawn by now; undefined for who has told no place
   */
  step(
    direction: Direction,
    placeOf: (id: number) => Position | undefined,
    screen: Picture,
    dtSeconds: number,
    isCalm: boolean,
  ): void {
    const { target, offset, size } = this;
    if (direction.x !== 0 || direction.y !== 0) {
      this.set(FREE);
      this.move(direction.x * FREE_PX_PER_S * dtSeconds, direction.y * FREE_PX_PER_S * dtSeconds);
    }
    const keep = isCalm || this.isFresh ? 0 : Math.exp((-1000 * dtSeconds) / EASE_MS);
    this.isFresh = false;
    const zoom = this.isWhole ? wholeZoom(screen, size) : 1;
    this.zoom = Math.abs(zoom - this.zoom) < 0.002 ? zoom : zoom + (this.zoom - zoom) * keep;
    const wanted = this.wanted(placeOf);
    if (!wanted) return;
    if (this.isTurning) {
      offset.x = target.x - wanted.x;
      offset.y = target.y - wanted.y;
      this.isTurning = false;
    }
    offset.x *= keep;
    offset.y *= keep;
    target.x = wanted.x + offset.x;
    target.y = wanted.y + offset.y;
  }

  /** What the server is to be told of where one looks; undefined while there is nothing. */
  report(nowMs: number): FromRenderer | undefined {
    const { told } = this;
    const { x, y } = clampToYard(this.target, this.size);
    const sinceMs = nowMs - (told?.atMs ?? -Infinity);
    const isNews = !told || Math.hypot(x - told.x, y - told.y) > 1;
    if (sinceMs < (isNews ? TOLD_MIN_MS : TOLD_MAX_MS)) return undefined;
    this.told = { x, y, atMs: nowMs };
    return { address: '/motion', x, y, vx: 0, vy: 0 };
  }

  private wanted(placeOf: (id: number) => Position | undefined): Position | undefined {
    const { view, size } = this;
    if (view.mode === 'whole') return { x: size.widthPx / 2, y: size.heightPx / 2 };
    return view.mode === 'follow' ? placeOf(view.id) : undefined;
  }

  private move(dx: number, dy: number): void {
    Object.assign(this.target, clampToYard({ x: this.target.x + dx, y: this.target.y + dy }, this.size));
  }

  private set(view: View): void {
    const { view: before } = this;
    if (view === before || (view.mode === 'follow' && before.mode === 'follow' && view.id === before.id))
      return;
    this.view = view;
    this.isTurning = true;
    this.onChange(view);
  }
}

/** At which the whole yard is seen, or as much of a very large one as may be. */
function wholeZoom({ width, height, resolution }: Picture, { widthPx, heightPx }: YardSize): number {
  const fit = Math.min((width - 2 * WHOLE_MARGIN_PX) / widthPx, (height - 2 * WHOLE_MARGIN_PX) / heightPx);
  const groundAt = (zoom: number) => Math.min(widthPx, width / zoom) * Math.min(heightPx, height / zoom);
  let zoom = Math.max(ZOOM_MIN, fit);
  while (zoom < 1 && groundAt(zoom) > GROUND_MAX_PX / resolution ** 2) zoom *= ZOOM_STEP;
  return Math.min(1, zoom);
}
