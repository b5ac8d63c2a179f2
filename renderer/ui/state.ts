import { batch, computed, signal } from '@preact/signals';
import type {
  ConnectionState,
  Fault,
  FoundYard,
  KeyChange,
  Preferences,
  RecentYard,
  ToRenderer,
} from '../../shared/bridge';
import type { HostedYard } from '../../shared/hosted-yard';
import { cleanText, validateName, type Profile } from '../../shared/profile';
import { Games } from '../games/games';
import type { View } from '../motion/spectator-view';
import { shownProfile } from '../own-profile';
import { Chat } from './chat-state';
import { Drafts } from './drafts';
import { HostPowers } from './host/host-powers';
import { Mutes } from './mutes';
import { NoticeList } from './notice-list';
import { OthersHere } from './others-here';
import { Panels } from './panels';

export type ShownRefusal = Omit<Extract<ToRenderer, { address: '/refused' | 'unanswered' }>, 'address'>;

export interface Connection {
  state: ConnectionState;
  /** `tcp://HOST:PORT` */
  server: string;
}

export interface FixedYard extends RecentYard {
  /** Why it cannot be joined at the moment; a sentence for a person. */
  obstacle: string | undefined;
}

/** What is asked for in the hosting panel, and said there when it cannot be. */
const HOSTING_FAULTS: ReadonlySet<Fault['about']> = new Set(['reach', 'handOver']);

/** All that the panels show, gathered from what the shell tells. */
export class GameState {
  /** Who the person wants to be. */
  readonly self = signal<Profile>({ name: '', colour: '' });
  /** As whom the yard shows them; undefined until it has told. */
  private readonly toldSelf = signal<Profile | undefined>(undefined);
  /** As whom the person is shown. */
  readonly shownSelf = computed(() => shownProfile(this.self.value, this.toldSelf.value));
  readonly recent = signal<readonly RecentYard[]>([]);
  readonly found = signal<readonly FoundYard[]>([]);
  /** The one yard that this shell leads to; undefined where any can be joined or hosted. */
  readonly fixedYard = signal<FixedYard | undefined>(undefined);
  /** The URLs by which phones come into the hosted yard, empty while they cannot, and the code to type instead. */
  readonly phones = signal<{ urls: readonly string[]; code: string | undefined }>({
    urls: [],
    code: undefined,
  });
  readonly hosting = signal<HostedYard | undefined>(undefined);
  /** The ids of the players whose games could hold the hosted yard, and of the one that is asked to. */
  readonly successors = signal<readonly number[]>([]);
  readonly offering = signal<number | undefined>(undefined);
  /** The id of the host who asks the person to hold the yard from now on. */
  readonly offer = signal<number | undefined>(undefined);
  /** Undefined in the lobby. */
  readonly connection = signal<Connection | undefined>(undefined);
  /** The person only looks on: they are nobody there, and see this of it. */
  readonly isSpectator = signal(false);
  readonly view = signal<View>({ mode: 'whole' });
  /** Empty until the yard has told it. */
  readonly yardName = signal('');
  private readonly othersHere = new OthersHere();
  readonly others = this.othersHere.shown;
  /** Why we are not let in. */
  readonly refusal = signal<ShownRefusal | undefined>(undefined);
  /** A yard whose key is another than before: the person is asked. */
  readonly keyChange = signal<KeyChange | undefined>(undefined);
  readonly faults = signal<Partial<Record<Fault['about'], Fault | undefined>>>({});
  /** The person wants into a yard and has to give a name first. */
  readonly isNameMissing = signal(false);
  readonly notices = new NoticeList();
  /** The server is being started. */
  readonly isOpening = signal(false);
  /** Until the shell has told them, no help comes up by itself. */
  readonly preferences = signal<Preferences>({ isMuted: false, hasSeenHelp: true });
  readonly chat = new Chat();
  readonly panels = new Panels();
  readonly powers = new HostPowers();
  readonly mutes = new Mutes();
  /** Everybody in the yard, yourself included who does not only look on. */
  readonly playersHere = computed(() => this.others.value.size + (this.isSpectator.value ? 0 : 1));
  readonly drafts = new Drafts();
  readonly games = new Games((line, nowMs) => this.chat.notice(line, nowMs));

  /** Why the person is in the lobby, which is of no interest any more in the next yard. */
  private lobbyNotice = '';
  /** Of those that hold until the yard is lost, the last one. */
  private passingNotice = '';

  /** Takes in what came at once. The panels are drawn once for all of it. */
  handleAll(messages: readonly ToRenderer[], nowMs: number): void {
    batch(() => {
      for (const message of messages) this.apply(message, nowMs);
      this.games.handleAll(messages, nowMs);
      this.othersHere.show();
    });
  }

  /** Whether the person has a name to enter a yard with. Where not, it is said at the field, which gets the focus. */
  checkName(): boolean {
    const reason = validateName(cleanText(this.drafts.name.value ?? this.self.value.name));
    this.setFault('profile', reason === undefined ? undefined : { about: 'profile', reason });
    this.isNameMissing.value = reason !== undefined;
    return reason === undefined;
  }

