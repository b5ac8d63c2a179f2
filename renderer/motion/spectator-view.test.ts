import { SpectatorView, type View } from './spectator-view';

const SCREEN = { width: 1200, height: 800, resolution: 1 };
const AT_REST = { x: 0, y: 0 };
const YARD = { widthPx: 2400, heightPx: 1600 };

function open(size = YARD, screen = SCREEN) {
  const view = new SpectatorView();
  const views: View[] = [];
  view.onChange = (changed) => views.push(changed);
  const places = new Map([
    [1, { x: 300, y: 400 }],
    [2, { x: 2000, y: 1200 }],
  ]);
  view.enter();
  view.resize(size);
  const step = (seconds = 1 / 60, direction = AT_REST, isCalm = false) =>
    view.step(direction, (id) => places.get(id), screen, seconds, isCalm);
  const settle = () => {
    for (let i = 0; i < 120; i++) step();
  };
  return { view, views, places, step, settle };
}

test('at first the whole yard is seen at once, with its margin', () => {
  const { view, step } = open();
  step();
  expect([view.isWhole, view.target]).toEqual([true, { x: 1200, y: 800 }]);
  expect(view.zoom * 2400).toBeLessThanOrEqual(SCREEN.width - 120);
  expect(view.zoom * 1600).toBeLessThanOrEqual(SCREEN.height - 120);
  expect(view.zoom * 1600).toBeCloseTo(SCREEN.height - 120, 6);
});

test('of a very large yard no more is seen than the ground can be drawn for, and a small one is not enlarged', () => {
  const groundOf = (size: typeof YARD, resolution: number) => {
    const { view, step } = open(size, { ...SCREEN, resolution });
    step();
    const [width, height] = [SCREEN.width / view.zoom, SCREEN.height / view.zoom];
    return Math.min(size.widthPx, width) * Math.min(size.heightPx, height) * resolution ** 2;
  };
  expect(groundOf({ widthPx: 9600, heightPx: 6400 }, 1)).toBeLessThanOrEqual(16_000_000);
  expect(groundOf({ widthPx: 9600, heightPx: 6400 }, 2)).toBeLessThanOrEqual(16_000_000);
  expect(groundOf({ widthPx: 4800, heightPx: 3200 }, 1)).toBe(4800 * 3200);
  const small = open({ widthPx: 800, heightPx: 600 });
  small.step();
  expect(small.view.zoom).toBe(1);
});

test('on a phone held upright the whole yard is seen from side to side', () => {
  const { view, step } = open(YARD, { width: 390, height: 844, resolution: 2 });
  step();
  expect(view.zoom * 2400).toBeCloseTo(390 - 120, 6);
});

test('who is followed stays in the middle, wherever they walk, and the way there is eased', () => {
  const { view, places, step, settle } = open();
  step();
  view.follow(1);
  step();
  expect(view.target.x).toBeGreaterThan(1000);
  settle();
  expect([view.target.x, view.target.y].map(Math.round)).toEqual([300, 400]);
  expect(view.zoom).toBe(1);
  places.set(1, { x: 340, y: 400 });
  step();
  expect(view.target.x).toBeCloseTo(340, 0);
});

test('without motion the picture is there at once', () => {
  const { view, step } = open();
  step();
  view.follow(2);
  step(1 / 60, AT_REST, true);
  expect([view.target, view.zoom]).toEqual([{ x: 2000, y: 1200 }, 1]);
});

test('the next one is followed, round and round, and when they leave the whole yard is seen', () => {
  const { view, views } = open();
  view.followNext([]);
  for (let i = 0; i < 3; i++) view.followNext([1, 2]);
  view.left(2);
  view.left(1);
  expect(views).toEqual([
    { mode: 'follow', id: 1 },
    { mode: 'follow', id: 2 },
    { mode: 'follow', id: 1 },
    { mode: 'whole' },
  ]);
});

test('keys and a drag look around from where one is, within the yard', () => {
  const { view, views, step, settle } = open();
  view.follow(1);
  settle();
  step(0.1, { x: 1, y: 0 });
  expect(view.target.x).toBeGreaterThan(350);
  view.drag(100, 0);
  const { x } = view.target;
  step(1);
  expect(view.target.x).toBe(x);
  step(10, { x: -1, y: -1 });
  expect(view.target).toEqual({ x: 0, y: 0 });
  expect(views.at(-1)).toEqual({ mode: 'free' });
});

test('where one looks is told when it changes, four times a second at most, and once a second', () => {
  const { view, step } = open();
  step();
  expect(view.report(0)).toEqual({ address: '/motion', x: 1200, y: 800, vx: 0, vy: 0 });
  expect(view.report(900)).toBeUndefined();
  expect(view.report(1000)).toBeDefined();
  view.drag(100, 0);
  expect(view.report(1100)).toBeUndefined();
  expect(view.report(1250)).toBeDefined();
});
