import { Player } from '../player/player';
import { YardFinder } from '../player/yard-finder';
import { formatAddress, parseTarget } from '../shared/address';
import type {
  ConnectionState,
  Fault,
  FromRenderer,
  News,
  Simulation,
  ToRenderer,
  YardPlan,
} from '../shared/bridge';
import { DEFAULT_HOST } from '../shared/config';
import type { FoundYard } from '../shared/discovery';
import { cleanProfile, profileFault, type Profile } from '../shared/profile';
import { Hosting } from './hosting';
import { withRecent } from './recent';
import type { Settings } from './settings';

export interface SessionOptions {
  settings: Settings;
  profile: Profile;
  /** The bad network that the player is to have. */
  simulation: Simulation;
  /** The network interfaces on which hosted yards are announced; empty for all that fit. */
  announceOn: readonly string[];
  /** The yard to join first, named by an address or an invite; undefined to begin in the lobby. */
  target: string | undefined;
}

/** What is to be known outside the page. */
export interface Whereabouts {
  isInYard: boolean;
  /** To the yard that is hosted; undefined for none. */
  invite: string | undefined;
}

/**
 * What the person does, from the lobby into a yard and back. There is one for the whole run of the game: a page that is
 * loaded again is told everything anew.
 */
export class Session {
  /** Called when the person enters or leaves a yard. */
  onMove: (whereabouts: Whereabouts) => void = () => undefined;
  private readonly options: SessionOptions;
  private tell: (message: ToRenderer) => void = () => undefined;
  private target: string | undefined;
  private simulation: Simulation;
  private profile: Profile;
  private player: Player | undefined;
  /** The yard that the player is in or on the way to: `tcp://HOST:PORT`. */
  private server: string | undefined;
  private yardName = '';
  private readonly hosting: Hosting;
  private finder: YardFinder | undefined;
  private found: readonly FoundYard[] = [];

  constructor(options: SessionOptions) {
    this.options = options;
    this.profile = options.profile;
    this.target = options.target;
    this.simulation = options.simulation;
    this.hosting = new Hosting(options.announceOn, {
      tell: (message) => this.tell(message),
      onChange: () => this.tellHosting(),
      onEnd: (why) => void this.leave(why),
    });
  }

  /** From now on this page is the one that shows it all. */
  showTo(tell: (message: ToRenderer) => void): void {
    this.tell = tell;
    tell({ address: 'self', ...this.profile });
    tell({ address: 'simulation', ...this.simulation });
    tell({ address: 'preferences', ...this.options.settings.get('preferences') });
    tell({ address: 'recent', yards: this.options.settings.get('recent') });
    this.hosting.tellAll();
    this.tellSettingsFaults();
    const target = this.target;
    this.target = undefined;
    if (this.server !== undefined) this.enter(this.server);
    else if (target === undefined || !this.join(target)) this.toLobby();
  }

  hear(message: FromRenderer): void {
    switch (message.address) {
      case '/position':
        this.player?.move(message);
        break;
      case '/say':
        this.player?.say(message.text);
        break;
      case 'profile':
        this.wear(message);
        break;
      case 'host':
        void this.open(message);
        break;
      case 'join':
        this.join(message.target);
        break;
      case 'phones':
        this.hosting.hearOfPhones(message.isOpen);
        break;
      case 'preferences':
        this.options.settings.set('preferences', {
          isMuted: message.isMuted,
          hasSeenHelp: message.hasSeenHelp,
        });
        this.tellSettingsFaults();
        break;
      case 'leave':
        void this.leave();
        break;
      case 'simulate':
        this.simulate(message);
        break;
    }
  }

  /** Enters a yard, named by an address or an invite. False when that cannot be, and the person is told why. */
  join(target: string): boolean {
    try {
      const server = formatAddress(parseTarget(target));
      if (this.hosting.yard) throw new Error('You host a yard: stop hosting first, then join the other one.');
      this.enter(server);
      return true;
    } catch (error) {
      this.fault({ about: 'join', reason: (error as Error).message });
      return false;
    }
  }

