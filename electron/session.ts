import { identifyBy } from '../client/identity';
import { Session } from '../client/session';
import type { FromRenderer, ToRenderer } from '../shared/bridge';
import type { YardPlan } from '../shared/hosted-yard';
import type { Profile } from '../shared/profile';
import type { Simulation } from '../shared/simulation';
import { formatTarget, parseTarget, type Target } from '../shared/target';
import { Closing } from './closing';
import { Hosting } from './hosting';
import { KeyQuestion } from './key-question';
import { Person } from './person';
import { ownWayTo } from './reach';
import type { ServerSettings } from './server-arguments';
import { Successor } from './successor';
import type { Settings } from './settings';
import { YardList } from './yard-list';
import { YardMemory } from './yard-memory';

export interface SessionOptions {
  settings: Settings;
  profile: Profile;
  /** Of the person's identities (client/identity.ts); `fault` is a sentence for them where it is one of this run. */
  identity: { secret: string; fault: string | undefined };
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
  private readonly person: Person;
  private readonly session: Session;
  private readonly hosting: Hosting;
  private readonly successor: Successor;
  private readonly list: YardList;
  private readonly memory: YardMemory;
  private readonly keyQuestion: KeyQuestion;
  private post: (message: ToRenderer) => void = () => undefined;
  private target: string | undefined;

  constructor({ settings, profile, identity, simulation, server, target }: SessionOptions) {
    const post = (message: ToRenderer) => this.post(message);
    this.person = new Person(settings, profile, identity.fault, post);
    this.memory = new YardMemory(settings);
    this.target = target;
    this.session = new Session(
      {
        post,
        identify: identifyBy(identity.secret),
        onYardName: (name, server, from) =>
          this.handleYardName(name, parseTarget(server), from === undefined ? undefined : parseTarget(from)),
        keyAt: (address) => this.successor.keyAt(address),
        wayTo: (server) => ownWayTo(server, this.hosting.yard),
        movedWords: (server) => this.successor.movedWords(server) ?? this.hosting.movedWords(server),
        onColourGiven: (colour) => this.person.keepColour(colour),
        onClosed: (notice) => void this.leave(notice),
        onOffer: (offer) => this.successor.handle(offer),
      },
      simulation,
    );
    this.hosting = new Hosting(server, {
      post,
      onChange: () => this.postHosting(),
      onEnd: (why) => void this.leave(why),
    });
    this.successor = new Successor(this.session, this.hosting, post);
    this.list = new YardList(post);
    this.keyQuestion = new KeyQuestion(post);
    this.closing = new Closing({
      others: () => (this.hosting.yard ? this.session.others : 0),
      onQuestion: (question) => post({ address: 'closing', question }),
      onStop: () => void this.leave(),
    });
  }

  /** From now on this page is the one that shows it all. */
  attachPage(post: (message: ToRenderer) => void): void {
    this.post = post;
    this.person.postState();
    this.session.postSimulation();
    post({ address: 'recent', yards: this.memory.recent });
    this.hosting.postState();
    this.successor.postState();
    this.keyQuestion.postState();
    this.closing.postState();
    this.person.postFaults();
    const { target } = this;
    this.target = undefined;
    if (this.session.enterAgain(this.person.profile)) return;
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
        this.join(message.target, message.name);
        break;
      case 'watch':
        this.join(message.target, message.name, true);
        break;
      case 'keyChange':
        this.answerKeyChange(message.isAccepted);
        break;
      case 'phones':
        this.hosting.setPhones(message.isOpen);
        break;
      case 'reach':
        void this.hosting.setReach(message.reach, message.access);
        break;
      case 'handOver':
        this.hosting.offerTo(message.id);
        break;
      case 'answerOffer':
        this.successor.answer(message.isAccepted);
        break;
      case 'preferences':
        this.person.setPreferences(message);
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
      case 'identity':
        // Only a page of the web shell finds its own way back, and keeps its own secret.
        break;
      default:
        this.session.handle(message);
    }
  }

  /**
   * Enters a yard, named by an address or an invite. False when that cannot be, and the person is told why, or when they are
   * asked first.
   * @param name as which it was shown to the person
   * @param isWatched the person only looks on there
   */
  join(target: string, name?: string, isWatched = false): boolean {
    return this.tryJoin(() => {
      const decision = this.memory.decideEntry(parseTarget(target), name, this.list.yards);
      if (!decision.changed) return decision.target;
      this.keyQuestion.ask({ ...decision, changed: decision.changed, isWatched });
      return undefined;
    }, isWatched);
  }

  /** @param choose returns the yard to enter, if any, or throws an Error with a sentence */
  private tryJoin(choose: () => Target | undefined, isWatched = false): boolean {
    try {
      if (this.hosting.yard) throw new Error('You host a yard: stop hosting first, then join the other one.');
      const target = choose();
      if (!target) return false;
      // One that is still being opened is closed: it would lead the person out of this one again.
      void this.hosting.close();
      this.enter(target, undefined, isWatched);
      return true;
    } catch (error) {
      this.post({ address: 'fault', about: 'join', reason: (error as Error).message });
      return false;
    }
  }

  /** Leaves the yard for the lobby, and closes it when it is our own. `notice` says why, if it was not asked for. */
  async leave(notice?: string): Promise<void> {
    this.closing.withdraw();
    this.successor.withdraw();
    this.session.leave(notice);
    this.showYards();
    await this.hosting.close();
  }

  /** Ends everything that has to end before the program may. */
  async end(): Promise<void> {
    this.post = () => undefined;
    this.session.disconnect();
    this.list.close();
    await this.hosting.close();
  }

  private setProfile(wanted: Profile): void {
    const profile = this.session.setProfile(wanted);
    if (profile) this.person.profile = profile;
  }

  private async host(plan: YardPlan): Promise<void> {
    if (!(await this.hosting.open(plan))) return;
    this.person.keepPlan(plan);
    if (this.hosting.target) this.enter(this.hosting.target, this.hosting.hostKey);
  }

  private enter(target: Target, key?: string, isWatched = false): void {
    this.session.enter(formatTarget(target), this.person.profile, undefined, key, isWatched);
    this.keyQuestion.withdraw();
    this.successor.withdraw();
    this.list.close();
    this.postStatus();
  }

  private showLobby(): void {
    this.post({ address: 'lobby', notice: undefined });
    this.showYards();
  }

  private showYards(): void {
    this.list.open();
    this.postStatus();
  }

  private answerKeyChange(isAccepted: boolean): void {
    const accepted = this.keyQuestion.answer(isAccepted);
    if (!accepted) return;
    this.memory.forget(accepted.changed);
    this.tryJoin(() => accepted.target, accepted.isWatched);
  }

  /** The person is in a yard. One that calls itself as a known one, and has another key, is left again. */
  private handleYardName(name: string, target: Target, from?: Target): void {
    if (this.hosting.yard) return;
    const changed = this.memory.remember(name, target, from);
    if (!changed) return this.post({ address: 'recent', yards: this.memory.recent });
    // Not at once: the session is in the middle of telling.
    const { isWatched = false } = this.session.present ?? {};
    queueMicrotask(() => {
      void this.leave();
      this.keyQuestion.ask({ changed, target, isWatched });
    });
  }

  private postHosting(): void {
    // It was handed over, or has ended by itself, while the person was asked.
    if (!this.hosting.yard) this.closing.withdraw();
    this.post({ address: 'hosting', yard: this.hosting.yard });
    this.postStatus();
  }

  private postStatus(): void {
    this.onStatus({ isInYard: this.session.server !== undefined, invite: this.hosting.yard?.invite });
  }
}
