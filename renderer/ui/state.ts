import { batch, computed, signal } from '@preact/signals';
import type { ConnectionState, Fault, HostedYard, RecentYard, Reach, ToRenderer } from '../../shared/bridge';
import { DEFAULT_PORT } from '../../shared/config';
import type { FoundYard } from '../../shared/discovery';
import type { Profile } from '../../shared/profile';
import type { ServerMessage } from '../../shared/protocol';

export type Refusal = Omit<Extract<ServerMessage, { address: '/refused' }>, 'address'>;

export interface Connection {
  state: ConnectionState;
  /** `tcp://HOST:PORT` */
  server: string;
}

/** All that the panels show, gathered from what the shell tells. */
export class GameState {
  readonly self = signal<Profile>({ name: '', color: '#ffffff' });
  readonly recent = signal<readonly RecentYard[]>([]);
  readonly found = signal<readonly FoundYard[]>([]);
  /** The one yard that this shell leads to; undefined where any can be joined or hosted. */
  readonly doorway = signal<RecentYard | undefined>(undefined);
  readonly hosting = signal<HostedYard | undefined>(undefined);
  /** Undefined in the lobby. */
  readonly connection = signal<Connection | undefined>(undefined);
  /** Empty until the yard has told it. */
  readonly yardName = signal('');
  readonly others = signal<ReadonlyMap<number, Profile>>(new Map());
  /** Why we are not let in. */
  readonly refusal = signal<Refusal | undefined>(undefined);
  readonly faults = signal<Partial<Record<Fault['about'], Fault | undefined>>>({});
  /** What the person should know until they have read it. */
  readonly notices = signal<readonly string[]>([]);
  /** The server is being started. */
  readonly isOpening = signal(false);
  /** Everybody in the yard, yourself included. */
  readonly playersHere = computed(() => this.others.value.size + 1);
  /** What is typed in the lobby, kept while the person is in a yard or an error is shown. */
  readonly drafts = {
    /** Undefined while the yard is named after its host. */
    yardName: signal<string | undefined>(undefined),
    reach: signal<Reach>('computer'),
    port: signal(String(DEFAULT_PORT)),
    target: signal(''),
  };

  /** Why the person is in the lobby, which is of no interest any more in the next yard. */
  private lobbyNotice = '';

  hear(message: ToRenderer): void {
    batch(() => this.take(message));
  }

  /** What the person reads now is no longer needed. */
  dismiss(notice: string): void {
    this.notices.value = this.notices.value.filter((other) => other !== notice);
  }

  private take(message: ToRenderer): void {
    switch (message.address) {
      case 'self':
        this.self.value = { name: message.name, color: message.color };
        this.setFault('profile', undefined);
        break;
      case 'lobby':
        this.connection.value = undefined;
        this.leaveYard();
        this.lobbyNotice = message.notice ?? '';
        if (message.notice !== undefined) this.notify(message.notice);
        break;
      case 'connection':
        if (message.state === 'connecting') {
          this.leaveYard();
          this.dismiss(this.lobbyNotice);
        }
        this.connection.value = { state: message.state, server: message.server };
        this.faults.value = {};
        break;
      case 'yards':
        this.found.value = message.yards;
        break;
      case 'recent':
        this.recent.value = message.yards;
        break;
      case 'doorway':
        this.doorway.value = message.yard;
        break;
      case 'hosting':
        this.hosting.value = message.yard;
        break;
      case 'fault':
        this.setFault(message.about, message);
        break;
      case 'notice':
        this.notify(message.text);
        break;
      case '/yard':
        this.yardName.value = message.name;
        this.refusal.value = undefined;
        break;
      case '/refused':
        // Who is in the yard stays in it.
        if (this.connection.value?.state === 'present') this.notify(message.reason);
        else this.refusal.value = message;
        break;
      case '/player/profile':
        this.others.value = new Map(this.others.value).set(message.id, message);
        break;
      case '/player/left': {
        const others = new Map(this.others.value);
        if (others.delete(message.id)) this.others.value = others;
        break;
      }
      default: // Where everybody is concerns the scene alone.
    }
  }

  private leaveYard(): void {
    this.isOpening.value = false;
    this.yardName.value = '';
    this.refusal.value = undefined;
    this.others.value = new Map();
  }

  private setFault(about: Fault['about'], fault: Fault | undefined): void {
    this.faults.value = { ...this.faults.value, [about]: fault };
    if (about === 'host') this.isOpening.value = false;
  }

  private notify(text: string): void {
    if (!this.notices.value.includes(text)) this.notices.value = [...this.notices.value, text];
  }
}
