/**
 * Has the program go on when whoever read what it prints is gone (`| head`, a terminal that was closed): without a listener the
 * failed write (EPIPE) would end it, and in the game show a window with a stack trace.
 */
export function ignoreClosedOutput({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): void {
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
}
