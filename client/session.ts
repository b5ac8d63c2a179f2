import { performance } from 'node:perf_hooks';
import type { FromRenderer, YardMessage } from '../shared/bridge';
import { PROFILE_INTERVAL_MS } from '../shared/config';
import { LastMotion } from '../shared/last-motion';
import type { Position, YardSize } from '../shared/movement';
import { cleanProfile, validateProfile, type Profile } from '../shared/profile';
import type { MovedMessage } from '../shared/protocol/messages';
import type { Simulation } from '../shared/simulation';
import { splitTarget } from '../shared/target';
import { isolated } from '../shared/text';
import { connectAs } from './connect-as';
import { closedWords, type CloseReason, type FollowCause, type FollowingClientEvents } from './events';
import { PagePost } from './page-post';
import type { Connect, SessionClient, SessionYard } from './session-client';
import { SessionKeys } from './session-keys';
import type { SessionShell } from './session-shell';

const NOWHERE = { server: '', key: '', ticket: '' };

const ELSEWHERE_WORDS = {
  lost: 'The server of this yard is gone; you are in it by another one.',
  full: 'That server of this yard is full; you are in it by another one.',
} as const;

/** What every shell answers in the same way. */
export type SessionRequest = Extract<FromRenderer, { address: '/motion' | '/say' | 'simulate' }>;

/**
 * What a person does in front of a page, in whichever shell: enters a yard, walks, talks, leaves it. What they are doing
 * is remembered here and nowhere else, so that a page that is loaded again can be put back where it was.
 */
export class Session {
  private readonly shell: SessionShell;
  private readonly page: PagePost;
  private readonly connect: Connect;
  private client: SessionClient | undefined;
  /** As whom the person asked to be shown. */
  private profile: Profile | undefined;
  /** The yard that the person is in or on the way to: a target as text. */
  private yard: SessionYard | undefined;
  private simulation: Simulation;
  private saidAbleMs = -Infinity;
  private readonly keys = new SessionKeys();

  /** @param connect for tests: makes a client that connects to a server at once */
  constructor(
    shell: SessionShell,
    simulation: Simulation,
    connect: Connect = (...args) => connectAs(shell, ...args),
  ) {
    this.shell = shell;
    this.page = new PagePost((message) => shell.post(message));
    this.simulation = simulation;
    this.connect = connect;
  }

  /** `tcp://HOST:PORT`; undefined in the lobby. */
  get server(): string | undefined {
    return this.yard && splitTarget(this.yard.server).address;
  }

  /** How many others are in the yard with the person, as far as is known. */
  get others(): number {
    return this.yard?.others.size ?? 0;
  }

  /** The yard that the person is in or on the way to, and the key by which it knows them; undefined in the lobby. */
  get present():
    { server: string; name: string; size: YardSize; key: string; isWatched: boolean } | undefined {
    if (!this.yard) return undefined;
    const { server, name, motion, key, isWatched } = this.yard;
    return { server, name, size: motion.size, key, isWatched };
  }

  /** Does what the person asked for. */
  handle(request: SessionRequest): void {
    switch (request.address) {
      case '/motion':
        this.yard?.motion.set(request, performance.now());
        this.client?.move(request);
        break;
      case '/say':
        if (this.yard?.isWatched === false) this.client?.say(request.text);
        break;
      case 'simulate': {
        const { delayMs, jitterMs, lossPercent, duplicatePercent } = request;
        this.simulation = { delayMs, jitterMs, lossPercent, duplicatePercent };
        this.client?.simulate(this.simulation);
        this.postSimulation();
        break;
      }
    }
  }

  /** Answers an offer of the yard: see `/successor`. */
  succeed(n: number, to: Omit<MovedMessage, 'address'> = NOWHERE): void {
    this.client?.succeed({ n, ...to });
  }

  /** Has the person be somebody from now on. Undefined when that cannot be, and the page is told why. */
  setProfile(wanted: Profile): Profile | undefined {
    const profile = cleanProfile(wanted);
    const reason = validateProfile(profile);
    if (reason !== undefined) {
      this.page.post({ address: 'fault', about: 'profile', reason });
      return undefined;
    }
    this.profile = profile;
    if (this.yard?.isWatched === false) this.client?.setProfile(profile);
    this.page.post({ address: 'self', ...profile });
    return profile;
  }

