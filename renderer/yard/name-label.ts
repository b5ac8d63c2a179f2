import { Particle, Rectangle, Texture, type Text } from 'pixi.js';
import type { LabelBox } from './crowding';
import { isInSharedLetters, nameWidthPx, placeLetters, writeName, type PlacedLetter } from './lettering';
import type { NameLayer } from './name-layer';
import { COLOUR } from './palette';
import { PILL_PX } from './pieces';

/** Above the middle of the body. */
const ABOVE_PX = 34;
const SIDE_PX = 8;
const FADE_S = 0.14;
/** One finds oneself in a crowd by the colour of one's name. */
const PILL = {
  others: { tint: COLOUR.ink, alpha: 0.68 },
  own: { tint: COLOUR.accentDeep, alpha: 1 },
} as const;
const END_PX = PILL_PX / 2;

/** A name in a pill, above a head. Its parts are in the layer only while it is shown. */
export class NameLabel {
  /** Where it is in the yard, for whoever decides which names are shown. */
  readonly box: LabelBox = {
    left: 0,
    top: 0,
    right: 0,
    bottom: 0,
    rank: 0,
    isOwnTexture: false,
    isShown: false,
  };
  /** Its left end, what is stretched between, and its right end. */
  readonly pill: readonly Particle[];
  readonly letters: Particle[] = [];
  text: Text | undefined;
  private readonly layer: NameLayer;
  private readonly pillAlpha: number;
  private placed: readonly PlacedLetter[] = [];
  private widthPx = 0;
  private name = '';
  private alpha = 0;

  /** @param pill the atlas's */
  constructor(layer: NameLayer, pill: Texture, isOwn: boolean) {
    this.layer = layer;
    const { tint, alpha } = isOwn ? PILL.own : PILL.others;
    this.pillAlpha = alpha;
    this.pill = sliced(pill).map((texture) => new Particle({ texture, tint }));
  }

  write(name: string): void {
    if (this.name === name) return;
    this.name = name;
    this.box.isOwnTexture = !isInSharedLetters(name);
    this.erase();
    this.placed = [];
    this.letters.length = 0;
    this.widthPx = Math.ceil(nameWidthPx(name)) + 2 * SIDE_PX;
  }

  /** Follows the head of somebody who stands there. */
  place(x: number, y: number): void {
    // Whole pixels keep the letters sharp.
    const middleX = Math.round(x);
    const middleY = Math.round(y - ABOVE_PX);
    const { box } = this;
    box.left = middleX - this.widthPx / 2;
    box.right = middleX + this.widthPx / 2;
    box.top = middleY - PILL_PX / 2;
    box.bottom = middleY + PILL_PX / 2;
    if (this.alpha > 0) this.move();
  }

  /** Is gone at once, and comes anew the next time. */
  hide(): void {
    this.box.isShown = false;
    this.erase();
  }

  /** Comes or gives way, as its box tells; at once for who prefers calm. */
  fade(dtSeconds: number, isCalm: boolean): void {
    const change = (isCalm ? 1 : dtSeconds / FADE_S) * (this.box.isShown ? 1 : -1);
    const alpha = Math.min(1, Math.max(0, this.alpha + change));
    if (alpha === this.alpha) return;
    if (alpha === 0) return this.erase();
    if (this.alpha === 0) this.show();
    this.alpha = alpha;
    for (const part of this.pill) part.alpha = this.pillAlpha * alpha;
    for (const letter of this.letters) letter.alpha = alpha;
    if (this.text) this.text.alpha = alpha;
  }

  private show(): void {
    this.stretchPill();
    if (this.box.isOwnTexture) this.text = writeName(this.name);
    else if (this.placed.length === 0) this.setLetters();
    this.move();
    this.layer.add(this);
  }

  private erase(): void {
    if (this.alpha === 0) return;
    this.alpha = 0;
    this.layer.remove(this);
    this.text = undefined;
  }

  private stretchPill(): void {
    const [, middle] = this.pill;
    if (middle) middle.scaleX = (this.widthPx - 2 * END_PX) / middle.texture.width;
  }

  private setLetters(): void {
    const { letters, scale } = placeLetters(this.name);
    this.placed = letters;
    for (const { texture } of letters)
      this.letters.push(new Particle({ texture, scaleX: scale, scaleY: scale }));
  }

  private move(): void {
    const { box, pill, letters, placed, text } = this;
    const [left, middle, right] = pill;
    if (left) left.x = box.left;
    if (middle) middle.x = box.left + END_PX;
    if (right) right.x = box.right - END_PX;
    for (let i = 0; i < pill.length; i++) {
      const part = pill[i];
      if (part) part.y = box.top;
    }
    const middleX = (box.left + box.right) / 2;
    const middleY = (box.top + box.bottom) / 2;
    for (let i = 0; i < letters.length; i++) {
      const [letter, at] = [letters[i], placed[i]];
      if (!letter || !at) continue;
      letter.x = middleX + at.x;
      letter.y = middleY + at.y;
    }
    text?.position.set(middleX, middleY);
  }
}

const slices = new WeakMap<Texture, readonly Texture[]>();

/** The two ends of a pill and what is between them. */
function sliced(pill: Texture): readonly Texture[] {
  const known = slices.get(pill);
  if (known) return known;
  const { source, frame } = pill;
  const slice = (x: number, widthPx: number) =>
    new Texture({ source, frame: new Rectangle(frame.x + x, frame.y, widthPx, frame.height) });
  const textures = [
    slice(0, END_PX),
    slice(END_PX, frame.width - 2 * END_PX),
    slice(frame.width - END_PX, END_PX),
  ];
  slices.set(pill, textures);
  return textures;
}
