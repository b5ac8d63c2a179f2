import type { Position } from '../../shared/movement';
import type { Pond } from '../../shared/landscape/section';
import { COLOUR, LIGHT, SHADE } from './palette';
import { discShape, fill, lobedShape, type Pen } from './paper';

const RIM_PX = 11;
/** How deep the water lies under its bank. */
const BANK_PX = 12;
const PAD_PX = 11;

export function drawPond(pen: Pen, pond: Pond): void {
  const water = shoreOf(pond, 1);
  pen.strokeStyle = COLOUR.pondRim;
  pen.lineWidth = 2 * RIM_PX;
  pen.stroke(water);
  pen.save();
  pen.clip(water);
  fill(pen, COLOUR.pond, water);
  fill(pen, COLOUR.pondDeep, shoreOf(pond, 0.72));
  drawGlints(pen, pond);
  drawBankShadow(pen, pond, water);
  pen.restore();
  drawLilies(pen, pond);
}

/** A round line through the middles between the corners. */
function shoreOf({ corners, x, y }: Pond, scale: number): Path2D {
  const shore = new Path2D();
  const near = corners.map((corner) => ({ x: x + (corner.x - x) * scale, y: y + (corner.y - y) * scale }));
  near.forEach((corner, i) => {
    const next = near[(i + 1) % near.length] ?? corner;
    const end = { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 };
    if (i === 0) {
      const last = near.at(-1) ?? corner;
      shore.moveTo((last.x + corner.x) / 2, (last.y + corner.y) / 2);
    }
    shore.quadraticCurveTo(corner.x, corner.y, end.x, end.y);
  });
  shore.closePath();
  return shore;
}

/** The bank on the sun's side keeps the light from the water. */
function drawBankShadow(pen: Pen, { x, y, radiusPx }: Pond, water: Path2D): void {
  const shade = new Path2D();
  const reachPx = 2 * radiusPx;
  shade.rect(x - reachPx, y - reachPx, 2 * reachPx, 2 * reachPx);
  shade.addPath(water, new DOMMatrix().translate(LIGHT.x * BANK_PX, LIGHT.y * BANK_PX));
  pen.fillStyle = SHADE;
  pen.fill(shade, 'evenodd');
}

function drawGlints(pen: Pen, { x, y, radiusPx }: Pond): void {
  pen.strokeStyle = COLOUR.pondRim;
  pen.lineWidth = 4;
  for (const [dx, dy, length] of [
    [-0.34, -0.18, 0.3],
    [-0.14, -0.08, 0.14],
    [0.16, 0.26, 0.24],
  ] as const) {
    pen.beginPath();
    pen.moveTo(x + dx * radiusPx, y + dy * radiusPx);
    pen.lineTo(x + (dx + length) * radiusPx, y + dy * radiusPx);
    pen.stroke();
  }
}

/** Leaves that lie on the water near two of its corners, one of them in blossom. */
function drawLilies(pen: Pen, { corners, x, y }: Pond): void {
  [corners[1], corners[5]].forEach((corner, i) => {
    if (!corner) return;
    const at = { x: x + (corner.x - x) * 0.66, y: y + (corner.y - y) * 0.66 };
    drawPad(pen, at, PAD_PX);
    drawPad(pen, { x: at.x + 20, y: at.y - 9 }, PAD_PX * 0.75);
    drawPad(pen, { x: at.x + 8, y: at.y + 17 }, PAD_PX * 0.6);
    if (i > 0) return;
    fill(pen, COLOUR.paper, lobedShape(at.x, at.y, 7, 6));
    fill(pen, COLOUR.sun, discShape(at.x, at.y, 2.4));
  });
}

function drawPad(pen: Pen, { x, y }: Position, radiusPx: number): void {
  const pad = new Path2D();
  pad.moveTo(x, y);
  pad.arc(x, y, radiusPx, 0.3, 2 * Math.PI - 0.3);
  pad.closePath();
  fill(pen, COLOUR.leafLight, pad);
}
