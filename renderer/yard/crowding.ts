/** A rectangle in yard pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface LabelBox extends Box {
  /** The lower, the more it matters. */
  rank: number;
  isShown: boolean;
}

/**
 * Decides which labels are shown so that no two of them overlap, and none lies over an obstacle: those that matter more
 * are shown, the others give way. Sorts `labels` in place and allocates nothing. Deterministic: no I/O, no clock.
 */
export function declutter(labels: LabelBox[], obstacles: readonly Box[]): void {
  labels.sort(byRank);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (!label) continue;
    label.isShown = !meetsAny(label, obstacles, obstacles.length) && !meetsShown(label, labels, i);
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
