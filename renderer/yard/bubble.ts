import { Container, NineSliceSprite, Sprite, type Text } from 'pixi.js';
import { emoteOf } from '../emotes';
import type { Avatar } from './avatar';
import type { Box } from '../../shared/landscape/box';
import type { DrawnFrame } from './frame';
import { speechWidthPx, writeEmote, writeLines } from './lettering';
import { CARD_MARGIN_PX, CORNER_PX, EMOTE_PX, TAIL_PX, type Atlas } from './pieces';
import { easeOutBack } from './presence';
import { isEmote, speechMs, wrapText } from './speech';

const LINE_MAX_PX = 180;
const LINES_MAX = 3;
const LINE_HEIGHT_PX = 19;
const PADDING_PX = { x: 12, y: 8 } as const;
/** From the middle of a body to the tip of its bubble: above its name. */
const TIP_ABOVE_PX = 50;
/** What stays free between a bubble and the edge of the screen. */
const EDGE_PX = 8;
const POP_MS = 180;
const FADE_MS = 180;

const EMOTE_MS = 2000;
/** How far an emote floats up, and the share of its time in which it fades. */
const EMOTE_RISE_PX = 54;
const EMOTE_FADE_SHARE = 0.35;

/** What somebody said: a line of chat on paper, or one large emoji that floats away. */
export class Bubble {
  readonly speaker: Avatar;
  readonly view = new Container();
  /** What it covers of the yard. */
  readonly box: Box = { left: 0, top: 0, right: 0, bottom: 0 };
  private readonly isEmote: boolean;
  private readonly fromMs: number;
  private readonly forMs: number;
  /** The paper and what stands on it, without the tail. */
  private readonly sheet = new Container();
  private readonly width: number;
  private readonly height: number;

  constructor(atlas: Atlas, speaker: Avatar, text: string, nowMs: number) {
    this.speaker = speaker;
    this.fromMs = nowMs;
    this.isEmote = isEmote(text);
    this.forMs = this.isEmote ? EMOTE_MS : speechMs(text);
    if (this.isEmote) {
      this.width = this.height = EMOTE_PX;
      this.view.addChild(pictureOf(text, atlas));
      return;
    }
    const words = writeLines(wrapText(text, LINE_MAX_PX, LINES_MAX, speechWidthPx), LINE_HEIGHT_PX);
    this.width = Math.max(2 * CORNER_PX + TAIL_PX.width, Math.ceil(words.width) + 2 * PADDING_PX.x);
    this.height = Math.ceil(words.height) + 2 * PADDING_PX.y;
    this.setOnPaper(atlas, words);
  }

  isOver(nowMs: number): boolean {
    return nowMs >= this.fromMs + this.forMs;
  }

  draw(frame: DrawnFrame): void {
    const ageMs = frame.nowMs - this.fromMs;
    this.view.visible = this.speaker.isSeen;
    if (this.isEmote) this.float(ageMs, frame.isCalm);
    else this.stand(ageMs, frame);
  }

  private setOnPaper(atlas: Atlas, words: Text): void {
    const edge = CORNER_PX + CARD_MARGIN_PX;
    const paper = new NineSliceSprite({
      texture: atlas.card,
      leftWidth: edge,
      rightWidth: edge,
      topHeight: edge,
      bottomHeight: edge,
    });
    paper.position.set(-this.width / 2 - CARD_MARGIN_PX, -CARD_MARGIN_PX);
    paper.width = this.width + 2 * CARD_MARGIN_PX;
    paper.height = this.height + 2 * CARD_MARGIN_PX;
    words.position.set(-Math.round(words.width / 2), PADDING_PX.y);
    this.sheet.addChild(paper, words);
    this.sheet.y = -this.height - TAIL_PX.height + 1;
    const tail = new Sprite({ texture: atlas.tail, anchor: { x: 0.5, y: 1 } });
    this.view.addChild(this.sheet, tail);
  }

  /** Its tip is above the speaker's name; the paper keeps to the screen. */
  private stand(ageMs: number, { isCalm, seen }: DrawnFrame): void {
    const leftMs = this.forMs - ageMs;
    const x = Math.round(this.speaker.x);
    const y = Math.round(this.speaker.y - TIP_ABOVE_PX);
    const half = this.width / 2 + EDGE_PX;
    const shift = Math.min(seen.right - half, Math.max(seen.left + half, x)) - x;
    // Not so far that the tail would hang in the air.
    const shiftMax = this.width / 2 - CORNER_PX - TAIL_PX.width / 2;
    this.sheet.x = Math.round(Math.min(shiftMax, Math.max(-shiftMax, shift)));
    this.view.position.set(x, y);
    const scale = isCalm || ageMs >= POP_MS ? 1 : easeOutBack(ageMs / POP_MS);
    this.view.scale.set(scale, scale);
    this.view.alpha = isCalm ? 1 : Math.min(1, Math.max(0, leftMs / FADE_MS));
    this.box.left = x + this.sheet.x - this.width / 2;
    this.box.right = this.box.left + this.width;
    this.box.bottom = y;
    this.box.top = y - TAIL_PX.height - this.height;
  }

  private float(ageMs: number, isCalm: boolean): void {
    const share = Math.min(1, ageMs / this.forMs);
    const risePx = isCalm ? 0 : EMOTE_RISE_PX * share * share;
    const scale = isCalm || ageMs >= POP_MS ? 1 : easeOutBack(ageMs / POP_MS);
    const x = Math.round(this.speaker.x);
    const y = this.speaker.y - TIP_ABOVE_PX - EMOTE_PX / 2 - risePx;
    this.view.position.set(x, y);
    this.view.scale.set(scale, scale);
    this.view.alpha = isCalm ? 1 : Math.min(1, (1 - share) / EMOTE_FADE_SHARE);
    this.box.left = x - EMOTE_PX / 2;
    this.box.right = x + EMOTE_PX / 2;
    this.box.top = y - EMOTE_PX / 2;
    this.box.bottom = y + EMOTE_PX / 2;
  }
}

/** Our own drawing, or for an emoji of which we have none the system's. */
function pictureOf(text: string, atlas: Atlas): Sprite | Text {
  const emote = emoteOf(text);
  return emote ? new Sprite({ texture: atlas[emote.name], anchor: 0.5 }) : writeEmote(text.trim(), EMOTE_PX);
}
