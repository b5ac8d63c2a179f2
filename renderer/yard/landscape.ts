import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { seeded, seedOf } from '../../shared/random';
import { layPath, PATH_WIDTH_PX, pointsAlong, SIDES, type Path } from './paths';
import { Plot, type Disc } from './plot';

/** Everybody arrives within 150 px of the middle on each axis (renderer/motion/own-player.ts): nothing stands there. */
export const ARRIVAL_RADIUS_PX = 230;
export const PLAZA: Disc = { x: YARD_WIDTH_PX / 2, y: YARD_HEIGHT_PX / 2, radiusPx: 128 };
/** The crown of a tree of size 1. */
export const CROWN_PX = 62;

const POND_CORNERS = 9;
/** A pond is wider than it is high. */
const POND_FLATNESS = 0.78;
const TREES = 38;
const FLOWER_BEDS = 26;
const TUFTS = 170;
/** Along each side of the fence, outside. */
const BUSHES_PER_SIDE = 16;
/** How far from the fence they grow: not nearer than that, and not much further. */
const BUSH_PX = { min: 42, spread: 46 } as const;

export const TOYS = ['sandpit', 'roundabout', 'seesaw', 'slide', 'blanket', 'hopscotch'] as const;
export type ToyKind = (typeof TOYS)[number];
const TOY_RADIUS_PX: Readonly<Record<ToyKind, number>> = {
  sandpit: 84,
  roundabout: 64,
  seesaw: 74,
  slide: 88,
  blanket: 74,
  hopscotch: 92,
};

/** Water: a round shape through these corners, all of which lie in the disc. */
export interface Pond extends Disc {
  corners: readonly Position[];
}

export interface Toy extends Disc {
  kind: ToyKind;
  /** In radians, clockwise. */
  angle: number;
}

export interface Tree extends Position {
  /** 1 is the usual size. */
  size: number;
  /** In radians: no two crowns look the same. */
  angle: number;
}

/** Flowers of one kind that grow together. */
export interface FlowerBed {
  kind: number;
  flowers: readonly Position[];
}

/** What a yard looks like. Decoration only: one walks over all of it. */
export interface Landscape {
  /** How the lawn's stripes are turned, in radians. */
  stripeAngle: number;
  paths: readonly Path[];
  ponds: readonly Pond[];
  toys: readonly Toy[];
  trees: readonly Tree[];
  flowerBeds: readonly FlowerBed[];
  tufts: readonly Position[];
  /** They grow outside the fence, and have the size and the turn of trees. */
  bushes: readonly Tree[];
}

/**
 * Lays out the yard of this name: the same for everybody in it. Each kind of thing has numbers of its own, so that more of
 * one does not move the others.
 */
export function landscapeOf(name: string): Landscape {
  const randomFor = (what: string) => seeded(seedOf(`${name}\n${what}`));
  const plot = new Plot();
  plot.occupy({ ...PLAZA, radiusPx: ARRIVAL_RADIUS_PX });
  const paths = layPaths(randomFor('paths'), plot);
  const ponds = digPonds(randomFor('ponds'), plot);
  const toys = placeToys(randomFor('toys'), plot);
  const trees = plantTrees(randomFor('trees'), plot);
  const flowerBeds = sowFlowers(randomFor('flowers'), plot);
  const tufts = scatter(randomFor('tufts'), plot, TUFTS, 8);
  const stripeAngle = (randomFor('stripes')() - 0.5) * 1.1;
  const bushes = growBushes(randomFor('bushes'), paths);
  return { bushes, stripeAngle, paths, ponds, toys, trees, flowerBeds, tufts };
}

function layPaths(random: () => number, plot: Plot): Path[] {
  // Three or four gates, each in a side of its own.
  const without = Math.floor(random() * 6);
  const paths = SIDES.filter((_, i) => i !== without).map((side) => layPath(side, random));
  for (const path of paths)
    for (const point of pointsAlong(path)) plot.occupy({ ...point, radiusPx: PATH_WIDTH_PX / 2 });
  return paths;
}

