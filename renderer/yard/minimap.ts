import { Container, NineSliceSprite, Sprite, type Size } from 'pixi.js';
import type { Box } from '../../shared/landscape/box';
import { drawFence } from './fence';
import { drawLand, drawThings } from './ground-drawing';
import type { Landscape } from '../../shared/landscape/landscape';
import type { MapDots } from './map-dots';
import { MAP_MAX_PX, mapScaleOf } from './map-scale';
import { COLOUR } from './palette';
import { discShape, fill, newSheet, textureOf, type Pen } from './paper';
import { CARD_MARGIN_PX, CORNER_PX, type Atlas } from './pieces';
import { CROWN_PX } from '../../shared/landscape/section';

/** The paper around the picture. */
const BORDER_PX = 6;
/** From the edges of the screen. */
const MARGIN_PX = 16;
/** On a screen narrower than that it would be in the way. */
const SCREEN_MIN_PX = 420;
/** On one narrower than that it is smaller. */
const SCREEN_FULL_PX = 800;
const SCALE_MIN = 0.65;
/** The frame's line lies in the middle of its piece's edge. */
const FRAME_EDGE_PX = 8;
const FRAME_MARGIN_PX = 2;

/** The whole yard in small, at the lower right: who is where, and what of it is seen. */
export class Minimap {
  readonly view = new Container();
  isWanted = true;
  private readonly card: NineSliceSprite;
  private readonly picture = new Sprite();
  private readonly frame: NineSliceSprite;
  private readonly dots: MapDots;
  private scale = 1;
  private width: number = MAP_MAX_PX.width;
  private height: number = MAP_MAX_PX.height;
  private landscape: Landscape | undefined;
  private pen: Pen | undefined;
  /** How many sections of the landscape are in the picture. */
  private sectionsDrawn = 0;

  constructor(dots: MapDots, atlas: Atlas) {
    this.dots = dots;
    const edge = CORNER_PX + CARD_MARGIN_PX;
    this.card = new NineSliceSprite({
      texture: atlas.card,
      leftWidth: edge,
      rightWidth: edge,
      topHeight: edge,
      bottomHeight: edge,
    });
    this.card.position.set(-BORDER_PX - CARD_MARGIN_PX);
    this.frame = new NineSliceSprite({
      texture: atlas.frame,
      leftWidth: FRAME_EDGE_PX,
      rightWidth: FRAME_EDGE_PX,
      topHeight: FRAME_EDGE_PX,
      bottomHeight: FRAME_EDGE_PX,
    });
    this.view.addChild(this.card, this.picture, dots.others, this.frame, dots.own);
  }

  /** Shows the map of this landscape. What is in its sections follows, one a frame: to lay them out takes its time. */
  show(landscape: Landscape, resolution: number): void {
    const { widthPx, heightPx } = landscape.size;
    this.scale = mapScaleOf(landscape.size);
    this.width = widthPx * this.scale;
    this.height = heightPx * this.scale;
    this.card.width = this.width + 2 * (BORDER_PX + CARD_MARGIN_PX);
    this.card.height = this.height + 2 * (BORDER_PX + CARD_MARGIN_PX);
    this.dots.setScale(this.scale);
    this.picture.texture.destroy(true);
    const pen = newSheet(this.width, this.height, resolution);
    pen.roundRect(0, 0, this.width, this.height, CORNER_PX - BORDER_PX);
    pen.clip();
    pen.scale(this.scale, this.scale);
    const everywhere = { left: 0, top: 0, right: widthPx, bottom: heightPx };
    drawLand(pen, landscape, everywhere);
    drawFence(pen, landscape, everywhere);
    this.picture.texture = textureOf(pen, resolution);
    this.landscape = landscape;
    this.pen = pen;
    this.sectionsDrawn = 0;
  }

  /**
   * Where it lies on the screen; undefined while it is not shown.
   * @param isInYard the lobby has no map
   */
  box(screen: Size, isInYard: boolean): Box | undefined {
    if (!isInYard || !this.isWanted || screen.width < SCREEN_MIN_PX) return undefined;
    const scale = scaleOn(screen);
    const [right, bottom] = [screen.width - MARGIN_PX, screen.height - MARGIN_PX];
    return {
      left: right - (this.width + 2 * BORDER_PX) * scale,
      top: bottom - (this.height + 2 * BORDER_PX) * scale,
      right,
      bottom,
    };
  }

  /**
   * Once a frame.
   * @param seen what of the yard is on the screen
   * @param isInYard as for box()
   */
  draw(screen: Size, seen: Box, isInYard: boolean): void {
    const box = this.box(screen, isInYard);
    this.view.visible = box !== undefined;
    if (!box) return;
    this.drawNextSection();
    const scale = scaleOn(screen);
    this.view.scale.set(scale, scale);
    this.view.position.set(Math.round(box.left + BORDER_PX * scale), Math.round(box.top + BORDER_PX * scale));
    const left = Math.max(0, seen.left * this.scale);
    const top = Math.max(0, seen.top * this.scale);
    this.frame.position.set(left - FRAME_MARGIN_PX, top - FRAME_MARGIN_PX);
    this.frame.width = Math.min(this.width, seen.right * this.scale) - left + 2 * FRAME_MARGIN_PX;
    this.frame.height = Math.min(this.height, seen.bottom * this.scale) - top + 2 * FRAME_MARGIN_PX;
  }

  private drawNextSection(): void {
    const { landscape, pen } = this;
    if (!landscape || !pen || this.sectionsDrawn >= landscape.sectionCount) return;
    const section = landscape.section(this.sectionsDrawn++);
    // So small, shadows would be specks.
    drawThings(pen, [section], section.bounds);
    for (const { x, y, size } of section.trees) fill(pen, COLOUR.leaf, discShape(x, y, CROWN_PX * size));
    this.picture.texture.source.update();
  }
}

function scaleOn(screen: Size): number {
  return Math.min(1, Math.max(SCALE_MIN, screen.width / SCREEN_FULL_PX));
}
