/** What one shows with a key: a line of chat that is a single emoji, and a drawing of our own, since not every system has emoji. */

/** A shape of one colour, as SVG writes a path. */
export interface Layer {
  colour: string;
  path: string;
}

export interface Emote {
  /** As it is said. */
  text: string;
  name: 'Wave' | 'Laugh' | 'Heart' | 'Thumbs up' | 'Surprise' | 'Party';
  /** From the lowest, on a square of EMOTE_BOX. */
  layers: readonly Layer[];
}

export const EMOTE_BOX = 32;

const INK = '#2b2a33';
const PAPER = '#fbf7ee';
const SKIN = '#f2c14e';
const SKIN_DEEP = '#d69f2f';
const ACCENT = '#e4572e';
const ACCENT_DEEP = '#b93c17';
const POND = '#62aac9';
const LEAF = '#4e8f4f';

const layer = (colour: string, ...shapes: string[]): Layer => ({ colour, path: shapes.join(' ') });

function ellipse(x: number, y: number, rx: number, ry = rx): string {
  return `M${x - rx} ${y} A${rx} ${ry} 0 1 1 ${x + rx} ${y} A${rx} ${ry} 0 1 1 ${x - rx} ${y} Z`;
}

/** A line with round ends, of so much to either side. */
function capsule(x: number, y: number, toX: number, toY: number, r: number): string {
  const length = Math.hypot(toX - x, toY - y);
  const [sideX, sideY] = [((toY - y) / length) * r, ((x - toX) / length) * r];
  const at = (px: number, py: number) => `${px.toFixed(2)} ${py.toFixed(2)}`;
  return (
    `M${at(x + sideX, y + sideY)} L${at(toX + sideX, toY + sideY)} A${r} ${r} 0 0 1 ${at(toX - sideX, toY - sideY)} ` +
    `L${at(x - sideX, y - sideY)} A${r} ${r} 0 0 1 ${at(x + sideX, y + sideY)} Z`
  );
}

const FACE = [layer(SKIN_DEEP, ellipse(16, 16, 14)), layer(SKIN, ellipse(15, 15, 12.6))];
const HEART =
  'M16 28 C6 21 2.5 16 2.5 11 C2.5 7 5.6 4 9.4 4 C12.4 4 14.9 5.7 16 8.4 C17.1 5.7 19.6 4 22.6 4 C26.4 4 29.5 7 29.5 11 C29.5 16 26 21 16 28 Z';
const HEART_LIT =
  'M15 25.6 C7 19.6 4.2 15.4 4.2 11 C4.2 7.9 6.5 5.6 9.4 5.6 C12 5.6 14.2 7.4 15.2 10.4 C16.4 7.2 18.6 5.6 21.2 5.6 C24.6 5.6 26.6 8 26.6 11 C26.6 15.4 23.4 19.6 15 25.6 Z';
const HAND: readonly Parameters<typeof capsule>[] = [
  [9.5, 21.5, 4.6, 16.4, 2.1],
  [11.8, 18, 9.2, 7.6, 2.1],
  [15.2, 17, 14.6, 5, 2.1],
  [18.6, 17, 20, 6, 2.1],
  [21.4, 19, 24.6, 10, 1.9],
];
const FINGERS: readonly Parameters<typeof capsule>[] = [
  [14, 15.4, 25, 15.4, 2],
  [14, 19.2, 26, 19.2, 2],
  [14, 23, 25.4, 23, 2],
  [14, 26.6, 23.6, 26.6, 1.8],
];

