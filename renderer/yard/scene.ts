// Pixi makes code at run time unless this comes first; the page's security policy forbids that.
import 'pixi.js/unsafe-eval';
import { Application, Container, type Renderer } from 'pixi.js';
import type { Position } from '../../shared/movement';
import { yardOrigin } from './camera';
import { createGround, OUTSIDE_COLOR } from './ground';
import { Trees } from './trees';

/** The canvas and its layers, from the ground up. */
export class Scene {
  readonly figures = new Container();
  readonly labels = new Container();
  private readonly app = new Application();
  private readonly yard = new Container();
  private trees: Trees | undefined;

  /** Puts the canvas into `parent`, and keeps it as large as that. Resolves when there is something to be seen. */
  async open(parent: HTMLElement): Promise<void> {
    await this.app.init({
      resizeTo: parent,
      background: OUTSIDE_COLOR,
      autoDensity: true,
      resolution: window.devicePixelRatio,
      preference: 'webgl',
    });
    this.trees = new Trees(this.renderer);
    this.yard.addChild(createGround(this.renderer), this.figures, this.trees.view, this.labels);
    this.app.stage.addChild(this.yard);
    parent.append(this.app.canvas);
  }

  /** After open(). */
  get renderer(): Renderer {
    return this.app.renderer;
  }

  /** Calls `frame` before each drawing, with the time since the last one. */
  eachFrame(frame: (dtSeconds: number) => void): void {
    this.app.ticker.add(({ elapsedMS }) => {
      frame(elapsedMS / 1000);
      this.trees?.fadeOver(this.figures.children);
    });
  }

  toggleNames(): void { this.labels.visible = !this.labels.visible; } // prettier-ignore
  toggleMap(): void {} // prettier-ignore

  lookAt(position: Position): void {
    const { x, y } = yardOrigin(position, this.app.screen);
    // Whole pixels keep the edges of the paper sharp.
    this.yard.position.set(Math.round(x), Math.round(y));
  }
}
