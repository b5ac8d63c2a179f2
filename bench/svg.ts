/** Pictures as SVG, for the documents. Deterministic: no I/O, no clock. */

export const PAPER = '#fbf7ee';
export const INK = '#2b2a33';

type Attributes = Readonly<Record<string, string | number>>;

/** One element; numbers are written to hundredths of a pixel, which is enough and keeps the files small. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) =>
      ` ${key}="${typeof value === 'number' ? Math.round(value * 100) / 100 : escaped(value)}"`,
  );
  return `<${name}${written.join('')}${children.length > 0 ? `>${children.join('')}</${name}>` : '/>'}`;
}

export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escaped(content));
}

/**
 * A whole picture on paper.
 * @param title for who cannot see it
 * @param font a list of families, as in CSS
 */
export function picture(
  { widthPx, heightPx, title, font }: { widthPx: number; heightPx: number; title: string; font: string },
  ...children: readonly string[]
): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: widthPx,
    height: heightPx,
    viewBox: `0 0 ${widthPx} ${heightPx}`,
    role: 'img',
    'font-family': font,
    fill: INK,
  };
  const background = element('rect', { width: widthPx, height: heightPx, fill: PAPER });
  return `${element('svg', attributes, element('title', {}, escaped(title)), background, ...children)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
