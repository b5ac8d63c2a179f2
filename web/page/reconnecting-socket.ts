import type { FromRenderer, RecentYard, ToRenderer, YardMessage } from '../../shared/bridge';
import { LastMotion } from '../../shared/last-motion';
import { cleanProfile, validateProfile, type Profile } from '../../shared/profile';
import { CLOSE_CODES } from '../close-codes';
import { decodeToRenderer, encodeFromRenderer } from '../frames';
import { isAddressRefused } from './address-refused';
import { createPageId, loadPageId } from './page-id';
import { followRemoval, loadRemoval } from './removal';
import { loadSecret } from './stored-settings';

/** How long to wait before the shell is tried again: at first, and at most. */
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;
/** A connection that lasted so long was none that the shell ends each time. */
const STABLE_MS = 5000;
/** Who is there answers in less; a network that swallows the question would keep us waiting for minutes. */
const CONNECT_TIMEOUT_MS = 4000;

/** The shell answers at once, and in a yard that answers there are messages every second. After so long without any the connection is dead. */
const SILENCE_MS = 6000;
const WATCH_INTERVAL_MS = 2000;

const AWAY = 'The computer that this page comes from does not answer. The page goes on trying.';
const LOCKED =
  'The yard was opened anew, and this address no longer leads into it: ask the host for its new QR code.';
/** Of these the person is told why. */
const TOLD_CODES: readonly number[] = [
  CLOSE_CODES.policy,
  CLOSE_CODES.internalError,
  CLOSE_CODES.tryAgainLater,
];

/**
 * The page's WebSocket to its shell. It is opened again whenever it breaks (a phone that was asleep, a network that was
 * away); the person is then where they were: in the lobby, or at their place in the yard. What that takes is remembered
 * here, and said to the shell each time: the shell forgets a page whose connection ends.
 */
export class ReconnectingSocket {
  private readonly url: URL;
  private readonly post: (message: ToRenderer) => void;
  private profile: Profile;
  private pageId = loadPageId();
  /** Of the person's identities: it leaves this browser for the shell alone. */
  private readonly secret = loadSecret();
  /** The one that the shell leads to, as it told last. */
  private yard: RecentYard = { name: '', address: '' };
  /** Where the person stands in the yard, once that is known; 'lobby' for those who left it. */
  private place: 'lobby' | LastMotion = new LastMotion();
  /** They only look on there. */
  private isWatching = false;
  private socket: WebSocket | undefined;
  private retryMs = FIRST_RETRY_MS;
  /** Undefined before the present connection is open. */
  private openedMs: number | undefined;
  /** As whom the page was told that it is shown. */
  private self: Profile | undefined;
  /** The next `self` answers what was said at the opening, and nothing that the person did. */
  private isIntroducing = false;
  private retry: number | undefined;
  /** The shell owes an answer, or the yard has answered, from when on there are messages every second. */
  private areMessagesDue = false;
  private receivedMs = 0;

