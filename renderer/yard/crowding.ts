import type { Box } from '../../shared/landscape/box';

export interface LabelBox extends Box {
  /** The lower, the more it matters. */
  rank: number;
  /** It is drawn with a texture of its own, of which there is an upper number. */
  isOwnTexture: boolean;
  isShown: boolean;
}

/** So many labels with a texture of their own are shown; a screen has room for few more. */
export const OWN_TEXTURES_MAX = 64;

/**
 * Decides which labels are shown so that no two of them overlap, and none lies over an obstacle: those that matter more
 * are shown, the others give way. Sorts `labels` in place and allocates nothing. Deterministic: no I/O, no clock.
 */
export function declutter(labels: LabelBox[], obstacles: readonly Box[]): void {
  labels.sort(byRank);
  let ownTextures = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (!label) continue;
    label.isShown =
      !(label.isOwnTexture && ownTextures >= OWN_TEXTURES_MAX) &&
      !meetsAny(label, obstacles, obstacles.length) &&
      !meetsShown(label, labels, i);
    if (label.isShown && label.isOwnTexture) ownTextures++;
  }
}

function byRank(a: LabelBox, b: LabelBox): number {
  return a.rank - b.rank;
}

function meetsAny(box: Box, others: readonly Box[], count: number): boolean {
  for (let i = 0; i < count; i++) {
    const other = others[i];
    if (other && overlap(box, other)) return true;
  }
  return false;
}

function meetsShown(box: Box, labels: readonly LabelBox[], count: number): boolean {
  for (let i = 0; i < count; i++) {
    const other = labels[i];
    if (other?.isShown && overlap(box, other)) return true;
  }
  return false;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
