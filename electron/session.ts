import { randomUUID } from 'node:crypto';
import { Session } from '../client/session';
import { YardFinder } from '../client/yard-finder';
import { formatAddress } from '../shared/address';
import type { FoundYard, FromRenderer, Preferences, ToRenderer, YardPlan } from '../shared/bridge';
import { DEFAULT_HOST } from '../shared/config';
import type { Profile } from '../shared/profile';
import type { Simulation } from '../shared/simulation';
import { parseTarget } from '../shared/target';
import { Hosting } from './hosting';
import { withRecent } from './recent';
import { Successor } from './successor';
import type { Settings } from './settings';

export interface SessionOptions {
  settings: Settings;
  profile: Profile;
  /** The bad network that the person is to have. */
  simulation: Simulation;
  /** The network interfaces on which hosted yards are announced; empty for all that fit. */
  announceOn: readonly string[];
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
  private readonly settings: Settings;
  private readonly session: Session;
  private readonly hosting: Hosting;
  private readonly successor: Successor;
  /** By which the person comes back to the present yard. */
  private key = '';
  private post: (message: ToRenderer) => void = () => undefined;
  private target: string | undefined;
  private profile: Profile;
  private finder: YardFinder | undefined;
  private found: readonly FoundYard[] = [];

  constructor({ settings, profile, simulation, announceOn, target }: SessionOptions) {
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
        onOffer: (offer) => this.successor.handle(offer, this.key),
      },
      simulation,
    );
    this.hosting = new Hosting(announceOn, {
      post,
      onChange: () => this.postHosting(),
      onEnd: (why) => void this.leave(why),
    });
    this.successor = new Successor(this.session, this.hosting, post);
  }

  /** From now on this page is the one that shows it all. */
  attachPage(post: (message: ToRenderer) => void): void {
    this.post = post;
    post({ address: 'self', ...this.profile });
    this.session.postSimulation();
    post({ address: 'preferences', ...this.settings.get('preferences') });
    post({ address: 'yardSize', size: this.settings.get('yardSize') ?? 'medium' });
    post({ address: 'recent', yards: this.settings.get('recent') });
    this.hosting.postState();
    this.successor.postState();
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
      case 'reach':
        void this.hosting.setReach(message.reach);
        break;
      case 'handOver':
        this.hosting.offerTo(message.id);
        break;
      case 'answerOffer':
        this.successor.answer(message.isAccepted);
        break;
      case 'preferences':
        this.setPreferences(message);
        break;
      case 'leave':
        void this.leave();
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
    this.settings.set('yardSize', plan.size);
    this.postSettingsFaults();
    if (!(await this.hosting.open(plan))) return;
    this.enter(formatAddress({ host: DEFAULT_HOST, port: plan.port }), this.hosting.hostKey);
  }

  private enter(server: string, key: string = randomUUID()): void {
    this.key = key;
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
