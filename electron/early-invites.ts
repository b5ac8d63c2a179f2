import { INVITE_SCHEME } from '../shared/target';

/** What a second start hands to the game that runs already. */
export interface SecondInstanceData {
  /** The yard to join, as it was named: an address or an invite. */
  target: string | undefined;
}

/**
 * The yard that a second start names; undefined for none. On Windows Electron hands over `null` where it cannot read what was sent,
 * and a game of another version may send anything: then the invite that was clicked is taken from the command line.
 * @param argv of the second start, which Chromium may have put in another order
 */
export function secondTarget(data: unknown, argv: readonly string[]): string | undefined {
  const { target } = Object(data) as Partial<Record<keyof SecondInstanceData, unknown>>;
  if (typeof target === 'string') return target;
  return argv.find((argument) => argument.toLowerCase().startsWith(`${INVITE_SCHEME}:`));
}

/**
 * What comes before there is somebody to take it, in order: an invite that is clicked to start the game comes to macOS's
 * open-url before the window is there, and so does that of a second start while the first one still starts.
 */
export class EarlyInvites {
  private readonly waiting: (string | undefined)[] = [];
  private accept: ((target: string | undefined) => void) | undefined;

  /** @param target a yard as it was named; undefined for a second start without one */
  put(target: string | undefined): void {
    if (this.accept) this.accept(target);
    else this.waiting.push(target);
  }

  /** From now on this takes them; of those that came before only the last one that names a yard, since one joins one. */
  take(accept: (target: string | undefined) => void): void {
    this.accept = accept;
    if (this.waiting.length > 0) accept(this.waiting.findLast((target) => target !== undefined));
    this.waiting.length = 0;
  }
}
