import { createInterface } from 'node:readline';
import { limitLines } from './line-limit';

/** The lines that are read from these pieces. */
async function linesOf(pieces: string[], maxBytes: number): Promise<string[]> {
  const limited = limitLines(maxBytes);
  const lines: string[] = [];
  const reader = createInterface({ input: limited, terminal: false }).on('line', (line) => lines.push(line));
  for (const piece of pieces) limited.write(piece);
  limited.end();
  await new Promise((resolve) => reader.on('close', resolve));
  return lines;
}

test('lines are read whole, however they are cut, and the last one without its end', async () => {
  expect(await linesOf(['li', 'st\nsay hé', 'llo\r\n\nstop'], 10)).toEqual(['list', 'say héllo', '', 'stop']);
});

test('of a line that is too long no more is read than shows it', async () => {
  expect(await linesOf(['123456', '7890', '12\nlist\n1234', '\n12345\n'], 4)).toEqual([
    ...['12345', 'list', '1234', '12345'],
  ]);
});

test('an endless line takes no memory', async () => {
  const pieces = Array.from({ length: 1000 }, () => 'x'.repeat(10_000));
  expect(await linesOf([...pieces, '\nlist\n'], 100)).toEqual(['x'.repeat(101), 'list']);
});
