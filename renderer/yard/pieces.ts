import type { Texture } from 'pixi.js';
import { CROWN_PX } from '../../shared/landscape/section';
import { EMOTE_BOX, EMOTES, type Emote } from '../emotes';
import type { Piece } from './atlas';
import { GAME_PIECES } from './game-pieces';
import { COLOUR, SHADE } from './palette';
import { discShape, fill, lobedShape, roundRectShape, type Pen } from './paper';

export const BODY_PX = 14;
export const RIM_PX = 3;
/** The round ends of these stay as they are when they are stretched. */
export const PILL_PX = 22;
export const CORNER_PX = 14;
/** Room around a card for its shadow. */
export const CARD_MARGIN_PX = 6;
export const EMOTE_PX = 38;
export const TAIL_PX = { width: 18, height: 11 } as const;

/** All that is drawn many times. What is tinted is white or grey. */
export const PIECES = {
  shadow: piece(52, 52, (pen) => {
    pen.rotate(0.85);
    fill(pen, SHADE, ellipse(0, 0, 23, 13.5));
  }),
  foot: piece(14, 12, (pen) => fill(pen, COLOUR.ink, ellipse(0, 0, 5.5, 4.5))),
  rim: piece(38, 38, (pen) => fill(pen, '#ffffff', discShape(0, 0, BODY_PX + RIM_PX))),
  /** Two tones: the side away from the sun is darker. */
  body: piece(32, 32, (pen) => {
    fill(pen, '#dcdcdc', discShape(0, 0, BODY_PX));
    pen.clip(discShape(0, 0, BODY_PX));
    fill(pen, '#ffffff', discShape(-2.5, -3, BODY_PX));
  }),
  eyes: piece(20, 12, (pen) => {
    for (const x of [-4.6, 4.6]) fill(pen, '#ffffff', ellipse(x, 0, 3.7, 4.5));
  }),
  pupils: piece(18, 8, (pen) => {
    for (const x of [-4.6, 4.6]) fill(pen, COLOUR.ink, discShape(x, 0, 2.2));
  }),
  crown: piece(2 * CROWN_PX + 8, 2 * CROWN_PX + 8, (pen) => {
    fill(pen, COLOUR.leafDeep, lobedShape(0, 0, CROWN_PX, 9));
    fill(pen, COLOUR.leaf, lobedShape(-7, -8, CROWN_PX * 0.74, 8, 0.3));
    fill(pen, COLOUR.leafLight, lobedShape(-13, -15, CROWN_PX * 0.44, 7, 0.6));
  }),
  /** It swims to the right. */
  duck: piece(44, 30, (pen) => {
    fill(pen, COLOUR.pondRim, ellipse(-3, 0, 18, 13));
    fill(pen, COLOUR.paper, ellipse(-2, 0, 14, 9.5));
    fill(pen, COLOUR.sandLight, ellipse(-4, -4, 8, 3));
    fill(pen, COLOUR.sandLight, ellipse(-4, 4, 8, 3));
    fill(pen, COLOUR.accent, ellipse(17, 0, 5, 2.6));
    fill(pen, COLOUR.paper, discShape(10, 0, 6.5));
    for (const y of [-3.2, 3.2]) fill(pen, COLOUR.ink, discShape(12, y, 1.1));
  }),
  pill: piece(PILL_PX + 2, PILL_PX, (pen) =>
    fill(pen, '#ffffff', centred(PILL_PX + 2, PILL_PX, PILL_PX / 2)),
  ),
  card: piece(2 * CORNER_PX + 2 * CARD_MARGIN_PX + 4, 2 * CORNER_PX + 2 * CARD_MARGIN_PX + 4, (pen) => {
    const size = 2 * CORNER_PX + 4;
    pen.translate(3, 4);
    fill(pen, SHADE, centred(size, size, CORNER_PX));
    pen.translate(-3, -4);
    fill(pen, COLOUR.paper, centred(size, size, CORNER_PX));
  }),
  tail: piece(TAIL_PX.width, TAIL_PX.height, (pen) => {
    const [half, top, tip] = [TAIL_PX.width / 2, -TAIL_PX.height / 2, TAIL_PX.height / 2];
    const tail = new Path2D();
    tail.moveTo(-half, top);
    tail.lineTo(half, top);
    tail.quadraticCurveTo(2, top + 2, -1, tip);
    tail.quadraticCurveTo(-3, top + 3, -half, top);
    fill(pen, COLOUR.paper, tail);
  }),
  dot: piece(10, 10, (pen) => fill(pen, '#ffffff', discShape(0, 0, 4))),
  ring: piece(18, 18, (pen) => {
    fill(pen, COLOUR.ink, discShape(0, 0, 8));
    fill(pen, '#ffffff', discShape(0, 0, 6.5));
  }),
  frame: piece(24, 24, (pen) => {
    pen.strokeStyle = '#ffffff';
    pen.lineWidth = 2;
    pen.stroke(centred(20, 20, 5));
  }),
  ...GAME_PIECES,
  ...emotePieces(),
} satisfies Record<string, Piece>;

export type PieceName = keyof typeof PIECES;
export type Atlas = Readonly<Record<PieceName, Texture>>;

function emotePieces(): Record<Emote['name'], Piece> {
  const scale = EMOTE_PX / EMOTE_BOX;
  const pieces = EMOTES.map(({ name, layers }) => {
    const draw = (pen: Pen) => {
      pen.scale(scale, scale);
      pen.translate(-EMOTE_BOX / 2, -EMOTE_BOX / 2);
      for (const { colour, path } of layers) fill(pen, colour, new Path2D(path));
    };
    return [name, piece(EMOTE_PX, EMOTE_PX, draw)];
  });
  return Object.fromEntries(pieces) as Record<Emote['name'], Piece>;
}

function piece(widthPx: number, heightPx: number, draw: (pen: Pen) => void): Piece {
  return { widthPx, heightPx, draw };
}

function centred(width: number, height: number, corner: number): Path2D {
  return roundRectShape(-width / 2, -height / 2, width, height, corner);
}

function ellipse(x: number, y: number, radiusXPx: number, radiusYPx: number): Path2D {
  const shape = new Path2D();
  shape.ellipse(x, y, radiusXPx, radiusYPx, 0, 0, 2 * Math.PI);
  return shape;
}
