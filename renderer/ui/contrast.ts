/** Colours that can be read. The formulas are those of WCAG 2.2, "relative luminance" and "contrast ratio". */

/** What WCAG asks for text of this size. */
const LEGIBLE_RATIO = 4.5;
const STEP = 0.02;

/** The colour itself, or as much darker as it has to be to be read on `paper`. Both are `#rrggbb`; paper is light. */
export function legibleOn(paper: string, colour: string): string {
  let legible = colour;
  for (let share = 1; share > 0 && contrast(paper, legible) < LEGIBLE_RATIO; share -= STEP)
    legible = darkened(colour, share);
  return legible;
}

/** From 1, for the same colour, to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function darkened(colour: string, share: number): string {
  const two = (channel: number) =>
    Math.floor(channel * share)
      .toString(16)
      .padStart(2, '0');
  return `#${channels(colour).map(two).join('')}`;
}

function channels(colour: string): [number, number, number] {
  const bits = Number.parseInt(colour.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
}
