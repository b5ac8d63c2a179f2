/** One table in Markdown, and the numbers in it. Deterministic: no I/O, no clock. */

/** @param rows the first one is the head */
export function table(rows: readonly (readonly string[])[], align: 'left' | 'right' = 'right'): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const cell = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column === 0 || align === 'left' ? text.padEnd(width) : text.padStart(width);
  };
  const rule = widths.map((width, column) =>
    column === 0 || align === 'left' ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const [head = [], ...body] = rows.map((row) => line(row.map(cell)));
  return [head, line(rule), ...body].join('\n');
}

export function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function number(value: number | undefined, digits: number): string {
  return value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(digits);
}
