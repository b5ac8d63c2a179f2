import { Transform } from 'node:stream';

const NEWLINE = 10;

/**
 * Passes on lines of bytes, of each no more than one byte over a limit: so that whoever reads them sees that it was too long,
 * and an endless line takes no memory.
 */
export function limitLines(maxBytes: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _, callback) {
      for (let start = 0; start < chunk.length;) {
        const newline = chunk.indexOf(NEWLINE, start);
        const end = newline < 0 ? chunk.length : newline;
        this.push(chunk.subarray(start, Math.min(end, start + Math.max(0, maxBytes + 1 - length))));
        length += end - start;
        if (newline >= 0) {
          this.push('\n');
          length = 0;
        }
        start = end + 1;
      }
      callback();
    },
  });
}
