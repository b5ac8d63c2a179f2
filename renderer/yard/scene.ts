// Pixi makes code at run time unless this comes first; the page's security policy forbids that.
import 'pixi.js/unsafe-eval';
// What Pixi would load by itself; here, so that there is something to be removed.
import 'pixi.js/browser';
import { AccessibilitySystem, Application, Container, extensions } from 'pixi.js';
import { DEFAULT_YARD_SIZE } from '../../shared/config';
import type { Box } from '../../shared/landscape/box';
import type { Position, YardSize } from '../../shared/movement';
import { cutAtlas } from './atlas';
import { prefersCalm } from './calm';
import { drift, easeMargins, marginsFor, NO_OVERLAYS, yardOrigin, zoomed } from './camera';
import { Ducks } from './ducks';
import type { DrawnFrame } from './frame';
import { Ground } from './ground';
import { OUTSIDE_COLOUR } from './ground-drawing';
import { Landscape } from '../../shared/landscape/landscape';
import { Layers } from './layers';
import { installNameFont } from './lettering';
import { MapDots } from './map-dots';
import { Minimap } from './minimap';
import { PIECES, type Atlas } from './pieces';
import type { Section } from '../../shared/landscape/section';
import { Trees } from './trees';

/** The yard behind the lobby, until one was entered. */
const FIRST_YARD = 'Zeroyard';
/** Small things are drawn finer than the screen, since they are turned and stretched. */
const ATLAS_RESOLUTION_MIN = 2;
/** A finer ground would take hundreds of megabytes. */
const GROUND_RESOLUTION_MAX = 2;
/** Drawn smaller than that, names cannot be read: colours tell who is who. */
const NAMES_ZOOM_MIN = 0.6;
/** Trees and ducks are there a little before they come into sight. */
const SECTION_MARGIN_PX = 120;

// What can be pressed and read are the panels, in HTML: of Pixi's own accessibility phones would get a red, hidden button.
extensions.remove(AccessibilitySystem);

interface Parts {
  atlas: Atlas;
  ducks: Ducks;
  trees: Trees;
  dots: MapDots;
  minimap: Minimap;
}

/** The canvas and its layers, from the ground up. */
export class Scene {
  readonly layers = new Layers();
  readonly frame: DrawnFrame = {
    nowMs: 0,
    dtSeconds: 0,
    isCalm: false,
    seen: { left: 0, top: 0, right: 0, bottom: 0 },
  };
  areNamesShown = true;
  private areNamesDrawn = true;
  private readonly app = new Application();
  /** Whatever moves when the camera does. */
  private readonly yard = new Container({ isRenderGroup: true });
  private readonly ground = new Ground();
  /** Where the yard's origin lies on the screen. */
  readonly origin: Position = { x: 0, y: 0 };
  /** How many pixels of the screen there are to one of the yard. */
  zoom = 1;
  private readonly margins = { ...NO_OVERLAYS };
  private readonly target: Position = { x: 0, y: 0 };
  private isLed = false;
  private yardName: string | undefined;
  private shown = new Landscape(FIRST_YARD, DEFAULT_YARD_SIZE);
  /** Those in sight. */
  private sections: readonly Section[] = [];
  private parts: Parts | undefined;

  /** Puts the canvas into `parent`, and keeps it as large as that. Resolves when there is something to be seen. */
  async open(parent: HTMLElement): Promise<void> {
    await Promise.all([
      this.app.init({
        resizeTo: parent,
        background: OUTSIDE_COLOUR,
        autoDensity: true,
        resolution: window.devicePixelRatio,
        preference: 'webgl',
      }),
      // Where it does not come, or fonts of pages are blocked (Lockdown Mode, blockers), names are in one of the system.
      document.fonts.load('700 13px "Nunito Variable"').catch(() => undefined),
    ]);
    const resolution = Math.max(ATLAS_RESOLUTION_MIN, Math.ceil(window.devicePixelRatio));
    installNameFont(resolution);
    const atlas = cutAtlas(PIECES, resolution);
    const { layers } = this;
    const dots = new MapDots(atlas);
    this.parts = {
      atlas,
      ducks: new Ducks(layers, atlas.duck),
      trees: new Trees(layers, atlas.crown),
      dots,
      minimap: new Minimap(dots, atlas),
    };
    this.yard.addChild(
      this.ground.view,
      layers.water,
      layers.marks.view,
      layers.things,
      layers.figures.shadows,
      layers.figures.view,
      layers.crowns,
      layers.names.view,
      layers.bubbles,
    );
    this.app.stage.addChild(this.yard, this.parts.minimap.view);
    this.show(this.shown);
    parent.append(this.app.canvas);
    // On a screen of another density, or zoomed, it is drawn as finely as it is shown.
    window.addEventListener('resize', () => {
      const { renderer } = this.app;
      if (renderer.resolution !== window.devicePixelRatio) renderer.resolution = window.devicePixelRatio;
    });
  }

  /** After open(). */
  get atlas(): Atlas {
    return this.opened.atlas;
  }

  /** After open(). */
  get dots(): MapDots {
    return this.opened.dots;
  }

  /** Of the yard that is shown. */
  get landscape(): Landscape {
    return this.shown;
  }

