import { identifyBy } from '../client/identity';
import { Session } from '../client/session';
import type { FromRenderer, Preferences, ToRenderer } from '../shared/bridge';
import type { HostCommand } from '../shared/host-commands';
import { FIRST_CHOICES, type YardPlan } from '../shared/hosted-yard';
import type { Profile } from '../shared/profile';
import type { Simulation } from '../shared/simulation';
import { formatTarget, parseTarget, type Target } from '../shared/target';
import { choicesAfter } from './choices';
import { Closing } from './closing';
import { Hosting } from './hosting';
import { KeyQuestion } from './key-question';
import type { ServerSettings } from './server-process';
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
  /** Called when the person has confirmed that the game is to end. */
  onQuit: () => void = () => undefined;
  private readonly settings: Settings;
  private readonly session: Session;
  private readonly hosting: Hosting;
  private readonly list: YardList;
  private readonly memory: YardMemory;
  private readonly keyQuestion: KeyQuestion;
  private readonly closing = new Closing((question) => this.post({ address: 'closing', question }));
  private post: (message: ToRenderer) => void = () => undefined;
  private target: string | undefined;
  /** About the identity, until the page is told. */
  private fault: string | undefined;
  private profile: Profile;

  constructor({ settings, profile, identity, simulation, server, target }: SessionOptions) {
    this.settings = settings;
    this.memory = new YardMemory(settings);
    this.profile = profile;
    this.target = target;
    this.fault = identity.fault;
    const post = (message: ToRenderer) => this.post(message);
    this.session = new Session(
      {
        post,
        identify: identifyBy(identity.secret),
        onYardName: (name, server) => this.handleYardName(name, parseTarget(server)),
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
    this.list = new YardList(post);
    this.keyQuestion = new KeyQuestion(post);
  }

  /** From now on this page is the one that shows it all. */
  attachPage(post: (message: ToRenderer) => void): void {
    this.post = post;
    post({ address: 'self', ...this.profile });
    this.session.postSimulation();
    post({ address: 'preferences', ...this.settings.get('preferences') });
    post({ address: 'choices', ...(this.settings.get('yard') ?? FIRST_CHOICES) });
    post({ address: 'recent', yards: this.memory.recent });
    this.hosting.postState();
    this.keyQuestion.postState();
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
        this.join(message.target, message.name);
        break;
      case 'keyChange':
        this.answerKeyChange(message.isAccepted);
        break;
      case 'phones':
        this.hosting.setPhones(message.isOpen);
        break;
      case 'preferences':
        this.setPreferences(message);
        break;
      case 'leave':
        this.requestLeave();
        break;
      case 'command':
        void this.command(message.n, message);
        break;
      case 'closing':
        this.handleAnswer(message.isConfirmed);
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
   */
  join(target: string, name?: string): boolean {
    return this.tryJoin(() => {
      const decision = this.memory.decideEntry(parseTarget(target), name, this.list.yards);
      if (!decision.changed) return decision.target;
      this.keyQuestion.ask({ ...decision, changed: decision.changed });
      return undefined;
    });
  }

  /** @param choose returns the yard to enter, if any, or throws an Error with a sentence */
  private tryJoin(choose: () => Target | undefined): boolean {
    try {
      if (this.hosting.yard) throw new Error('You host a yard: stop hosting first, then join the other one.');
      const target = choose();
      if (!target) return false;
      // One that is still being opened is closed: it would lead the person out of this one again.
      void this.hosting.close();
      this.enter(target);
      return true;
    } catch (error) {
      this.post({ address: 'fault', about: 'join', reason: (error as Error).message });
      return false;
    }
  }

  /** The person wants back to the lobby. Who hosts others is asked first. */
  requestLeave(): void {
    if (this.closing.request('stop', this.hosted, performance.now())) void this.leave();
  }

  /** Whether the game may end now; if not, the person is asked, and `onQuit` called when they confirm. */
  mayQuit(): boolean {
    return this.closing.request('quit', this.hosted, performance.now());
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
    this.list.close();
    await this.hosting.close();
  }

  /** How many others are in the yard that this game holds open. */
  private get hosted(): number {
    return this.hosting.yard ? this.session.others : 0;
  }

  private handleAnswer(isConfirmed: boolean): void {
    const about = this.closing.answer(isConfirmed);
    if (about === 'stop') void this.leave();
    if (about === 'quit') this.onQuit();
  }

  private async command(n: number, wanted: HostCommand): Promise<void> {
    // A page that was loaded since counts anew.
    const { post } = this;
    post({ address: 'answer', n, ...(await this.hosting.command(wanted)) });
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
    this.settings.set(
      'yard',
      choicesAfter(this.settings.get('yard') ?? FIRST_CHOICES, plan, this.profile.name),
    );
    this.postSettingsFaults();
    if (this.hosting.target) this.enter(this.hosting.target, this.hosting.hostKey);
  }

  private enter(target: Target, key?: string): void {
    this.session.enter(formatTarget(target), this.profile, undefined, key);
    this.keyQuestion.withdraw();
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
    this.tryJoin(() => accepted.target);
  }

  /** The person is in a yard. One that calls itself as a known one, and has another key, is left again. */
  private handleYardName(name: string, target: Target): void {
    if (this.hosting.yard) return;
    const changed = this.memory.remember(name, target);
    if (!changed) return this.post({ address: 'recent', yards: this.memory.recent });
    // Not at once: the session is in the middle of telling.
    queueMicrotask(() => {
      void this.leave();
      this.keyQuestion.ask({ changed, target });
    });
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
    if (this.fault !== undefined) this.post({ address: 'notice', text: this.fault });
    this.fault = undefined;
  }
}
