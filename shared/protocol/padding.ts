/** What a text of so many bytes takes: at least one zero follows it, up to the next multiple of four. */
export function paddedBytes(textBytes: number): number {
  return (textBytes + 4) & ~3;
}