export const EMOTES: readonly Emote[] = [
  {
    text: '👋',
    name: 'Wave',
    layers: [
      layer(
        SKIN_DEEP,
        ellipse(16.4, 22, 8),
        ...HAND.map(([x, y, a, b, r]) => capsule(x + 1, y + 1, a + 1, b + 1, r)),
      ),
      layer(SKIN, ellipse(15.4, 21, 7.6), ...HAND.map((finger) => capsule(...finger))),
      layer(POND, capsule(27, 4.6, 29.4, 7.4, 1.1), capsule(2.6, 26, 5, 28.8, 1.1)),
    ],
  },
  {
    text: '😄',
    name: 'Laugh',
    layers: [
      ...FACE,
      layer(
        INK,
        ...[8, 18].flatMap((x) => [capsule(x, 13, x + 3, 9.6, 1.1), capsule(x + 3, 9.6, x + 6, 13, 1.1)]),
      ),
      layer('#6d2a1c', 'M8 17 L24 17 A8 8.4 0 0 1 8 17 Z'),
      layer(ACCENT, 'M11.4 23.5 A5.4 4 0 0 1 20.6 23.5 A8 8.4 0 0 1 11.4 23.5 Z'),
      layer(PAPER, 'M8 17 L24 17 L23.6 19.4 Q16 20.4 8.4 19.4 Z'),
    ],
  },
  {
    text: '❤️',
    name: 'Heart',
    layers: [
      layer(ACCENT_DEEP, HEART),
      layer(ACCENT, HEART_LIT),
      layer('#f3a58c', capsule(7.4, 11, 9.4, 8.6, 1.3)),
    ],
  },
  {
    text: '👍',
    name: 'Thumbs up',
    layers: [
      layer(POND, 'M2.5 15 L9 14 L9 29 L2.5 28 Z'),
      layer(SKIN_DEEP, capsule(14, 18, 17.4, 5.6, 3), 'M9 15 L18 13.4 L20 28.4 L12 28.4 L9 27 Z'),
      layer(SKIN, capsule(13, 17, 16.4, 5.2, 2.4), 'M9 15.4 L16 13 L16 27 L12 27.4 L9 26.4 Z'),
      ...FINGERS.flatMap(([x, y, toX, toY, r]) => [
        layer(SKIN_DEEP, capsule(x, y, toX, toY, r)),
        layer(SKIN, capsule(x - 0.4, y - 0.5, toX - 0.4, toY - 0.5, r - 0.4)),
      ]),
    ],
  },
  {
    text: '😮',
    name: 'Surprise',
    layers: [
      ...FACE,
      layer(INK, ellipse(10.6, 13, 1.9, 2.4), ellipse(20.6, 13, 1.9, 2.4)),
      layer(INK, capsule(7.6, 8, 11.6, 6.8, 0.9), capsule(19.6, 6.8, 23.6, 8, 0.9)),
      layer('#6d2a1c', ellipse(15.6, 21.6, 3.8, 4.8)),
      layer(ACCENT, ellipse(15.6, 24, 2.4, 1.8)),
    ],
  },
  {
    text: '🎉',
    name: 'Party',
    layers: [
      layer(SKIN_DEEP, 'M3.4 29.6 L11.4 10.4 L22 21 Z'),
      layer(SKIN, 'M3.4 29.6 L10.4 11.4 L19 20 Z'),
      layer(ACCENT, 'M8.4 16.8 L14.8 24.4 L11.4 26 L7 20.4 Z', 'M5.8 23.6 L8.8 27.2 L3.4 29.6 Z'),
      layer('#a87a1f', capsule(11.4, 10.8, 21.6, 20.8, 1.4)),
      layer(POND, capsule(17, 10.6, 19.4, 4, 1.3), ellipse(27.4, 17.6, 1.7)),
      layer(ACCENT, ellipse(24.6, 8, 2), capsule(22, 19.6, 26, 24.4, 1.2)),
      layer(LEAF, capsule(22, 13.4, 28.6, 12, 1.3), ellipse(12.4, 5.4, 1.7)),
    ],
  },
];

/** The emote that a line of chat is, if it is one of ours. */
export function emoteOf(text: string): Emote | undefined {
  return EMOTES.find((emote) => emote.text === text.trim());
}