  /** Somebody mends what the shell found wrong. */
  clearFault(about: Fault['about']): void {
    if (this.faults.value[about]) this.setFault(about, undefined);
  }

  private apply(message: ToRenderer, nowMs: number): void {
    switch (message.address) {
      case 'self':
        this.self.value = { name: message.name, colour: message.colour };
        this.drafts.name.value = undefined;
        this.setFault('profile', undefined);
        break;
      case 'preferences':
        this.preferences.value = { isMuted: message.isMuted, hasSeenHelp: message.hasSeenHelp };
        break;
      case 'choices':
        this.drafts.choose(message);
        break;
      case 'access':
      case 'answer':
      case 'closing':
        this.powers.handle(message);
        break;
      case 'lobby':
        this.connection.value = undefined;
        this.isSpectator.value = false;
        this.leaveYard();
        this.panels.closeAll();
        this.lobbyNotice = message.notice ?? '';
        if (message.notice !== undefined) this.notices.add(message.notice);
        break;
      case 'enter':
        this.leaveYard();
        this.isSpectator.value = message.isSpectator ?? false;
        this.mutes.enter(message.server);
        this.notices.dismiss(this.lobbyNotice);
        this.setConnection({ state: 'connecting', server: message.server });
        break;
      case 'moved':
        // The connection stands as it stood: whoever is on the way there is told so if it takes long.
        if (this.connection.value)
          this.connection.value = { state: this.connection.value.state, server: message.server };
        break;
      case 'connection':
        if (this.connection.value)
          this.setConnection({ state: message.state, server: this.connection.value.server });
        break;
      case 'yards':
        this.found.value = message.yards;
        break;
      case 'recent':
        this.recent.value = message.yards;
        break;
      case 'phones':
        this.phones.value = { urls: message.urls, code: message.code };
        if (message.urls.length > 0) this.setFault('phones', undefined);
        break;
      case 'fixedYard':
        this.fixedYard.value = { ...message.yard, obstacle: message.obstacle };
        break;
      case 'hosting':
        this.setHosting(message.yard);
        break;
      case 'successors':
        this.successors.value = message.ids;
        break;
      case 'offering':
        this.offering.value = message.id;
        break;
      case 'offer':
        this.offer.value = message.id;
        break;
      case 'keyChange':
        this.keyChange.value = message.change;
        break;
      case 'fault':
        this.setFault(message.about, message);
        if (this.isOutOfSight(message.about)) this.notices.add(message.reason);
        break;
      case 'notice':
        this.notices.add(message.text);
        if (message.isUntilLost) this.passingNotice = message.text;
        break;
      case '/yard':
        this.chat.yardReceived();
        this.yardName.value = message.name;
        this.refusal.value = undefined;
        break;
      case '/refused':
      case 'unanswered':
        // Who is in the yard stays in it.
        if (this.connection.value?.state === 'present') this.notices.add(message.reason);
        else this.refusal.value = message;
        break;
      case '/your/profile':
        this.toldSelf.value = { name: message.name, colour: message.colour };
        break;
      case '/player/profile':
        if (this.othersHere.add(message)) this.chat.came(message, nowMs);
        break;
      case '/player/left': {
        const gone = this.othersHere.remove(message.id);
        if (gone) this.chat.left(gone, nowMs);
        break;
      }
      case '/player/said':
        if (!this.mutes.has(message.id))
          this.chat.said(this.othersHere.speaker(message.id), message.text, nowMs);
        break;
      default: // Where everybody is concerns the scene alone.
    }
  }

  private setConnection(connection: Connection): void {
    this.connection.value = connection;
    if (connection.state !== 'present') this.notices.dismiss(this.passingNotice);
    this.chat.connection(connection.state);
    this.faults.value = {};
  }

  private setHosting(yard: HostedYard | undefined): void {
    const { side } = this.panels;
    if (yard && !this.hosting.value) side.value = 'hosting';
    if (!yard && side.value === 'hosting') side.value = undefined;
    this.hosting.value = yard;
  }

  private leaveYard(): void {
    this.notices.dismiss(this.passingNotice);
    this.chat.clear();
    this.isOpening.value = false;
    this.yardName.value = '';
    this.toldSelf.value = undefined;
    this.refusal.value = undefined;
    this.othersHere.clear();
  }

  /** A yard may be handed over while the hosting panel is closed, and an invite clicked while one is in another yard. */
  private isOutOfSight(about: Fault['about']): boolean {
    if (about === 'join') return this.connection.value?.state === 'present';
    return HOSTING_FAULTS.has(about) && this.panels.side.value !== 'hosting';
  }

  private setFault(about: Fault['about'], fault: Fault | undefined): void {
    this.faults.value = { ...this.faults.value, [about]: fault };
    if (about === 'host') this.isOpening.value = false;
  }
}