  /** Opens it. @param post gets what the shell tells the page */
  constructor(url: URL, profile: Profile, post: (message: ToRenderer) => void) {
    this.url = url;
    this.profile = profile;
    this.post = post;
    // Known from the first moment on, so that nobody sees a lobby flash by, and what a page cannot do is never offered.
    post({ address: 'fixedYard', yard: this.yard, obstacle: undefined });
    const notice = loadRemoval();
    if (notice === undefined) post({ address: 'enter', server: location.host, position: undefined });
    else this.receive({ address: 'lobby', notice });
    this.open();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.openNow();
    });
    window.addEventListener('online', () => this.openNow());
    setInterval(() => this.watch(), WATCH_INTERVAL_MS);
  }

  /**
   * Sends what the person did. Without a connection an event is not kept: it would be late. Who the person is, and where,
   * is state, and is sent with the next connection.
   */
  send(message: FromRenderer): void {
    if (message.address === '/motion' && this.place !== 'lobby') this.place.set(message, performance.now());
    if (message.address === 'profile') this.keepProfile(message);
    const isEntering = message.address === 'join' || message.address === 'watch';
    if (isEntering) this.expectMessages();
    if (this.isOpen) this.socket?.send(encodeFromRenderer(message));
    else if (message.address === 'leave') this.receive({ address: 'lobby', notice: AWAY });
    else if (isEntering) this.post({ address: 'fault', about: 'join', reason: AWAY });
  }

  private get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Without a connection the page is answered as the shell would answer it. */
  private keepProfile(wanted: Profile): void {
    const profile = cleanProfile(wanted);
    const reason = validateProfile(profile);
    if (reason === undefined) this.profile = profile;
    if (this.isOpen) return;
    if (reason === undefined) this.postSelf(profile);
    else this.post({ address: 'fault', about: 'profile', reason });
  }

  private open(): void {
    const url = new URL(this.url);
    url.searchParams.set('page', this.pageId);
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.openedMs = undefined;
    const timer = setTimeout(() => socket.close(), CONNECT_TIMEOUT_MS);
    socket.onopen = () => {
      clearTimeout(timer);
      this.openedMs = performance.now();
      this.isIntroducing = true;
      this.postYard(undefined);
      this.send({ address: 'identity', secret: this.secret });
      this.send({ address: 'profile', ...this.profile });
      if (this.place === 'lobby') return;
      this.expectMessages();
      if (this.isWatching) this.send({ address: 'watch', target: '', name: undefined });
      else this.send({ address: 'enter', position: this.place.at(performance.now()) });
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.receive(decodeToRenderer(data));
    socket.onclose = ({ code, reason }) => {
      clearTimeout(timer);
      this.handleClose(code, reason);
    };
  }

  private receive(message: ToRenderer): void {
    this.receivedMs = performance.now();
    followRemoval(message);
    switch (message.address) {
      case 'self':
        this.receiveSelf({ name: message.name, colour: message.colour });
        return;
      case 'fixedYard':
        // A yard that does not answer yet has no name; what it was called the last time still says which it is.
        this.yard = message.yard.name === '' ? { ...message.yard, name: this.yard.name } : message.yard;
        this.postYard(undefined);
        return;
      case 'lobby':
        this.place = 'lobby';
        this.areMessagesDue = false;
        break;
      case 'enter':
        this.receiveEnter(message);
        // The answer. A yard that nobody opened yet says no more than that, for as long as it likes.
        this.areMessagesDue = false;
        return;
      case 'connection':
        this.areMessagesDue = true;
        break;
      case 'fault':
        // The answer to a join that cannot be.
        if (this.place === 'lobby') this.areMessagesDue = false;
        break;
      case 'batch':
        for (const told of message.messages) this.follow(told);
        break;
      default: // Of no importance for a new connection.
    }
    this.post(message);
  }

  private receiveEnter(message: Extract<ToRenderer, { address: 'enter' }>): void {
    const nowMs = performance.now();
    // Who comes back has walked on since it was said where they were.
    const here = this.place === 'lobby' ? undefined : this.place.at(nowMs);
    const position = message.position && (here ?? message.position);
    this.place = new LastMotion();
    this.isWatching = message.isSpectator ?? false;
    if (position) this.place.set(position, nowMs);
    // The yard is where the page comes from, for whoever has it before them; the shell may have another address for it.
    this.post({ ...message, position, server: location.host });
  }

  private follow(told: YardMessage): void {
    const { place } = this;
    if (place === 'lobby') return;
    if (told.address === '/corrected') place.correct(told, performance.now());
    if (told.address === '/yard') place.size = { widthPx: told.widthPx, heightPx: told.heightPx };
  }

  /** @param obstacle why it cannot be joined at the moment */
  private postYard(obstacle: string | undefined): void {
    this.post({ address: 'fixedYard', yard: this.yard, obstacle });
  }

  /** What the page knows already is not told again after each lost connection: its form may be being filled in. */
  private receiveSelf(profile: Profile): void {
    const { isIntroducing, self } = this;
    this.profile = profile;
    this.isIntroducing = false;
    if (!isIntroducing || self?.name !== profile.name || self.colour !== profile.colour)
      this.postSelf(profile);
  }

  private postSelf(profile: Profile): void {
    this.self = profile;
    this.post({ address: 'self', ...profile });
  }

  private handleClose(code: number, reason: string): void {
    this.areMessagesDue = false;
    if (this.place !== 'lobby') this.post({ address: 'connection', state: 'lost' });
    this.postYard(AWAY);
    if (TOLD_CODES.includes(code)) this.post({ address: 'notice', text: reason });
    // By a copy of this tab, which then is another page.
    if (code === CLOSE_CODES.replaced) this.pageId = createPageId();
    const isStable = this.openedMs !== undefined && performance.now() - this.openedMs >= STABLE_MS;
    if (isStable) this.retryMs = FIRST_RETRY_MS;
    this.retry = window.setTimeout(() => void this.openAgain(), this.retryMs);
    this.retryMs = Math.min(2 * this.retryMs, LAST_RETRY_MS);
  }

  private async openAgain(): Promise<void> {
    this.retry = undefined;
    if (!(await isAddressRefused(CONNECT_TIMEOUT_MS))) {
      this.open();
      return;
    }
    this.postYard(LOCKED);
    this.post({ address: 'notice', text: LOCKED });
  }

  /** A network that went away without a word leaves a socket that looks open for minutes. */
  private watch(): void {
    const isSilent = this.areMessagesDue && performance.now() - this.receivedMs >= SILENCE_MS;
    if (!this.socket || !this.isOpen || !isSilent) return;
    this.socket.onclose = null;
    this.socket.onmessage = null;
    this.socket.close();
    this.handleClose(CLOSE_CODES.goingAway, '');
  }

  private expectMessages(): void {
    this.areMessagesDue = true;
    this.receivedMs = performance.now();
  }

  /** Without the pause, since something has changed. */
  private openNow(): void {
    if (this.retry === undefined) return;
    clearTimeout(this.retry);
    void this.openAgain();
  }
}
