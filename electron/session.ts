import { Session } from '../client/session';
import { YardFinder } from '../client/yard-finder';
import { formatAddress } from '../shared/address';
import type { FoundYard, FromRenderer, Preferences, ToRenderer } from '../shared/bridge';
import type { Profile } from '../shared/profile';
import type { Simulation } from '../shared/simulation';
import { FIRST_CHOICES, type YardPlan } from '../shared/hosted-yard';
import { formatTarget, parseTarget } from '../shared/target';
import { choicesAfter } from './choices';
import { Closing } from './closing';
import { Hosting } from './hosting';
import { withRecent } from './recent';
import type { ServerSettings } from './server-process';
import type { Settings } from './settings';

export interface SessionOptions {
  settings: Settings;
  profile: Profile;
  /** The bad network that the person is to have. */
  simulation: Simulation;
  server: ServerSettings;
  /** The yard to join first, named by an address or an invite; undefined to begin in the lobby. */
  target: string | undefined;
}

/** What is to be known outside the page. */
export interface SessionStatus {
  isInYard: boolean;
  /** To the yard that is hosted; undefined for none. */
  invite: string | undefined;
}

/**
 * The session of the desktop game, from the lobby into a yard and back: what every session does, and finding, joining
 * and hosting yards. There is one for the whole run: a page that is loaded again is told everything anew.
 */
export class DesktopSession {
  /** Called when the person enters or leaves a yard. */
  onStatus: (status: SessionStatus) => void = () => undefined;
  /** Who hosts others is asked before the yard is closed. */
  readonly closing: Closing;
  private readonly settings: Settings;
  private readonly session: Session;
  private readonly hosting: Hosting;
  private post: (message: ToRenderer) => void = () => undefined;
  private target: string | undefined;
  private profile: Profile;
  private finder: YardFinder | undefined;
  private found: readonly FoundYard[] = [];

  constructor({ settings, profile, simulation, server, target }: SessionOptions) {
    this.settings = settings;
    this.profile = profile;
    this.target = target;
    const post = (message: ToRenderer) => this.post(message);
    this.session = new Session(
      {
        post,
        onYardName: (name, server) => this.remember(name, server),
        onColourGiven: (colour) => this.keepColour(colour),
        onClosed: (notice) => void this.leave(notice),
      },
      simulation,
    );
    this.hosting = new Hosting(server, {
      post,
      onChange: () => this.postHosting(),
      onEnd: (why) => void this.leave(why),
    });
    this.closing = new Closing({
      others: () => (this.hosting.yard ? this.session.others : 0),
      onQuestion: (question) => post({ address: 'closing', question }),
      onStop: () => void this.leave(),
    });
  }

  /** From now on this page is the one that shows it all. */
  attachPage(post: (message: ToRenderer) => void): void {
    this.post = post;
    post({ address: 'self', ...this.profile });
    this.session.postSimulation();
    post({ address: 'preferences', ...this.settings.get('preferences') });
    post({ address: 'choices', ...(this.settings.get('yard') ?? FIRST_CHOICES) });
    post({ address: 'recent', yards: this.settings.get('recent') });
    this.hosting.postState();
    this.closing.postState();
    this.postSettingsFaults();
    const { target } = this;
    this.target = undefined;
    if (this.session.enterAgain(this.profile)) return;
    if (target === undefined || !this.join(target)) this.showLobby();
  }

  handle(message: FromRenderer): void {
    switch (message.address) {
      case 'profile':
        this.setProfile(message);
        break;
      case 'host':
        void this.host(message);
        break;
      case 'join':
        this.join(message.target);
        break;
      case 'phones':
        this.hosting.setPhones(message.isOpen);
        break;
      case 'preferences':
        this.setPreferences(message);
        break;
      case 'leave':
        this.closing.requestStop(performance.now());
        break;
      case 'command':
        void this.hosting.command(message.n, message, this.post);
        break;
      case 'closing':
        this.closing.answer(message.isConfirmed);
        break;
      case 'enter':
        // Only a page of the web shell finds its own way back.
        break;
      default:
        this.session.handle(message);
    }
  }

  /** Enters a yard, named by an address or an invite. False when that cannot be, and the person is told why. */
  join(target: string): boolean {
    try {
      const server = formatAddress(parseTarget(target));
      if (this.hosting.yard) throw new Error('You host a yard: stop hosting first, then join the other one.');
      // One that is still being opened is closed: it would lead the person out of this one again.
      void this.hosting.close();
      this.enter(server);
      return true;
    } catch (error) {
      this.post({ address: 'fault', about: 'join', reason: (error as Error).message });
      return false;
    }
  }

  /** Leaves the yard for the lobby, and closes it when it is our own. `notice` says why, if it was not asked for. */
  async leave(notice?: string): Promise<void> {
    this.closing.withdraw();
    this.session.leave(notice);
    this.showYards();
    await this.hosting.close();
  }

  /** Ends everything that has to end before the program may. */
  async end(): Promise<void> {
    this.post = () => undefined;
    this.session.disconnect();
    this.closeFinder();
    await this.hosting.close();
  }

  private setProfile(wanted: Profile): void {
    const profile = this.session.setProfile(wanted);
    if (!profile) return;
    this.profile = profile;
    this.settings.set('profile', profile);
    this.postSettingsFaults();
  }

  /** The colour alone: the name may be that of this run. */
  private keepColour(colour: string): void {
    this.profile = { ...this.profile, colour };
    this.settings.set('profile', { ...this.settings.get('profile'), colour });
    this.postSettingsFaults();
  }

  private setPreferences({ isMuted, hasSeenHelp }: Preferences): void {
    this.settings.set('preferences', { isMuted, hasSeenHelp });
    this.postSettingsFaults();
  }

  private async host(plan: YardPlan): Promise<void> {
    if (!(await this.hosting.open(plan))) return;
    this.settings.set('yard', choicesAfter(this.settings.get('yard'), plan, this.profile.name));
    this.postSettingsFaults();
    if (this.hosting.target) this.enter(formatTarget(this.hosting.target), this.hosting.hostKey);
  }

  private enter(server: string, key?: string): void {
    this.session.enter(server, this.profile, undefined, key);
    this.closeFinder();
    this.postStatus();
  }

  private showLobby(): void {
    this.post({ address: 'lobby', notice: undefined });
    this.showYards();
  }

  private showYards(): void {
    this.finder ??= new YardFinder({
      onChange: (yards) => {
        this.found = yards;
        this.post({ address: 'yards', yards });
      },
      onFault: (text) => this.post({ address: 'notice', text }),
    });
    this.post({ address: 'yards', yards: this.found });
    this.postStatus();
  }

  private closeFinder(): void {
    this.finder?.close();
    this.finder = undefined;
    this.found = [];
  }

  private remember(name: string, address: string): void {
    if (this.hosting.yard) return;
    this.settings.set('recent', withRecent(this.settings.get('recent'), { name, address }));
    this.post({ address: 'recent', yards: this.settings.get('recent') });
  }

  private postHosting(): void {
    this.post({ address: 'hosting', yard: this.hosting.yard });
    this.postStatus();
  }

  private postStatus(): void {
    this.onStatus({ isInYard: this.session.server !== undefined, invite: this.hosting.yard?.invite });
  }

  private postSettingsFaults(): void {
    for (const text of this.settings.drainFaults()) this.post({ address: 'notice', text });
  }
}
