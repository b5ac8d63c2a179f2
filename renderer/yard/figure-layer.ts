import { ParticleContainer } from 'pixi.js';
import type { Figure } from './figure';

/** In this time nobody walks further than their own size: who passes behind somebody is not long in front. */
const ORDER_INTERVAL_MS = 100;

/** All figures, and the shadows below them, each drawn at once. Whoever stands further down the yard is in front. */
export class FigureLayer {
  readonly view = newParticles();
  readonly shadows = newParticles();
  /** From the back to the front, as they were ordered last. */
  readonly figures: Figure[] = [];
  private isChanged = false;
  private orderedMs = -ORDER_INTERVAL_MS;

  add(figure: Figure): void {
    this.figures.push(figure);
    this.isChanged = true;
  }

  remove(figure: Figure): void {
    const index = this.figures.indexOf(figure);
    if (index === -1) return;
    this.figures.splice(index, 1);
    this.isChanged = true;
  }

  /** One of them was painted in another colour. */
  repaint(): void {
    this.isChanged = true;
  }

  /** Once a frame, when everybody is in place. */
  draw(nowMs: number): void {
    if (!this.isChanged && nowMs - this.orderedMs < ORDER_INTERVAL_MS) return;
    this.orderedMs = nowMs;
    if (sortByY(this.figures) || this.isChanged) this.gather();
    this.isChanged = false;
  }

  private gather(): void {
    const { view, shadows, figures } = this;
    view.particleChildren.length = shadows.particleChildren.length = 0;
    for (const { shadow, parts } of figures) {
      shadows.particleChildren.push(shadow);
      view.particleChildren.push(...parts);
    }
    view.update();
    shadows.update();
  }
}

function newParticles(): ParticleContainer {
  return new ParticleContainer({ dynamicProperties: { vertex: true, position: true } });
}

/** Sorts in place, those of one height in the order in which they are. Returns whether anything changed. */
function sortByY(figures: Figure[]): boolean {
  let hasChanged = false;
  // By insertion: nearly all are in order already.
  for (let i = 1; i < figures.length; i++) {
    const figure = figures[i];
    let at = i;
    for (; figure && at > 0; at--) {
      const before = figures[at - 1];
      if (!before || before.y <= figure.y) break;
      figures[at] = before;
    }
    if (!figure || at === i) continue;
    figures[at] = figure;
    hasChanged = true;
  }
  return hasChanged;
}
