import type { Position } from '../movement';
import type { Box } from './box';
import type { Disc, Plot } from './plot';

/** The crown of a tree of size 1. */
export const CROWN_PX = 62;

const POND_CORNERS = 9;
/** A pond is wider than it is high. */
const POND_FLATNESS = 0.78;
/** How many of each there are on USUAL_AREA_PX2. */
const TREES = 38;
const FLOWER_BEDS = 26;
const TUFTS = 170;
/** Of a yard of the usual size. */
const USUAL_AREA_PX2 = 2400 * 1600;

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

/** A part of a yard, and what is in it. A yard of the usual size is one. */
export interface Section {
  bounds: Box;
  ponds: readonly Pond[];
  toys: readonly Toy[];
  trees: readonly Tree[];
  flowerBeds: readonly FlowerBed[];
  tufts: readonly Position[];
}

/**
 * Lays out a section. Each kind of thing has numbers of its own, so that more of one does not move the others.
 * @param plot with all that is there already
 * @param randomFor numbers from 0 up to 1 for a kind of thing, the same for the same section
 */
export function layOut(bounds: Box, plot: Plot, randomFor: (what: string) => () => number): Section {
  const share = ((bounds.right - bounds.left) * (bounds.bottom - bounds.top)) / USUAL_AREA_PX2;
  const ponds = digPonds(randomFor('ponds'), plot, share);
  const toys = placeToys(randomFor('toys'), plot);
  const trees = plantTrees(randomFor('trees'), plot, bounds, Math.round(TREES * share));
  const flowerBeds = sowFlowers(randomFor('flowers'), plot, Math.round(FLOWER_BEDS * share));
  const tufts = scatter(randomFor('tufts'), plot, Math.round(TUFTS * share), 8);
  return { bounds, ponds, toys, trees, flowerBeds, tufts };
}

function digPonds(random: () => number, plot: Plot, share: number): Pond[] {
  const ponds: Pond[] = [];
  const count = Math.max(1, Math.round((2 + Math.floor(random() * 2)) * share));
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
function plantTrees(random: () => number, plot: Plot, bounds: Box, count: number): Tree[] {
  const { left, top, right, bottom } = bounds;
  const trees: Tree[] = [];
  const plant = (x: number, y: number): void => {
    const size = 0.68 + random() * 0.62;
    const disc = { x, y, radiusPx: CROWN_PX * size };
    if (trees.length >= count || !plot.isFree(disc, -0.18 * CROWN_PX)) return;
    // Crowns may touch; what must not be covered keeps its distance.
    plot.occupy({ ...disc, radiusPx: disc.radiusPx * 0.86 });
    trees.push({ x, y, size, angle: random() * 2 * Math.PI });
  };
  for (let i = 0; i < 20 * count && trees.length < count; i++) {
    const [x, y] = [left + random() * (right - left), top + random() * (bottom - top)];
    const edgePx = Math.min(x - left, y - top, right - x, bottom - y);
    if (random() > 1.25 - edgePx / 400) continue;
    plant(x, y);
    for (let mate = Math.floor(random() * 3); mate > 0; mate--) {
      const angle = random() * 2 * Math.PI;
      plant(x + Math.cos(angle) * 1.9 * CROWN_PX, y + Math.sin(angle) * 1.9 * CROWN_PX);
    }
  }
  return trees;
}

function sowFlowers(random: () => number, plot: Plot, count: number): FlowerBed[] {
  return scatter(random, plot, count, 30).map(({ x, y }) => ({
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