  /** Of the yard that is shown. */
  get size(): YardSize {
    return this.shown.size;
  }

  /** How many tiles of ground there are. */
  get tileCount(): number {
    return this.ground.tileCount;
  }

  /** Shows the landscape of the yard of this name and size. */
  enter(yardName: string, { widthPx, heightPx }: YardSize): void {
    const { size } = this.shown;
    if (yardName === this.yardName && widthPx === size.widthPx && heightPx === size.heightPx) return;
    this.yardName = yardName;
    this.show(new Landscape(yardName, { widthPx, heightPx }));
  }

  /** Calls `draw` before each drawing. Whatever it needs to know of the time is in `frame`. */
  eachFrame(draw: (dtSeconds: number) => void): void {
    const { frame } = this;
    const { layers } = this;
    const { ducks, trees, minimap } = this.opened;
    this.app.ticker.add(({ elapsedMS }) => {
      frame.nowMs = performance.now();
      frame.dtSeconds = elapsedMS / 1000;
      frame.isCalm = prefersCalm();
      draw(frame.dtSeconds);
      layers.figures.draw(frame.nowMs);
      layers.names.draw();
      this.showSections();
      this.ground.draw(frame.seen, frame.nowMs);
      ducks.draw(frame.nowMs, frame.isCalm);
      trees.draw(frame);
      minimap.draw(this.app.screen, frame.seen, this.isLed);
    });
  }

  /** Where the minimap lies on the screen; undefined while there is none. */
  get minimapBox(): Box | undefined {
    return this.opened.minimap.box(this.app.screen, this.isLed);
  }

  /**
   * Before anybody is drawn. Without a position the camera drifts about, unless the person asked for less motion.
   * @param overlays what lies over the yard besides the minimap, in pixels of the screen
   * @param zoom how many pixels of the screen there are to one of the yard
   * @param isWhole all of the yard is to be seen at once, which needs no map
   */
  lookAt(position: Position | undefined, overlays: readonly Box[], zoom = 1, isWhole = false): void {
    const { frame, origin, target, margins } = this;
    const { screen } = this.app;
    const wasLed = this.isLed;
    this.isLed = position !== undefined && !isWhole;
    const size = zoomed(this.size, zoom);
    const place = position && { x: position.x * zoom, y: position.y * zoom };
    if (place && this.isLed) {
      const map = this.minimapBox;
      const wanted = marginsFor(map ? [...overlays, map] : overlays, place, screen, size);
      if (frame.isCalm || !wasLed) Object.assign(margins, wanted);
      else easeMargins(margins, wanted, frame.dtSeconds);
    } else {
      Object.assign(margins, NO_OVERLAYS);
      if (!place) drift(frame.isCalm ? 0 : frame.nowMs, this.size, target);
    }
    yardOrigin(place ?? target, screen, size, margins, origin);
    // Whole pixels keep the edges of the paper sharp.
    origin.x = Math.round(origin.x);
    origin.y = Math.round(origin.y);
    this.zoom = zoom;
    const areNamesDrawn = this.areNamesShown && zoom >= NAMES_ZOOM_MIN;
    if (areNamesDrawn !== this.areNamesDrawn)
      this.layers.names.isVisible = this.areNamesDrawn = areNamesDrawn;
    this.yard.position.set(origin.x, origin.y);
    this.yard.scale.set(zoom, zoom);
    frame.seen.left = -origin.x / zoom;
    frame.seen.top = -origin.y / zoom;
    frame.seen.right = (screen.width - origin.x) / zoom;
    frame.seen.bottom = (screen.height - origin.y) / zoom;
  }

  /** The size of what is seen, in pixels of the screen, and how finely the ground is drawn. */
  get picture(): { width: number; height: number; resolution: number } {
    const { width, height } = this.app.screen;
    return { width, height, resolution: groundResolution() };
  }

  /** On the ponds of these places the server has ducks of its own. */
  setToldDucks(places: readonly Position[]): void {
    this.opened.ducks.setTold(places);
  }

  /** Shows the players' names or hides them. */
  toggleNames(): void {
    this.areNamesShown = !this.areNamesShown;
  }

  /** Shows the minimap or hides it. */
  toggleMap(): void {
    this.opened.minimap.isWanted = !this.opened.minimap.isWanted;
  }

  private show(landscape: Landscape): void {
    this.shown = landscape;
    const resolution = groundResolution();
    this.ground.show(landscape, resolution);
    this.opened.minimap.show(landscape, Math.max(ATLAS_RESOLUTION_MIN, resolution));
  }

  /** What stands on the ground, wherever that has come into sight. */
  private showSections(): void {
    const { ducks, trees } = this.opened;
    const sections = this.shown.sectionsIn(this.frame.seen, SECTION_MARGIN_PX);
    if (sections === this.sections) return;
    this.sections = sections;
    ducks.show(sections);
    trees.show(sections);
  }

  private get opened(): Parts {
    if (!this.parts) throw new Error('The scene is not open yet.');
    return this.parts;
  }
}

function groundResolution(): number {
  return Math.min(GROUND_RESOLUTION_MAX, Math.ceil(window.devicePixelRatio));
}
