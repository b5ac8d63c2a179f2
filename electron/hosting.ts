import { HostWatcher } from '../client/reachable-hosts';
import type { ToRenderer } from '../shared/bridge';
import { formatHostCommand, type HostCommand } from '../shared/host-commands';
import type { Access, HostedYard, Reach, YardPlan } from '../shared/hosted-yard';
import { DEFAULT_HOST, MOVES_MAX, MOVES_WINDOW_MS } from '../shared/config';
import type { Target } from '../shared/target';
import { HANDED_OVER, NOT_OPEN, restartedWords, tooSoonWords } from './hosting-words';
import { Offering } from './offering';
import { Phones } from './phones';
import { checkPlan, faultOf } from './plan-faults';
import { openAnew, type Succession } from './hand-over';
import { SerialQueue } from './serial-queue';
import { reachOf } from './reach';
import type { ServerSettings } from './server-arguments';
import { findSecrets, secretsOf, type Secrets } from './server-secrets';
import { ServerProcess } from './server-process';
import type { MoveTo } from './utility-program';

/** So often a yard is opened anew that all of its players follow, with some time for their networks. */
const MOVE_INTERVAL_MS = MOVES_WINDOW_MS / MOVES_MAX + 2000;

export interface HostingEvents {
  /** To the page. */
  post(message: ToRenderer): void;
  /** A yard was opened or closed, or is reached at other addresses. */
  onChange(): void;
  /** The yard ended by itself; `why` is a sentence for the person. */
  onEnd(why: string): void;
}

/** The yard that this machine holds open, if it does, and the phones that are invited to it. */
export class Hosting {
  private readonly settings: ServerSettings;
  private readonly events: HostingEvents;
  private readonly phones: Phones;
  private readonly operations = new SerialQueue();
  private server: ServerProcess | undefined;
  /** While a yard is open to the network. */
  private watcher: HostWatcher | undefined;
  /** How often a yard was to be closed: who opened one before that does not want it any more. */
  private closes = 0;
  private readonly offering: Offering;
  /** The ids of the players whose games could hold the yard. */
  private successors: readonly number[] = [];
  /** Where the last yard was handed over to. */
  private handedOverTo: string | undefined;
  /** When everybody was led to a new server. */
  private movedMs = -Infinity;

  constructor(settings: ServerSettings, events: HostingEvents) {
    this.settings = settings;
    this.events = events;
    this.offering = new Offering((message) => events.post(message));
    this.phones = new Phones(
      (message) => events.post(message),
      () => this.watcher?.hosts ?? [],
    );
  }

  /** Undefined while no yard is open. */
  get yard(): HostedYard | undefined {
    const { server } = this;
    if (!server) return undefined;
    const { plan } = server;
    return { ...plan, ...reachOf(plan, this.watcher?.hosts ?? [], secretsOf(server)) };
  }

  /** By which programs of this computer enter it; undefined while no yard is open. */
  get target(): Target | undefined {
    if (!this.server) return undefined;
    return { host: DEFAULT_HOST, port: this.server.plan.port, ...secretsOf(this.server) };
  }

  /** What its server knows the host by. */
  get hostKey(): string | undefined {
    return this.server?.hostKey;
  }

  /** Opens a yard. False when that cannot be, and the person is told why; or when it was to be closed meanwhile. */
  open(plan: YardPlan, succession?: Succession): Promise<boolean> {
    const { closes } = this;
    return this.operations.add(async () => {
      if (this.server || this.closes > closes) return false;
      try {
        const server = await this.start(plan, succession);
        const watcher =
          plan.reach === 'network' ? await HostWatcher.start(() => this.postState()) : undefined;
        if (this.closes > closes) {
          watcher?.close();
          await server.stop();
          return false;
        }
        this.watcher = watcher;
        this.server = server;
        this.postState();
        return true;
      } catch (error) {
        this.events.post({ address: 'fault', ...(await faultOf(error as Error, plan)) });
        return false;
      }
    });
  }

  /** Closes the yard, if there is one, or one that is being opened. */
  close(): Promise<void> {
    this.closes++;
    this.offering.end();
    const server = this.release();
    return this.operations.add(async () => {
      // The yard first: it says goodbye to the phones too.
      await server?.stop();
      await this.phones.close();
    });
  }

  /**
   * Opens the yard to others than now, with everybody in it. Where that cannot be, the person is told why.
   * @param access who may come in from then on; nobody is led out of a secured yard into an open one
   */
  setReach(reach: Reach, access: Access): Promise<void> {
    const { closes } = this;
    return this.operations.add(async () => {
      const { server } = this;
      if (!server || server.plan.reach === reach) return;
      if (this.isTooSoon('reach')) return;
      this.movedMs = performance.now();
      try {
        const start = (plan: YardPlan, succession: Succession) => this.start(plan, succession);
        const isOpened = access === 'open' && server.plan.access !== 'open';
        const plan = { ...server.plan, reach, access: isOpened ? server.plan.access : access };
        const anew = await openAnew(server, plan, start, (wanted) => this.findSecrets(wanted));
        if (this.closes > closes) {
          await anew.server.stop();
          return;
        }
        this.server = anew.server;
        if (anew.failure)
          this.events.post({ address: 'fault', about: 'reach', reason: anew.failure.message });
        await this.watch(anew.server.plan);
      } catch (error) {
        // Who closed it meanwhile has been told all.
        if (this.closes === closes) this.events.onEnd((error as Error).message);
      }
    });
  }

