import { PING_INTERVAL_MS } from '../../shared/config';
import type { Page } from 'playwright-core';
import type { DebugView } from '../../renderer/debug';
import type { Position } from '../../shared/movement';
import type { DrawnPlayer } from '../../renderer/yard/others';
import { until } from './until';

/** By then everybody has said again where they are: who stood still until then was not only waited for. */
const REST_MS = 1.2 * PING_INTERVAL_MS;

/** The game as a person sees it, in whatever shell: a page that was opened with `?debug`. */
export class Screen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async untilDrawn(): Promise<void> {
    await until('the yard to be drawn', () => this.page.evaluate(() => 'zeroyard' in window));
  }

  /** The line at the top; empty in the lobby. */
  async status(): Promise<string> {
    const [status] = await this.page.getByRole('status').allTextContents();
    return status ?? '';
  }

  /** Presses a button or a link by its name. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  async untilLobby(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Zeroyard', level: 1 }).waitFor();
  }

  /** Waits for a sentence to the person, as an alert. */
  async untilAlert(words: string | RegExp): Promise<void> {
    await this.page.getByRole('alert').filter({ hasText: words }).first().waitFor();
  }

  async untilStatus(words: string | RegExp): Promise<void> {
    let status = '';
    await until(`the status "${words}"`, async () => (status = await this.status()).match(words)).catch(
      (error: unknown) => {
        throw new Error(`${(error as Error).message}; it was "${status}"`);
      },
    );
  }

  own(): Promise<Position> {
    return this.page.evaluate(() => (window as { zeroyard?: DebugView }).zeroyard?.own ?? { x: NaN, y: NaN });
  }

  others(): Promise<DrawnPlayer[]> {
    return this.page.evaluate(() => (window as { zeroyard?: DebugView }).zeroyard?.others ?? []);
  }

  async other(name: string): Promise<DrawnPlayer | undefined> {
    return (await this.others()).find((other) => other.name === name);
  }

  /** Waits until somebody stands still in this window, and returns where. */
  async untilAtRest(name: string): Promise<DrawnPlayer> {
    let last: DrawnPlayer | undefined;
    let sameSince = Date.now();
    return until(`${name} at rest`, async () => {
      const now = await this.other(name);
      if (!now || now.x !== last?.x || now.y !== last.y) sameSince = Date.now();
      last = now;
      return Date.now() - sameSince > REST_MS ? last : undefined;
    });
  }
}
