import { Container, Sprite } from 'pixi.js';
import { TILE_PX } from '../../shared/yard-size';
import type { Box } from '../../shared/landscape/box';
import { drawGround } from './ground-drawing';
import type { Landscape } from '../../shared/landscape/landscape';
import { newSheet, textureOf, type Pen } from './paper';
import { Tiles } from './tiles';

/** How much of the land outside the fence is drawn; further out it is plain meadow. */
const LAND_MARGIN_PX = 120;
/** So many sheets that are free wait for the next tiles: to make a new one costs more than to draw on an old one. */
const SPARE_MAX = 8;

interface Tile {
  pen: Pen;
  sprite: Sprite;
}

/** What lies under everybody's feet, drawn tile by tile as it comes into sight. */
export class Ground {
  readonly view = new Container();
  private readonly tiles = new Tiles<Tile>(
    (column, row) => this.makeTile(column, row),
    (tile) => this.freeTile(tile),
  );
  private readonly spare: Tile[] = [];
  private landscape: Landscape | undefined;
  private resolution = 1;

  get tileCount(): number {
    return this.tiles.count;
  }

  /** @param resolution device pixels in a pixel of the yard */
  show(landscape: Landscape, resolution: number): void {
    const { widthPx, heightPx } = landscape.size;
    this.tiles.reset({
      left: -LAND_MARGIN_PX,
      top: -LAND_MARGIN_PX,
      right: widthPx + LAND_MARGIN_PX,
      bottom: heightPx + LAND_MARGIN_PX,
    });
    if (resolution !== this.resolution) for (const tile of this.spare.splice(0)) destroy(tile);
    this.resolution = resolution;
    this.landscape = landscape;
  }

  /** Once a frame. @param seen what of the yard is on the screen */
  draw(seen: Box, nowMs: number): void {
    this.tiles.update(seen, nowMs);
  }

  private makeTile(column: number, row: number): Tile {
    const tile = this.spare.pop() ?? this.newTile();
    const { pen, sprite } = tile;
    const [left, top] = [column * TILE_PX, row * TILE_PX];
    pen.save();
    pen.translate(-left, -top);
    const box = { left, top, right: left + TILE_PX, bottom: top + TILE_PX };
    if (this.landscape) drawGround(pen, this.landscape, box);
    pen.restore();
    sprite.texture.source.update();
    sprite.position.set(left, top);
    this.view.addChild(sprite);
    return tile;
  }

  private newTile(): Tile {
    const pen = newSheet(TILE_PX, TILE_PX, this.resolution);
    return { pen, sprite: new Sprite({ texture: textureOf(pen, this.resolution) }) };
  }

  private freeTile(tile: Tile): void {
    this.view.removeChild(tile.sprite);
    if (this.spare.length < SPARE_MAX) this.spare.push(tile);
    else destroy(tile);
  }
}

function destroy({ sprite }: Tile): void {
  sprite.destroy({ texture: true, textureSource: true });
}
