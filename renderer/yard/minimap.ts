import { Container, NineSliceSprite, Sprite, type Size } from 'pixi.js';
import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Box } from './crowding';
import { drawGround } from './ground';
import { CROWN_PX, type Landscape } from './landscape';
import { MAP_SCALE, type Layers } from './layers';
import { COLOUR } from './palette';
import { discShape, fill, newSheet, textureOf } from './paper';
import { CARD_MARGIN_PX, CORNER_PX, type Atlas } from './pieces';

const WIDTH_PX = YARD_WIDTH_PX * MAP_SCALE;
const HEIGHT_PX = YARD_HEIGHT_PX * MAP_SCALE;
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
  private readonly picture = new Sprite();
  private readonly frame: NineSliceSprite;

  constructor(layers: Layers, atlas: Atlas) {
    const edge = CORNER_PX + CARD_MARGIN_PX;
    const card = new NineSliceSprite({
      texture: atlas.card,
      leftWidth: edge,
      rightWidth: edge,
      topHeight: edge,
      bottomHeight: edge,
    });
    card.position.set(-BORDER_PX - CARD_MARGIN_PX);
    card.width = WIDTH_PX + 2 * (BORDER_PX + CARD_MARGIN_PX);
    card.height = HEIGHT_PX + 2 * (BORDER_PX + CARD_MARGIN_PX);
    this.frame = new NineSliceSprite({
      texture: atlas.frame,
      leftWidth: FRAME_EDGE_PX,
      rightWidth: FRAME_EDGE_PX,
      topHeight: FRAME_EDGE_PX,
      bottomHeight: FRAME_EDGE_PX,
    });
    this.view.addChild(card, this.picture, this.frame, layers.dots);
  }

  show(landscape: Landscape, resolution: number): void {
    this.picture.texture.destroy(true);
    const pen = newSheet(WIDTH_PX, HEIGHT_PX, resolution);
    pen.roundRect(0, 0, WIDTH_PX, HEIGHT_PX, CORNER_PX - BORDER_PX);
    pen.clip();
    pen.scale(MAP_SCALE, MAP_SCALE);
    // So small, shadows would be specks.
    drawGround(pen, landscape, new Path2D());
    for (const { x, y, size } of landscape.trees) fill(pen, COLOUR.leaf, discShape(x, y, CROWN_PX * size));
    this.picture.texture = textureOf(pen, resolution);
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
      left: right - (WIDTH_PX + 2 * BORDER_PX) * scale,
      top: bottom - (HEIGHT_PX + 2 * BORDER_PX) * scale,
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
    const scale = scaleOn(screen);
    this.view.scale.set(scale, scale);
    this.view.position.set(Math.round(box.left + BORDER_PX * scale), Math.round(box.top + BORDER_PX * scale));
    const left = Math.max(0, seen.left * MAP_SCALE);
    const top = Math.max(0, seen.top * MAP_SCALE);
    this.frame.position.set(left - FRAME_MARGIN_PX, top - FRAME_MARGIN_PX);
    this.frame.width = Math.min(WIDTH_PX, seen.right * MAP_SCALE) - left + 2 * FRAME_MARGIN_PX;
    this.frame.height = Math.min(HEIGHT_PX, seen.bottom * MAP_SCALE) - top + 2 * FRAME_MARGIN_PX;
  }
}

function scaleOn(screen: Size): number {
  return Math.min(1, Math.max(SCALE_MIN, screen.width / SCREEN_FULL_PX));
}
