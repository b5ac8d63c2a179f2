/** Where somebody is drawn in each frame of a window, and what is wrong with that. */
import type { DebugView } from '../../renderer/debug';
import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import type { Position } from '../../shared/movement';
import type { Game } from './game';

/** How much faster than walking anybody may be seen for a frame. */
const LEAP = 2.5;
/** Less than that nobody sees. */
const UNSEEN_PX = 0.5;

/** Where somebody is drawn in one frame. */
export interface Frame extends Position {
  /** On the clock that all programs of a machine share: milliseconds since 1970. */
  atMs: number;
}

interface Recording {
  frames: Frame[];
  isOver: boolean;
}

/** Waits for the page to have drawn: controls are looked at once a frame, and until the next one a motion goes on. */
export function nextFrames(game: Game): Promise<void> {
  return game.page.evaluate(
    () => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => seen()))),
  );
}

/** Records from now on where somebody is drawn, frame by frame. Returns what ends that with the next frame, and resolves with all. */
export async function record(game: Game, name: string): Promise<() => Promise<Frame[]>> {
  await game.page.evaluate((who) => {
    const recording: Recording = { frames: [], isOver: false };
    const look = (): void => {
      const other = (window as { zeroyard?: DebugView }).zeroyard?.others.find((one) => one.name === who);
      const atMs = performance.timeOrigin + performance.now();
      if (other) recording.frames.push({ atMs, x: other.x, y: other.y });
      if (!recording.isOver) requestAnimationFrame(look);
    };
    Object.assign(window, { recording });
    look();
  }, name);
  return () =>
    game.page.evaluate(async () => {
      const { recording } = window as unknown as { recording: Recording };
      recording.isOver = true;
      await new Promise((seen) => requestAnimationFrame(seen));
      return recording.frames;
    });
}

/** What is wrong with a walk along the x axis, in words: steps back, leaps, and steps to the side. */
export function faults(frames: readonly Frame[], direction: 1 | -1): string[] {
  return steps(frames).flatMap(({ dx, dy, mostPx, x }) => {
    const stepPx = direction * dx;
    const isRight = stepPx >= -UNSEEN_PX && stepPx <= mostPx && Math.abs(dy) <= UNSEEN_PX;
    return isRight ? [] : [`${stepPx.toFixed(2)} px of at most ${mostPx.toFixed(2)} at x = ${x.toFixed(0)}`];
  });
}

/** The steps over which nobody walks in a frame, in words, whatever their direction. */
export function leaps(frames: readonly Frame[]): string[] {
  return steps(frames).flatMap(({ dx, dy, mostPx, x, y }) => {
    const stepPx = Math.hypot(dx, dy);
    if (stepPx <= mostPx) return [];
    return [`${stepPx.toFixed(2)} px of at most ${mostPx.toFixed(2)} to ${x.toFixed(0)}, ${y.toFixed(0)}`];
  });
}

/** Each frame's step from the one before, and how long it may be. */
function steps(frames: readonly Frame[]) {
  return frames.slice(1).flatMap(({ atMs, x, y }, i) => {
    const last = frames[i];
    if (!last) return [];
    const mostPx = LEAP * WALKING_SPEED_PX_PER_S * ((atMs - last.atMs) / 1000) + UNSEEN_PX;
    return [{ x, y, dx: x - last.x, dy: y - last.y, mostPx }];
  });
}
