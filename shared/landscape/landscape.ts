import type { YardSize } from '../movement';
import { seeded, seedOf } from '../random';
import type { Box } from './box';
import { layPath, PATH_WIDTH_PX, pointsAlong, SIDES, type Path } from './paths';
import { Plot, type Disc } from './plot';
import { layOut, type Section, type Tree } from './section';

/** Everybody arrives within 150 px of the middle on each axis (renderer/motion/own-player.ts): nothing stands there. */
export const ARRIVAL_RADIUS_PX = 230;
const PLAZA_RADIUS_PX = 128;
/** A section is about as large as a yard of the usual size. */
const SECTION_PX: YardSize = { widthPx: 2400, heightPx: 1600 };
/** Each way, however large a server says that its yard is. */
const SECTIONS_MAX = 8;
/** Outside the fence, along so much of each side. */
const BUSHES = { count: 16, along: { top: 2400, bottom: 2400, left: 1600, right: 1600 }, max: 64 } as const;
/** How far from the fence they grow: not nearer than that, and not much further. */
const BUSH_PX = { min: 42, spread: 46 } as const;

/**
 * What a yard looks like: the same for everybody in it, since it comes from its name and its size. One walks over
 * all of it; a slide alone carries its players (slide.ts). What is in a section is laid out when it is asked for, whatever was before.
 * Deterministic: no I/O, no clock.
 */
export class Landscape {
  readonly size: YardSize;
  readonly plaza: Disc;
  /** How the lawn's stripes are turned, in radians. */
  readonly stripeAngle: number;
  readonly paths: readonly Path[];
  /** They grow outside the fence, and have the size and the turn of trees. */
  readonly bushes: readonly Tree[];
  private readonly name: string;
  private readonly columns: number;
  private readonly rows: number;
  private readonly laidOut = new Map<number, Section>();
  /** The answers of sectionsIn(). */
  private readonly ranges = new Map<number, Section[]>();
  /** What paths and the middle take. */
  private readonly kept: readonly Disc[];

  constructor(name: string, size: YardSize) {
    this.name = name;
    this.size = size;
    this.columns = countOf(size.widthPx, SECTION_PX.widthPx);
    this.rows = countOf(size.heightPx, SECTION_PX.heightPx);
    const middle = { x: size.widthPx / 2, y: size.heightPx / 2 };
    this.plaza = { ...middle, radiusPx: PLAZA_RADIUS_PX };
    this.paths = layPaths(this.randomFor('paths'), size);
    this.kept = [
      { ...middle, radiusPx: ARRIVAL_RADIUS_PX },
      ...this.paths.flatMap(pointsAlong).map((point) => ({ ...point, radiusPx: PATH_WIDTH_PX / 2 })),
    ];
    this.stripeAngle = (this.randomFor('stripes')() - 0.5) * 1.1;
    this.bushes = growBushes(this.randomFor('bushes'), this.paths, size);
  }

  get sectionCount(): number {
    return this.columns * this.rows;
  }

  /** The section of this number, from 0 on: row by row. */
  section(index: number): Section {
    const known = this.laidOut.get(index);
    if (known) return known;
    const bounds = this.boundsOf(index);
    const plot = new Plot(bounds);
    for (const disc of this.kept) plot.occupy(disc);
    const suffix =
      this.sectionCount > 1 ? `\n${index % this.columns},${Math.floor(index / this.columns)}` : '';
    const section = layOut(bounds, plot, (what) => this.randomFor(what + suffix));
    this.laidOut.set(index, section);
    return section;
  }

  /**
   * The sections of which something may show in a box; the same array for the same sections.
   * @param marginPx how far it reaches beyond its section
   */
  sectionsIn(box: Box, marginPx: number): readonly Section[] {
    const { widthPx, heightPx } = this.size;
    const left = clampIndex((box.left - marginPx) / widthPx, this.columns);
    const top = clampIndex((box.top - marginPx) / heightPx, this.rows);
    const right = clampIndex((box.right + marginPx) / widthPx, this.columns);
    const bottom = clampIndex((box.bottom + marginPx) / heightPx, this.rows);
    const key = ((left * SECTIONS_MAX + right) * SECTIONS_MAX + top) * SECTIONS_MAX + bottom;
    let sections = this.ranges.get(key);
    if (!sections) {
      sections = [];
      for (let row = top; row <= bottom; row++)
        for (let column = left; column <= right; column++)
          sections.push(this.section(row * this.columns + column));
      this.ranges.set(key, sections);
    }
    return sections;
  }

  private boundsOf(index: number): Box {
    const { widthPx, heightPx } = this.size;
    const column = index % this.columns;
    const row = Math.floor(index / this.columns);
    return {
      left: (column * widthPx) / this.columns,
      top: (row * heightPx) / this.rows,
      right: ((column + 1) * widthPx) / this.columns,
      bottom: ((row + 1) * heightPx) / this.rows,
    };
  }

  private randomFor(what: string): () => number {
    return seeded(seedOf(`${this.name}\n${what}`));
  }
}

function countOf(lengthPx: number, sectionPx: number): number {
  return Math.min(SECTIONS_MAX, Math.max(1, Math.round(lengthPx / sectionPx)));
}

/** Which of `count` parts lies at this share of the whole. */
function clampIndex(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}

function layPaths(random: () => number, size: YardSize): Path[] {
  // Three or four gates, each in a side of its own.
  const without = Math.floor(random() * 6);
  return SIDES.filter((_, i) => i !== without).map((side) => layPath(side, size, random));
}

/** Outside the fence, but not where a path comes in. */
function growBushes(random: () => number, paths: readonly Path[], { widthPx, heightPx }: YardSize): Tree[] {
  const bushes: Tree[] = [];
  for (const side of SIDES) {
    const lengthPx = side === 'top' || side === 'bottom' ? widthPx : heightPx;
    const count = Math.min(BUSHES.max, Math.round((BUSHES.count * lengthPx) / BUSHES.along[side]));
    for (let i = 0; i < count; i++) {
      const outPx = BUSH_PX.min + random() * BUSH_PX.spread;
      const along = random();
      const bush = {
        x: side === 'left' ? -outPx : side === 'right' ? widthPx + outPx : along * widthPx,
        y: side === 'top' ? -outPx : side === 'bottom' ? heightPx + outPx : along * heightPx,
        size: 0.7 + random() * 0.6,
        angle: random() * 2 * Math.PI,
      };
      if (paths.every(({ to }) => Math.hypot(to.x - bush.x, to.y - bush.y) > 2 * PATH_WIDTH_PX))
        bushes.push(bush);
    }
  }
  return bushes;
}
