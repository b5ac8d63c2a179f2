import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { seeded } from '../../shared/random';
import { OwnPlayer } from './own-player';

const LARGE = { widthPx: 9600, heightPx: 6400 };
const AT_REST = { x: 0, y: 0 };

const distancePx = ({ x, y }: { x: number; y: number }, { widthPx, heightPx }: typeof LARGE) =>
  Math.max(Math.abs(x - widthPx / 2), Math.abs(y - heightPx / 2));

test('a newcomer comes to the middle of the yard, however large it is, and tells no place before', () => {
  for (const size of [LARGE, DEFAULT_YARD_SIZE, { widthPx: 800, heightPx: 600 }]) {
    const player = new OwnPlayer(seeded(1));
    player.enter();
    expect(player.walk(AT_REST, 1 / 60)).toBeUndefined();
    player.resize(size);
    expect(distancePx(player.position, size)).toBeLessThanOrEqual(150);
    expect(player.walk(AT_REST, 1 / 60)).toMatchObject({ address: '/motion', ...player.position });
  }
});

test('who walked on in a yard stays where that led, whenever it tells its size again', () => {
  const player = new OwnPlayer(seeded(1));
  player.enter();
  player.resize(LARGE);
  for (let i = 0; i < 120; i++) player.walk({ x: 1, y: 0 }, 1 / 60);
  const { position } = player;
  player.resize({ ...LARGE });
  expect(player.position).toEqual(position);
});

test('who comes back to a yard stands where it stood there, and says so as soon as it knows the yard', () => {
  const player = new OwnPlayer(seeded(1));
  player.enter();
  player.resize(DEFAULT_YARD_SIZE);
  player.enter({ x: 9000, y: 6000 });
  expect(player.walk({ x: 1, y: 0 }, 1 / 60)).toBeUndefined();
  expect(player.stop()).toBeUndefined();
  player.resize(LARGE);
  expect(player.walk(AT_REST, 1 / 60)).toMatchObject({ address: '/motion', x: 9000, y: 6000 });
});
