const query = window.matchMedia('(prefers-reduced-motion: reduce)');
let isCalm = query.matches;
query.addEventListener('change', () => (isCalm = query.matches));

/** Whether the person asked for less motion: then nothing moves by itself, and only who walks. */
export function prefersCalm(): boolean {
  return isCalm;
}
