import { Container, NineSliceSprite, type BitmapText, type Text, type Texture } from 'pixi.js';
import type { LabelBox } from './crowding';
import { isInSharedLetters, nameWidthPx, writeName } from './lettering';
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

/** A name in a pill, above a head. */
export class NameLabel {
  readonly view = new Container();
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
  private readonly pill: NineSliceSprite;
  private name = '';
  /** Only while it is shown: a name may need a texture of its own. */
  private text: BitmapText | Text | undefined;

  constructor(texture: Texture, isOwn: boolean) {
    const end = PILL_PX / 2;
    this.pill = new NineSliceSprite({
      texture,
      leftWidth: end,
      rightWidth: end,
      topHeight: end,
      bottomHeight: end,
      ...(isOwn ? PILL.own : PILL.others),
    });
    this.pill.height = PILL_PX;
    this.pill.y = -PILL_PX / 2;
    this.view.addChild(this.pill);
    this.view.alpha = 0;
  }

  write(name: string): void {
    if (this.name === name) return;
    this.name = name;
    this.box.isOwnTexture = !isInSharedLetters(name);
    this.erase();
    this.pill.width = Math.ceil(nameWidthPx(name)) + 2 * SIDE_PX;
    this.pill.x = -this.pill.width / 2;
  }

  /** Follows the head of somebody who stands there. */
  place(x: number, y: number): void {
    // Whole pixels keep the letters sharp.
    const middleX = Math.round(x);
    const middleY = Math.round(y - ABOVE_PX);
    this.view.position.set(middleX, middleY);
    this.box.left = middleX + this.pill.x;
    this.box.right = middleX - this.pill.x;
    this.box.top = middleY - PILL_PX / 2;
    this.box.bottom = middleY + PILL_PX / 2;
  }

  /** Is gone at once, and comes anew the next time. */
  hide(): void {
    this.box.isShown = false;
    this.view.alpha = 0;
    this.erase();
  }

  /** Comes or gives way, as its box tells; at once for who prefers calm. */
  fade(dtSeconds: number, isCalm: boolean): void {
    const change = (isCalm ? 1 : dtSeconds / FADE_S) * (this.box.isShown ? 1 : -1);
    const alpha = Math.min(1, Math.max(0, this.view.alpha + change));
    if (alpha !== this.view.alpha) this.view.alpha = alpha;
    this.view.visible = alpha > 0;
    if (alpha === 0) this.erase();
    else if (!this.text) this.view.addChild((this.text = writeName(this.name)));
  }

  private erase(): void {
    this.text?.destroy();
    this.text = undefined;
  }
}
