import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, net, shell, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { Settings } from './settings';
import { findUpdate, releaseUrl, type Release } from './updates';

/** Tells the person of newer versions. It downloads none: it opens their page, when the person wants it. */
export class Updates {
  /** Why no updates can be looked for, in a few words; undefined when they can. */
  readonly obstacle: string | undefined;
  private readonly window: BrowserWindow;
  private readonly settings: Settings;
  private readonly url: string | undefined;

  constructor(window: BrowserWindow, settings: Settings) {
    this.window = window;
    this.settings = settings;
    this.url = releaseUrl(readRepository());
    if (!app.isPackaged) this.obstacle = 'This Is a Developer’s Copy';
    else if (this.url === undefined) this.obstacle = 'This Copy Names No Place to Look';
  }

  get isOn(): boolean {
    return this.settings.get('updates')?.isOn ?? true;
  }

  turn(isOn: boolean): void {
    this.settings.set('updates', { ...this.settings.get('updates'), isOn });
  }

  /** Tells of each version once. A yard needs no internet, so that nothing is said where there is none. */
  async lookAtStart(): Promise<void> {
    if (this.obstacle !== undefined || !this.isOn) return;
    const release = await this.find().catch(() => undefined);
    if (!release || release.version === this.settings.get('updates')?.toldOf) return;
    this.settings.set('updates', { isOn: this.isOn, toldOf: release.version });
    await this.tell(release);
  }

  async lookNow(): Promise<void> {
    try {
      const release = await this.find();
      if (release) await this.tell(release);
      else await this.ask({ message: `Zeroyard ${app.getVersion()} is the newest version.` });
    } catch (error) {
      await this.ask({ message: 'Updates could not be looked for.', detail: (error as Error).message });
    }
  }

  private async find(): Promise<Release | undefined> {
    if (this.url === undefined) return undefined;
    return findUpdate(this.url, app.getVersion(), (url, init) => net.fetch(url, init));
  }

  private async tell({ version, page }: Release): Promise<void> {
    const choice = await this.ask({
      message: `Zeroyard ${version} is out.`,
      detail: `This is ${app.getVersion()}. The page of the new version opens in your browser.`,
      buttons: ['Open Its Page', 'Later'],
      defaultId: 0,
      cancelId: 1,
    });
    if (choice === 0) await shell.openExternal(page);
  }

  /** The number of the button that was pressed. */
  private async ask(options: MessageBoxOptions): Promise<number> {
    if (this.window.isDestroyed()) return -1;
    return (await dialog.showMessageBox(this.window, { type: 'info', ...options })).response;
  }
}

function readRepository(): unknown {
  const manifest = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { repository?: unknown }).repository;
}
