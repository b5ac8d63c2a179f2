import { Rectangle, Texture } from 'pixi.js';
import { newSheet, textureOf, type Pen } from './paper';

const SHEET_WIDTH_PX = 512;
/** No piece shows at the edge of its neighbour when it is drawn smaller or turned. */
const GAP_PX = 2;

/** A small drawing about its middle. */
export interface Piece {
  widthPx: number;
  heightPx: number;
  draw: (pen: Pen) => void;
}

/** Draws all pieces onto one sheet: what shares a texture is drawn in one batch. */
export function cutAtlas<Name extends string>(
  pieces: Readonly<Record<Name, Piece>>,
  resolution: number,
): Record<Name, Texture> {
  const names = (Object.keys(pieces) as Name[]).sort((a, b) => pieces[b].heightPx - pieces[a].heightPx);
  const places = shelve(names.map((name) => pieces[name]));
  const pen = newSheet(SHEET_WIDTH_PX, Math.max(...places.map(({ bottom }) => bottom)), resolution);
  const { source } = textureOf(pen, resolution);
  const textures: Partial<Record<Name, Texture>> = {};
  names.forEach((name, i) => {
    const place = places[i];
    if (!place) return;
    pen.save();
    pen.translate(place.x + place.width / 2, place.y + place.height / 2);
    pieces[name].draw(pen);
    pen.restore();
    textures[name] = new Texture({ source, frame: place });
  });
  return textures as Record<Name, Texture>;
}

/** Puts pieces side by side on shelves, the high ones first. */
function shelve(pieces: readonly Piece[]): Rectangle[] {
  let x = 0;
  let y = 0;
  let shelfPx = 0;
  return pieces.map(({ widthPx, heightPx }) => {
    if (x + widthPx > SHEET_WIDTH_PX) {
      x = 0;
      y += shelfPx + GAP_PX;
      shelfPx = 0;
    }
    const place = new Rectangle(x, y, widthPx, heightPx);
    x += widthPx + GAP_PX;
    shelfPx = Math.max(shelfPx, heightPx);
    return place;
  });
}
