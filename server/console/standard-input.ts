import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isInForeground } from './foreground';
import { limitLines } from './line-limit';

const STDIN = 0;
/** How often one in the background looks whether it was fetched. */
const BACKGROUND_INTERVAL_MS = 1000;

/**
 * Reads lines from standard input where that is a terminal or a pipe, from a terminal only while this process is in its
 * foreground. The end of the input, or a fault of it, ends nothing.
 * @param maxBytes of a line; of a longer one `onLine` gets the beginning, which is over this
 */
export function readStandardInput(maxBytes: number, onLine: (line: string) => void): void {
  if (!isTerminalOrPipe()) return;
  const { stdin } = process;
  const lines = limitLines(maxBytes);
  createInterface({ input: lines, terminal: false }).on('line', onLine);
  stdin.on('error', () => undefined);
  if (!stdin.isTTY) {
    stdin.pipe(lines);
    return;
  }
  const readInForeground = async (): Promise<void> => {
    if (await isInForeground()) stdin.pipe(lines);
    else setTimeout(() => void readInForeground(), BACKGROUND_INTERVAL_MS).unref();
  };
  // It was stopped (Ctrl+Z), and goes on in the foreground or in the background.
  process.on('SIGCONT', () => {
    stdin.unpipe(lines);
    stdin.pause();
    void readInForeground();
  });
  void readInForeground();
}

function isTerminalOrPipe(): boolean {
  try {
    const stat = fstatSync(STDIN);
    return process.stdin.isTTY || stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}
