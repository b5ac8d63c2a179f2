import type { Position } from '../../shared/movement';
import type { FlowerBed } from '../../shared/landscape/section';
import { COLOUR } from './palette';
import { discShape, fill, lobedShape, type Pen } from './paper';

const FLOWERS = [
  { petals: COLOUR.paper, heart: COLOUR.sun, radiusPx: 5.5 },
  { petals: COLOUR.sun, heart: COLOUR.accent, radiusPx: 5 },
  { petals: COLOUR.accent, heart: COLOUR.sun, radiusPx: 5 },
] as const;

export function drawFlowers(pen: Pen, { kind, flowers }: FlowerBed): void {
  const { petals, heart, radiusPx } = FLOWERS[kind % FLOWERS.length] ?? FLOWERS[0];
  for (const { x, y } of flowers) fill(pen, COLOUR.blade, discShape(x + 1.5, y + 2.5, radiusPx));
  for (const { x, y } of flowers) {
    fill(pen, petals, lobedShape(x, y, radiusPx, 5, x));
    fill(pen, heart, discShape(x, y, 1.9));
  }
}

/** Three blades of grass. */
export function drawTuft(pen: Pen, { x, y }: Position): void {
  pen.strokeStyle = COLOUR.blade;
  pen.lineWidth = 2.5;
  pen.beginPath();
  for (const [dx, length] of [[-5, 6], [0, 9], [5, 6]] as const) {
    pen.moveTo(x + dx * 0.4, y + 4);
    pen.lineTo(x + dx, y + 4 - length);
  } // prettier-ignore
  pen.stroke();
}
