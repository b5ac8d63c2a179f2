import { Player } from '../player/player';
import { formatAddress, parseTarget } from '../shared/address';
import type { ConnectionState, FromRenderer, News, Simulation, ToRenderer } from '../shared/bridge';
import { cleanProfile, profileFault, type Profile } from '../shared/profile';
import { NO_SIMULATION } from '../shared/simulation';

/**
 * What the person at one page does: walks in the yard that the shell leads to, or is in its lobby. The page says first
 * who the person is, by a `profile`, and is in the yard from then on.
 */
export class PageSession {
  private readonly server: string;
  private readonly tell: (message: ToRenderer) => void;
  private profile: Profile | undefined;
  private player: Player | undefined;
  private yardName = '';
  private simulation: Simulation = NO_SIMULATION;

  /** @param server the yard: `tcp://HOST:PORT` */
  constructor(server: string, tell: (message: ToRenderer) => void) {
    this.server = server;
    this.tell = tell;
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
      case 'join':
        this.join(message.target);
        break;
      case 'leave':
        this.toLobby();
        break;
      case 'simulate':
        this.simulate(message);
        break;
      case 'preferences':
        // A page keeps them itself (browser/page/remembered.ts).
        break;
      case 'host':
      case 'phones':
        this.tell({
          address: 'fault',
          about: 'host',
          reason: 'A page hosts no yards: the desktop game does.',
        });
        break;
    }
  }

  /** Back to the lobby, since the shell ends; `notice` says so. */
  callBack(notice: string): void {
    if (this.player) this.toLobby(notice);
  }

  /** The page is gone. */
  end(): void {
    this.player?.leave();
    this.player = undefined;
  }

  private wear(wanted: Profile): void {
    const profile = cleanProfile(wanted);
    const reason = profileFault(profile);
    if (reason !== undefined) return this.tell({ address: 'fault', about: 'profile', reason });
    const isFirst = this.profile === undefined;
    this.profile = profile;
    this.tell({ address: 'self', ...profile });
    if (isFirst) this.enter(profile);
    else this.player?.wear(profile);
  }

  /** To the one yard only: a shell that went wherever a page told it to would be everybody's way into this network. */
  private join(target: string): void {
    try {
      if (formatAddress(parseTarget(target)) !== this.server)
        throw new Error(`This page leads to the yard at ${this.server} alone.`);
      if (this.profile) this.enter(this.profile);
    } catch (error) {
      this.tell({ address: 'fault', about: 'join', reason: (error as Error).message });
    }
  }

  private enter(profile: Profile): void {
    this.end();
    this.yardName = '';
    this.tell({ address: 'doorway', yard: { name: '', address: this.server } });
    this.tell({ address: 'connection', state: 'connecting', server: this.server });
    this.player = new Player(this.server, profile, {
      onState: (state) => this.tellState(state),
      onMessage: (message) => this.hearNews(message),
      onFigures: (figures) => this.tell({ address: 'network', ...figures }),
    });
    this.player.simulate(this.simulation);
  }

  private simulate({ delayMs, jitterMs, lossPercent, duplicatePercent }: Simulation): void {
    this.simulation = { delayMs, jitterMs, lossPercent, duplicatePercent };
    this.player?.simulate(this.simulation);
    this.tell({ address: 'simulation', ...this.simulation });
  }

  private hearNews(message: News): void {
    if (message.address === '/yard' && message.name !== this.yardName) {
      this.yardName = message.name;
      this.tell({ address: 'doorway', yard: { name: message.name, address: this.server } });
    }
    this.tell(message);
  }

  private tellState(state: ConnectionState): void {
    this.tell({ address: 'connection', state, server: this.server });
    // Not at once: the player is in the middle of telling.
    if (state === 'closed') queueMicrotask(() => this.toLobby(`${this.yardName} was closed by its host.`));
  }

  private toLobby(notice?: string): void {
    this.end();
    this.tell({ address: 'lobby', notice });
  }
}
