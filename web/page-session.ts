import { Session } from '../client/session';
import { formatAddress, parseTarget } from '../shared/address';
import type { FromRenderer, ToRenderer } from '../shared/bridge';
import type { Profile } from '../shared/profile';
import { NO_SIMULATION } from '../shared/simulation';

/**
 * The session of one page: it leads to one yard alone, and hosts none. A page says first who the person is, by a
 * `profile`, and is then led into the yard, by `enter` (web/page/reconnecting-socket.ts).
 */
export class PageSession {
  private readonly server: string;
  private readonly post: (message: ToRenderer) => void;
  private readonly session: Session;
  private profile: Profile | undefined;

  /** @param server the yard: `tcp://HOST:PORT` */
  constructor(server: string, post: (message: ToRenderer) => void) {
    this.server = server;
    this.post = post;
    this.session = new Session(
      {
        post,
        onYardName: (name) => this.postYard(name),
        onColourGiven: (colour) => (this.profile = this.profile && { ...this.profile, colour }),
        onClosed: (notice) => this.session.leave(notice),
      },
      NO_SIMULATION,
    );
  }

  handle(message: FromRenderer): void {
    switch (message.address) {
      case 'profile':
        this.profile = this.session.setProfile(message) ?? this.profile;
        break;
      case 'enter':
        if (!this.profile) break;
        this.postYard('');
        this.session.enter(this.server, this.profile, message.position);
        break;
      case 'join':
        this.join(message.target);
        break;
      case 'leave':
        this.session.leave();
        break;
      case 'preferences':
        // A page keeps them itself (web/page/stored-settings.ts).
        break;
      case 'host':
      case 'phones':
        this.post({
          address: 'fault',
          about: 'host',
          reason: 'A page hosts no yards: the desktop game does.',
        });
        break;
      default:
        this.session.handle(message);
    }
  }

  /** Back to the lobby, since the shell ends; `notice` says so. */
  disconnect(notice: string): void {
    if (this.session.server !== undefined) this.session.leave(notice);
  }

  /** The page is gone. */
  end(): void {
    this.session.disconnect();
  }

  /** To the one yard only: a shell that went wherever a page told it to would be everybody's way into this network. */
  private join(target: string): void {
    try {
      if (formatAddress(parseTarget(target)) !== this.server)
        throw new Error(`This page leads to the yard at ${this.server} alone.`);
      this.handle({ address: 'enter', position: undefined });
    } catch (error) {
      this.post({ address: 'fault', about: 'join', reason: (error as Error).message });
    }
  }

  private postYard(name: string): void {
    this.post({ address: 'fixedYard', yard: { name, address: this.server } });
  }
}