  /**
   * Enters a yard, and leaves the one before. Throws an Error with a sentence when there is no way to such an address; the person
   * stays where they were.
   * @param server a target as text (shared/target.ts)
   * @param position where the person stood there until now; undefined for a newcomer
   * @param key by which the server knows the person already; one that was in this yard before comes back as who they were
   * @param isWatched the person only looks on: they are nobody there, and `/motion` is where they look
   */
  enter(
    server: string,
    profile: Profile,
    position?: Position,
    key: string = this.keys.of(server),
    isWatched = false,
  ): void {
    const events: FollowingClientEvents = {
      onState: (state, reason) => {
        if (this.client !== client) return;
        this.page.post({ address: 'connection', state });
        // Not at once: the client is in the middle of telling.
        if (state === 'closed') queueMicrotask(() => this.handleClosed(client, reason));
      },
      onMessage: (message) => {
        if (this.client === client) this.handleMessage(message);
      },
      onFigures: (figures) => this.page.post({ address: 'network', ...figures }),
      keyAt: (address) => this.shell.keyAt?.(address),
      onFollowed: (followed, cause) => {
        if (this.client === client) this.handleFollowed(followed, cause);
      },
      onNotFollowed: (text) => {
        if (this.client === client) this.page.post({ address: 'notice', text });
      },
    };
    const client = this.connect(server, isWatched ? 'spectator' : profile, events, key);
    this.disconnect();
    const motion = new LastMotion();
    if (position) motion.set(position, performance.now());
    this.yard = { server, name: '', motion, key, others: new Set(), isWatched };
    this.saidAbleMs = -Infinity;
    this.profile = profile;
    this.page.post({
      ...{ address: 'enter', server: splitTarget(server).address, position },
      ...(isWatched && { isSpectator: true }),
    });
    this.client = client;
    client.simulate(this.simulation);
  }

  /** Enters the present yard once more, for a page that was loaded again. False in the lobby. */
  enterAgain(profile: Profile): boolean {
    if (!this.yard) return false;
    const { server, motion, key, isWatched } = this.yard;
    this.enter(server, profile, motion.at(performance.now()), key, isWatched);
    return true;
  }

  /** Leaves the yard for the lobby. `notice` says why, if the person did not ask for it; `isRemoved` as onClosed has it. */
  leave(notice?: string, isRemoved = false): void {
    this.disconnect();
    this.page.post({ address: 'lobby', notice, ...(isRemoved && { isRemoved }) });
  }

  /** Leaves the yard without a word to the page, which is gone. */
  disconnect(): void {
    this.client?.leave();
    this.page.clear();
    this.client = undefined;
    this.yard = undefined;
  }

  postSimulation(): void {
    this.page.post({ address: 'simulation', ...this.simulation });
  }

  private handleMessage(message: YardMessage): void {
    const { yard } = this;
    if (message.address === '/corrected') yard?.motion.correct(message, performance.now());
    if (yard && message.address === '/yard')
      yard.motion.size = { widthPx: message.widthPx, heightPx: message.heightPx };
    if (yard && message.address === '/yard' && message.name !== yard.name) {
      yard.name = message.name;
      this.shell.onYardName(message.name, yard.server);
    }
    if (message.address === '/offer') {
      this.shell.onOffer?.(message);
      return;
    }
    if (message.address === '/yard') this.sayAble();
    if (message.address === '/player/profile') yard?.others.add(message.id);
    if (message.address === '/player/left') yard?.others.delete(message.id);
    this.page.add(message);
    if (message.address === '/your/profile' && this.profile?.colour === '') {
      const { colour } = message;
      this.setProfile({ ...this.profile, colour });
      this.shell.onColourGiven(colour);
    }
  }

  /** Again and again, as presence is: the server may be another one. */
  private sayAble(): void {
    const nowMs = performance.now();
    if (!this.shell.onOffer || this.yard?.isWatched || nowMs - this.saidAbleMs < PROFILE_INTERVAL_MS) return;
    this.saidAbleMs = nowMs;
    this.succeed(0);
  }

  private handleFollowed(server: string, cause: FollowCause): void {
    const { yard } = this;
    if (!yard) return;
    const before = yard.server;
    const [from, to] = [splitTarget(before).address, splitTarget(server).address];
    yard.server = server;
    if (cause === 'moved') yard.key = this.shell.keyAt?.(to) ?? yard.key;
    this.keys.keep(server, yard.key);
    this.saidAbleMs = -Infinity;
    this.page.post({ address: 'moved', server: to });
    const usual =
      from === to
        ? 'The yard was opened anew, and you stay in it.'
        : `The yard has moved to ${to}, and you with it.`;
    const movedText = this.shell.movedWords?.(to) ?? usual;
    this.page.post({ address: 'notice', text: cause === 'moved' ? movedText : ELSEWHERE_WORDS[cause] });
    // Who waits to be let in, or found no room at the first one, has not been told the name.
    if (yard.name !== '') this.shell.onYardName(yard.name, server, before);
  }

  private handleClosed(client: SessionClient, reason: CloseReason | undefined): void {
    const { yard } = this;
    if (this.client !== client || !yard) return;
    const name = yard.name === '' ? 'The yard' : isolated(yard.name);
    if (typeof reason === 'object') this.shell.onClosed(reason.reason, true);
    else this.shell.onClosed(closedWords(name, reason), false);
  }
}
