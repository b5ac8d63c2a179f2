/** A row of an export: what is the same in all of its formats. */
export interface Row {
  /** Microseconds since 1970, on the server's clock. */
  timeUs: number;
  /** Microseconds since the recording began. */
  sinceUs: number;
  event: string;
  id?: number | undefined;
  name?: string | undefined;
  /** Yard pixels, origin top left, to a thousandth. */
  x?: number | undefined;
  y?: number | undefined;
  /** Pixels a second, likewise. */
  vx?: number | undefined;
  vy?: number | undefined;
  /** What was said or marked; of all else its fields as JSON. */
  text?: string | undefined;
}

/** The columns of a table, in their order, and the value of each. */
export const COLUMNS = ['time', 'seconds', 'event', 'id', 'name', 'x', 'y', 'vx', 'vy', 'text'] as const;

/** RFC 3339 with microseconds. */
export function isoTime({ timeUs }: Row): string {
  const wholeMs = Math.floor(timeUs / 1000);
  const restUs = String(timeUs - wholeMs * 1000).padStart(3, '0');
  return new Date(wholeMs).toISOString().replace('Z', `${restUs}Z`);
}

export function secondsOf({ sinceUs }: Row): number {
  return sinceUs / 1e6;
}

/** Where the rows of an export go. All of it rejects with what the file system says when it cannot be written. */
export interface RowSink {
  write(rows: readonly Row[]): Promise<void>;
  /** Writes what is left, and closes the file. */
  end(): Promise<void>;
}
