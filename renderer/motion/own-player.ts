import type { FromRenderer } from '../../shared/bridge';
import { DEFAULT_YARD_SIZE } from '../../shared/config';
import type { Landscape } from '../../shared/landscape/landscape';
import { slideAt } from '../../shared/landscape/slide';
import {
  clampToYard,
  heldByFence,
  velocityOf,
  walkOn,
  type Direction,
  type Position,
  type Velocity,
  type YardSize,
} from '../../shared/movement';
import { MotionPacer } from '../../shared/motion-pacer';
import { SlideRide } from './slide-ride';

/** Newcomers appear around the middle of the yard, within this distance on each axis. */
const ARRIVAL_SPREAD_PX = 150;

/** The person's own player: it moves at once, and the others are told when its motion changes. Deterministic: no I/O, no clock. */
export class OwnPlayer {
  position: Position;
  private velocity: Velocity = { vx: 0, vy: 0 };
  private size: YardSize = DEFAULT_YARD_SIZE;
  private landscape: Landscape | undefined;
  private readonly ride = new SlideRide();
  private pacer = new MotionPacer();
  /** The sum of its frames: the one clock of its walk and of what is told of it. That of the page's script is late by what other scripts take. */
  private walkedMs = 0;
  /** It stands and tells nothing until it knows how large the yard is. */
  private isWaiting = true;
  /** It came to no place of its own choice, and goes to the middle of the yard. */
  private isNewcomer = true;
  private readonly random: () => number;

  /** @param random a source of numbers from 0 up to 1, such as Math.random */
  constructor(random: () => number) {
    this.random = random;
    this.position = this.somewhere();
  }

  /** Enters a yard where it stood before, or near its middle, and waits for resize(); nobody was told of it yet. */
  enter(position?: Position): void {
    this.isWaiting = true;
    this.isNewcomer = position === undefined;
    this.position = position ?? this.somewhere();
    this.velocity = { vx: 0, vy: 0 };
    this.ride.cancel();
    this.pacer = new MotionPacer();
  }

  /** The yard is so large. @param landscape what it looks like: in it are the slides that carry its players */
  resize({ widthPx, heightPx }: YardSize, landscape?: Landscape): void {
    const isOther = widthPx !== this.size.widthPx || heightPx !== this.size.heightPx;
    this.size = { widthPx, heightPx };
    this.landscape = landscape;
    const isMoved = this.isWaiting && this.isNewcomer && isOther;
    this.position = isMoved ? this.somewhere() : clampToYard(this.position, this.size);
    this.isWaiting = false;
  }

  /**
   * Walks for one frame, as it went until now, and goes on in this direction, or down a slide. Returns what the others are to be told of it,
   * if it is time for that.
   * @param dtSeconds how long the frame was, however long: the others, who know its motion, have seen it walk on; but a slide ends at its foot
   */
  walk(direction: Direction, dtSeconds: number): FromRenderer | undefined {
    this.walkedMs += 1000 * dtSeconds;
    if (this.isWaiting) return undefined;
    const goneSeconds = Math.min(dtSeconds, this.ride.secondsLeft);
    this.position = walkOn({ ...this.position, ...this.velocity }, goneSeconds, this.size);
    const top = this.landscape && slideAt(this.landscape, this.position);
    const wanted = this.ride.carry(this.position, top, dtSeconds) ?? velocityOf(direction);
    this.velocity = heldByFence(this.position, wanted, this.size);
    const motion = { ...this.position, ...this.velocity };
    return this.pacer.offer(motion, this.walkedMs, this.size) ? { address: '/motion', ...motion } : undefined;
  }

  /** Stands still at once. Returns what the others are to be told of it, if anything. */
  stop(): FromRenderer | undefined {
    if (this.isWaiting) return undefined;
    this.velocity = { vx: 0, vy: 0 };
    this.ride.cancel();
    return { address: '/motion', ...this.position, ...this.velocity };
  }

  private somewhere(): Position {
    const spread = () => (2 * this.random() - 1) * ARRIVAL_SPREAD_PX;
    return { x: this.size.widthPx / 2 + spread(), y: this.size.heightPx / 2 + spread() };
  }
}