  /** See ServerProcess.renewTicket. */
  async renewTicket(): Promise<string> {
    if (!this.server) throw new Error(NOT_OPEN.text);
    return this.server.renewTicket();
  }

  /** Asks a player to hold the yard from now on; 0 for nobody any more. */
  offerTo(id: number): void {
    if (id !== 0 && this.isTooSoon('handOver')) return;
    this.offering.begin(id, (asked) => this.server?.offerTo(asked));
  }

  /** Invites phones to a yard that is open to the network, or disconnects them. */
  setPhones(isOpen: boolean): void {
    const { target } = this;
    if (!isOpen) void this.phones.close();
    else if (target && this.yard?.reach === 'network') void this.phones.open(target);
  }

  /**
   * Has the server do what its host asks for.
   * @param post to the page that asked: one that is loaded meanwhile counts its commands anew
   */
  async command(n: number, wanted: HostCommand, post: HostingEvents['post']): Promise<void> {
    const line = formatHostCommand(wanted);
    const answer = line === undefined ? undefined : await this.server?.command(line);
    post({ address: 'answer', n, ...(answer ?? NOT_OPEN) });
  }

  /** Tells the page what there is. */
  postState(): void {
    this.events.onChange();
    this.events.post({ address: 'successors', ids: this.successors });
    this.offering.postState();
    this.events.post({ address: 'access', access: this.server?.access });
    this.phones.postState();
  }

  /** What the host is told when their yard has gone to whom they handed it; undefined where it went elsewhere. */
  movedWords(server: string): string | undefined {
    return server === this.handedOverTo ? HANDED_OVER : undefined;
  }

  /** Whether players would not follow a further move yet; then the person is told so. */
  private isTooSoon(about: 'reach' | 'handOver'): boolean {
    const waitMs = this.movedMs + MOVE_INTERVAL_MS - performance.now();
    if (waitMs > 0) this.events.post({ address: 'fault', about, reason: tooSoonWords(waitMs) });
    return waitMs > 0;
  }

  /** The yard goes to where it is open now, if it is. */
  private async handleOffered(id: number, moveTo: MoveTo | undefined): Promise<void> {
    const { server, closes } = this;
    if (!server) return;
    const here = { ...server.plan, serverKey: server.serverKey };
    if (!(await this.offering.accept(id, moveTo, here))) return;
    if (!moveTo || this.closes > closes) return;
    this.release();
    this.handedOverTo = moveTo.server;
    await this.operations.add(async () => {
      // Their page goes with this game's web shell: they are not told first that they go along.
      await this.phones.close();
      await server.handOver(moveTo);
    });
  }

  /** The yard is this game's no more, from now on. Returns what held it, which has yet to end. */
  private release(): ServerProcess | undefined {
    const { server } = this;
    this.server = undefined;
    this.watcher?.close();
    this.watcher = undefined;
    this.successors = [];
    this.postState();
    return server;
  }

  /** What the yard will be entered with. Where who may come in stays as it is, so does that. */
  private findSecrets(plan: YardPlan): Promise<Secrets> {
    const { server, settings } = this;
    if (server?.plan.access !== plan.access) return findSecrets(plan, settings.keysFolder);
    const { serverKey = '', ticket = '' } = secretsOf(server);
    return Promise.resolve({ key: serverKey, ticket });
  }

  /** Watches the networks for a yard that is open to them, and has phones in no other. */
  private async watch({ reach }: YardPlan): Promise<void> {
    this.watcher?.close();
    this.watcher = undefined;
    if (reach === 'network') {
      const watcher = await HostWatcher.start(() => this.postState());
      if (this.server) this.watcher = watcher;
      else watcher.close();
    } else await this.phones.close();
    this.postState();
  }

  private async start(plan: YardPlan, succession?: Succession): Promise<ServerProcess> {
    const name = checkPlan(plan);
    const events = {
      onRestart: (wasLocked: boolean) =>
        this.events.post({ address: 'notice', text: restartedWords(wasLocked) }),
      // The invite may bear another ticket.
      onAccess: () => {
        if (this.target) this.phones.leadTo(this.target);
        this.postState();
      },
      onEnd: (why: string) => this.events.onEnd(why),
      onSuccessors: (ids: readonly number[]) => {
        this.successors = ids;
        this.events.post({ address: 'successors', ids });
      },
      onOffered: (id: number, moveTo: MoveTo | undefined) => void this.handleOffered(id, moveTo),
    };
    return ServerProcess.open({ ...plan, name }, this.settings, events, undefined, succession);
  }
}
