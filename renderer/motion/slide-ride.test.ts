import { MOTION_MAX_PX_PER_S } from '../../shared/config';
import { Landscape } from '../../shared/landscape/landscape';
import { slideAt, slideOf } from '../../shared/landscape/slide';
import { placeAt, type Motion, type Position } from '../../shared/movement';
import { seeded } from '../../shared/random';
import { OwnPlayer } from './own-player';

const SIZE = { widthPx: 4800, heightPx: 1600 };
const LANDSCAPE = new Landscape('Lunch yard', SIZE);
const SLIDES = [0, 1].flatMap((i) =>
  LANDSCAPE.section(i)
    .toys.filter(({ kind }) => kind === 'slide')
    .map(slideOf),
);
const FRAME_SECONDS = 1 / 60;
const AT_REST = { x: 0, y: 0 };

const apartPx = (a: Position, b: Position) => Math.hypot(a.x - b.x, a.y - b.y);

/** A player that stands 40 px off the top of a slide, on its side. */
function beside(top: Position, landscape: Landscape | undefined = LANDSCAPE): OwnPlayer {
  const player = new OwnPlayer(seeded(1));
  player.enter({ x: top.x, y: top.y - 40 });
  player.resize(SIZE, landscape);
  player.walk(AT_REST, FRAME_SECONDS);
  return player;
}

/** Walks down until it has gone so far, and then lets go of the key. Returns what it told, by the frames' own clock. */
function walkOnto(player: OwnPlayer, frames = 60): Motion[] {
  const told: Motion[] = [];
  const fromY = player.position.y;
  for (let i = 0; i < frames; i++) {
    const isHeld = player.position.y - fromY < 20;
    const message = player.walk(isHeld && i < 10 ? { x: 0, y: 1 } : AT_REST, FRAME_SECONDS);
    if (message?.address === '/motion') told.push({ ...message, atMs: 1000 * i * FRAME_SECONDS });
  }
  return told;
}

test('there is a slide in each section, and its top is where it is drawn', () => {
  expect(SLIDES).toHaveLength(2);
  for (const { top, foot } of SLIDES) {
    expect(slideAt(LANDSCAPE, top)).toEqual({ top, foot });
    expect(slideAt(LANDSCAPE, foot)).toBeUndefined();
    expect(apartPx(top, foot)).toBeCloseTo(127);
  }
});

test('who walks onto the top of a slide is carried down to its foot, whatever it then wants', () => {
  for (const { top, foot } of SLIDES) {
    const player = beside(top);
    walkOnto(player);
    expect(apartPx(player.position, foot)).toBeLessThan(0.01);
    const against = beside(top);
    for (let i = 0; slideAt(LANDSCAPE, against.position) === undefined; i++) {
      if (i > 60) throw new Error('It came to no slide.');
      against.walk({ x: 0, y: 1 }, FRAME_SECONDS);
    }
    for (let i = 0; i < 26; i++) against.walk({ x: top.x - foot.x, y: top.y - foot.y }, FRAME_SECONDS);
    expect(apartPx(against.position, foot)).toBeLessThan(20);
  }
});

test('a slide ends at its foot, however long a frame was', () => {
  for (const { top, foot } of SLIDES) {
    const player = beside(top);
    walkOnto(player, 12);
    expect(apartPx(player.position, foot)).toBeGreaterThan(20);
    for (let i = 0; i < 3; i++) player.walk(AT_REST, 2);
    expect(apartPx(player.position, foot)).toBeLessThan(0.01);
  }
});

test('without a slide there the same walk ends where the key was let go', () => {
  const [slide] = SLIDES;
  if (!slide) throw new Error('There is no slide.');
  const player = beside(slide.top, new Landscape('Another yard', SIZE));
  walkOnto(player);
  expect(apartPx(player.position, slide.foot)).toBeGreaterThan(60);
});

test('a ride is told as one motion that is no faster than a motion may be, and leads others to the foot as well', () => {
  for (const { top, foot } of SLIDES) {
    const player = beside(top);
    const told = walkOnto(player);
    const rides = told.filter(({ vx, vy }) => Math.hypot(vx, vy) > 241);
    expect(rides).toHaveLength(1);
    const [ride] = rides;
    const end = told.at(-1);
    if (!ride || !end) throw new Error('Nothing was told.');
    expect(Math.hypot(ride.vx, ride.vy)).toBeLessThanOrEqual(MOTION_MAX_PX_PER_S);
    expect(end).toMatchObject({ vx: 0, vy: 0 });
    expect(apartPx(placeAt(ride, end.atMs, SIZE), foot)).toBeLessThan(12);
    expect(apartPx(end, player.position)).toBeLessThan(1);
  }
});

test('who comes back to a yard on the top of a slide, or stood still there, stays until it walks onto it anew', () => {
  const [slide] = SLIDES;
  if (!slide) throw new Error('There is no slide.');
  const player = new OwnPlayer(seeded(1));
  player.enter({ ...slide.top });
  player.resize(SIZE, LANDSCAPE);
  for (let i = 0; i < 30; i++) player.walk(AT_REST, FRAME_SECONDS);
  expect(player.position).toEqual(slide.top);
  const stopped = beside(slide.top);
  walkOnto(stopped, 12);
  stopped.stop();
  const at = { ...stopped.position };
  stopped.walk(AT_REST, 2);
  expect(stopped.position).toEqual(at);
});
