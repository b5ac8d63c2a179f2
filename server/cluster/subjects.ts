/** The subjects of one yard's servers on NATS. Deterministic: no I/O, no clock. */

const PREFIX = 'zeroyard';
/**
 * A yard's name in base64url: it may hold blanks, dots and wildcards, which have a meaning in a subject. What looks alike is one
 * name: é as one character, or as e and an accent, which macOS makes of it in file names (Unicode's NFC and NFD).
 */
export const encodeName = (name: string): string => Buffer.from(name.normalize('NFC')).toString('base64url');

/** A square of the yard whose players' motions are published together. */
export interface Cell {
  column: number;
  row: number;
}

export class Subjects {
  /** Who is in the yard, and what is said in it. */
  readonly events: string;
  /** Each server's players' motions again, and its roster. */
  readonly digest: string;
  /** That each server is alive. */
  readonly servers: string;
  /** The game, and what moves besides players, by the one server that runs them. */
  readonly game: string;
  /** The motions of all cells. */
  readonly everyCell: string;
  private readonly root: string;
  private readonly cells = new Map<number, string>();

  /** @param yardName all servers of this name on one NATS share one yard */
  constructor(yardName: string) {
    this.root = `${PREFIX}.${encodeName(yardName)}`;
    this.events = `${this.root}.events`;
    this.digest = `${this.root}.digest`;
    this.servers = `${this.root}.servers`;
    this.game = `${this.root}.game`;
    this.everyCell = `${this.root}.cell.*.*`;
  }

  /** The motions of one cell. */
  cell({ column, row }: Cell): string {
    const number = column * 2 ** 16 + row;
    let subject = this.cells.get(number);
    if (subject === undefined) this.cells.set(number, (subject = `${this.root}.cell.${column}.${row}`));
    return subject;
  }

  /** What is for one server alone. @param server its name */
  to(server: string): string {
    return `${this.root}.to.${server}`;
  }
}