  /** Leaves the yard for the lobby, and closes it when it is our own. `notice` says why, if it was not asked for. */
  async leave(notice?: string): Promise<void> {
    this.goodbye();
    this.toLobby(notice);
    await this.hosting.close();
  }

  /** Ends everything that has to end before the program may. */
  async end(): Promise<void> {
    this.tell = () => undefined;
    this.goodbye();
    this.closeFinder();
    await this.hosting.close();
  }

  private wear(wanted: Profile): void {
    const profile = cleanProfile(wanted);
    const reason = profileFault(profile);
    if (reason !== undefined) return this.fault({ about: 'profile', reason });
    this.profile = profile;
    this.options.settings.set('profile', profile);
    this.tellSettingsFaults();
    this.player?.wear(profile);
    this.tell({ address: 'self', ...profile });
  }

  private simulate({ delayMs, jitterMs, lossPercent, duplicatePercent }: Simulation): void {
    this.simulation = { delayMs, jitterMs, lossPercent, duplicatePercent };
    this.player?.simulate(this.simulation);
    this.tell({ address: 'simulation', ...this.simulation });
  }

  private async open(plan: YardPlan): Promise<void> {
    if (await this.hosting.open(plan)) this.enter(formatAddress({ host: DEFAULT_HOST, port: plan.port }));
  }

  private enter(server: string): void {
    this.goodbye();
    this.closeFinder();
    this.server = server;
    this.yardName = '';
    this.tellConnection('connecting');
    this.player = new Player(server, this.profile, {
      onState: (state) => this.tellConnection(state),
      onMessage: (message) => this.hearNews(message),
      onFigures: (figures) => this.tell({ address: 'network', ...figures }),
    });
    this.player.simulate(this.simulation);
    this.tellWhereabouts();
  }

  private hearNews(message: News): void {
    if (message.address === '/yard' && message.name !== this.yardName) {
      this.yardName = message.name;
      if (!this.hosting.yard && this.server !== undefined) this.remember(message.name, this.server);
    }
    this.tell(message);
  }

  private tellConnection(state: ConnectionState): void {
    if (this.server === undefined) return;
    this.tell({ address: 'connection', state, server: this.server });
    // Not at once: the player is in the middle of telling.
    if (state === 'closed') queueMicrotask(() => void this.leave(`${this.yardName} was closed by its host.`));
  }

  private goodbye(): void {
    this.player?.leave();
    this.player = undefined;
    this.server = undefined;
  }

  private toLobby(notice?: string): void {
    this.finder ??= new YardFinder({
      onChange: (yards) => {
        this.found = yards;
        this.tell({ address: 'yards', yards });
      },
      onFault: (text) => this.tell({ address: 'notice', text }),
    });
    this.tell({ address: 'lobby', notice });
    this.tell({ address: 'yards', yards: this.found });
    this.tellWhereabouts();
  }

  private closeFinder(): void {
    this.finder?.close();
    this.finder = undefined;
    this.found = [];
  }

  private remember(name: string, address: string): void {
    const { settings } = this.options;
    settings.set('recent', withRecent(settings.get('recent'), { name, address }));
    this.tell({ address: 'recent', yards: settings.get('recent') });
  }

  private tellHosting(): void {
    this.tell({ address: 'hosting', yard: this.hosting.yard });
    this.tellWhereabouts();
  }

  private tellWhereabouts(): void {
    this.onMove({ isInYard: this.server !== undefined, invite: this.hosting.yard?.invite });
  }

  private tellSettingsFaults(): void {
    for (const text of this.options.settings.takeFaults()) this.tell({ address: 'notice', text });
  }

  private fault(fault: Fault): void {
    this.tell({ address: 'fault', ...fault });
  }
}