function digPonds(random: () => number, plot: Plot): Pond[] {
  const ponds: Pond[] = [];
  const count = 2 + Math.floor(random() * 2);
  for (let i = 0; i < count; i++) {
    const disc = findShrinking(random, plot, 170 + random() * 80, 34);
    if (!disc) continue;
    plot.occupy(disc);
    const turn = random() * 2 * Math.PI;
    const corners = Array.from({ length: POND_CORNERS }, (_, corner) => {
      const angle = turn + (corner / POND_CORNERS) * 2 * Math.PI;
      const radiusPx = disc.radiusPx * (0.78 + 0.22 * random());
      return {
        x: disc.x + Math.cos(angle) * radiusPx,
        y: disc.y + Math.sin(angle) * radiusPx * POND_FLATNESS,
      };
    });
    ponds.push({ ...disc, corners });
  }
  return ponds;
}

/** Room for something that may as well be smaller. */
function findShrinking(random: () => number, plot: Plot, radiusPx: number, gapPx: number): Disc | undefined {
  for (const share of [1, 0.8, 0.6]) {
    const disc = plot.find(random, radiusPx * share, gapPx);
    if (disc) return disc;
  }
  return undefined;
}

function placeToys(random: () => number, plot: Plot): Toy[] {
  return TOYS.flatMap((kind) => {
    const disc = plot.find(random, TOY_RADIUS_PX[kind], 26);
    if (!disc) return [];
    plot.occupy(disc);
    return [{ ...disc, kind, angle: (random() - 0.5) * 1.4 }];
  });
}

/** Trees stand in groves, and rather at the edges than in the open. */
function plantTrees(random: () => number, plot: Plot): Tree[] {
  const trees: Tree[] = [];
  const plant = (x: number, y: number): void => {
    const size = 0.68 + random() * 0.62;
    const disc = { x, y, radiusPx: CROWN_PX * size };
    if (trees.length >= TREES || !plot.isFree(disc, -0.18 * CROWN_PX)) return;
    // Crowns may touch; what must not be covered keeps its distance.
    plot.occupy({ ...disc, radiusPx: disc.radiusPx * 0.86 });
    trees.push({ x, y, size, angle: random() * 2 * Math.PI });
  };
  for (let i = 0; i < 20 * TREES && trees.length < TREES; i++) {
    const [x, y] = [random() * YARD_WIDTH_PX, random() * YARD_HEIGHT_PX];
    const edgePx = Math.min(x, y, YARD_WIDTH_PX - x, YARD_HEIGHT_PX - y);
    if (random() > 1.25 - edgePx / 400) continue;
    plant(x, y);
    for (let mate = Math.floor(random() * 3); mate > 0; mate--) {
      const angle = random() * 2 * Math.PI;
      plant(x + Math.cos(angle) * 1.9 * CROWN_PX, y + Math.sin(angle) * 1.9 * CROWN_PX);
    }
  }
  return trees;
}

function sowFlowers(random: () => number, plot: Plot): FlowerBed[] {
  return scatter(random, plot, FLOWER_BEDS, 30).map(({ x, y }) => ({
    kind: Math.floor(random() * 3),
    flowers: Array.from({ length: 4 + Math.floor(random() * 6) }, () => {
      const angle = random() * 2 * Math.PI;
      const distancePx = 6 + random() * 24;
      return { x: x + Math.cos(angle) * distancePx, y: y + Math.sin(angle) * distancePx };
    }),
  }));
}

/** Free places for little things, which take no room themselves. */
function scatter(random: () => number, plot: Plot, count: number, radiusPx: number): Position[] {
  return Array.from({ length: count }, () => plot.find(random, radiusPx, 6)).filter(
    (disc) => disc !== undefined,
  );
}

/** Outside the fence, but not where a path comes in. */
function growBushes(random: () => number, paths: readonly Path[]): Tree[] {
  const bushes: Tree[] = [];
  for (const side of SIDES)
    for (let i = 0; i < BUSHES_PER_SIDE; i++) {
      const outPx = BUSH_PX.min + random() * BUSH_PX.spread;
      const along = random();
      const bush = {
        x: side === 'left' ? -outPx : side === 'right' ? YARD_WIDTH_PX + outPx : along * YARD_WIDTH_PX,
        y: side === 'top' ? -outPx : side === 'bottom' ? YARD_HEIGHT_PX + outPx : along * YARD_HEIGHT_PX,
        size: 0.7 + random() * 0.6,
        angle: random() * 2 * Math.PI,
      };
      if (paths.every(({ to }) => Math.hypot(to.x - bush.x, to.y - bush.y) > 2 * PATH_WIDTH_PX))
        bushes.push(bush);
    }
  return bushes;
}
