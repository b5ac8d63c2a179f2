import type { ConnectionState, FromRenderer, ToRenderer } from '../../shared/bridge';
import type { Position } from '../../shared/movement';
import { cleanProfile, profileFault, type Profile } from '../../shared/profile';
import { decodeToRenderer, encodeFromRenderer } from '../frames';
import { CLOSE_CODES } from '../closing';

/** How long to wait before the shell is tried again: at first, and at most. */
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;
/** Who is there answers in less; a network that swallows the question would keep us waiting for minutes. */
const CONNECT_TIMEOUT_MS = 4000;

/** In a yard that answers there is news every second, if only of the network. After so long without any the line is dead. */
const SILENCE_MS = 6000;
const WATCH_INTERVAL_MS = 2000;

const AWAY = 'The computer that this page comes from does not answer. The page goes on trying.';
const LOCKED =
  'The yard was opened anew, and this address does no longer lead into it: scan its new QR code.';
const STATUS_FORBIDDEN = 403;

/**
 * The page's line to its shell. It is opened again whenever it breaks (a phone that was asleep, a network that was away);
 * the person is then where they were: in the lobby, or at their place in the yard.
 */
export class Line {
  private readonly url: string;
  private readonly tell: (message: ToRenderer) => void;
  private profile: Profile;
  private socket: WebSocket | undefined;
  private retryMs = FIRST_RETRY_MS;
  private retry: number | undefined;
  private isInLobby = false;
  /** The yard has answered, so that there is news every second. */
  private hasNews = false;
  private heardMs = 0;
  private position: Position | undefined;

  /** Opens it. @param tell hears what the shell tells */
  constructor(url: string, profile: Profile, tell: (message: ToRenderer) => void) {
    this.url = url;
    this.profile = profile;
    this.tell = tell;
    // Known from the first moment on, so that nobody sees a lobby flash by, and what a page cannot do is never offered.
    tell({ address: 'doorway', yard: { name: '', address: '' } });
    this.hear({ address: 'connection', state: 'connecting', server: '' });
    this.open();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.openNow();
    });
    window.addEventListener('online', () => this.openNow());
    setInterval(() => this.watch(), WATCH_INTERVAL_MS);
  }

  send(message: FromRenderer): void {
    if (message.address === '/position') this.position = { x: message.x, y: message.y };
    if (message.address === 'profile') this.keepProfile(message);
    // What the person did is not kept where nobody hears it: it would be late.
    if (this.isOpen) this.socket?.send(encodeFromRenderer(message));
    else if (message.address === 'leave') this.hear({ address: 'lobby', notice: AWAY });
    else if (message.address === 'join') this.tell({ address: 'fault', about: 'join', reason: AWAY });
  }

  private get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Who the person is, is never late: said on a line that is broken, or about to be, it is said anew on the next one. */
  private keepProfile(wanted: Profile): void {
    const profile = cleanProfile(wanted);
    const reason = profileFault(profile);
    if (reason === undefined) this.profile = profile;
    // As the shell answers where there is one.
    if (!this.isOpen)
      this.tell(
        reason === undefined
          ? { address: 'self', ...profile }
          : { address: 'fault', about: 'profile', reason },
      );
  }

  private open(): void {
    const socket = new WebSocket(this.url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    const patience = setTimeout(() => socket.close(), CONNECT_TIMEOUT_MS);
    socket.onopen = () => {
      clearTimeout(patience);
      this.send({ address: 'profile', ...this.profile });
      if (this.isInLobby) this.send({ address: 'leave' });
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.hear(decodeToRenderer(data));
    socket.onclose = ({ code, reason }) => {
      clearTimeout(patience);
      this.close(code, reason);
    };
  }

  private hear(message: ToRenderer): void {
    this.heardMs = performance.now();
    this.retryMs = FIRST_RETRY_MS;
    if (message.address === 'self') this.profile = { name: message.name, color: message.color };
    if (message.address === 'lobby') this.enterLobby();
    if (message.address === 'connection') this.hearState(message.state);
    else this.tell(message);
  }

  /** The yard is where the page comes from, for whoever has it before them; the shell may have another address for it. */
  private hearState(state: ConnectionState): void {
    this.isInLobby = false;
    this.hasNews = state !== 'connecting';
    this.tell({ address: 'connection', state, server: location.host });
    // Back after the line broke, and in the yard anew: where they were.
    if (state === 'connecting' && this.position) this.tell({ address: '/corrected', ...this.position });
  }

  private enterLobby(): void {
    this.isInLobby = true;
    this.hasNews = false;
    this.position = undefined;
  }

  private close(code: number, reason: string): void {
    this.hasNews = false;
    if (!this.isInLobby) this.tell({ address: 'connection', state: 'lost', server: location.host });
    if (code === CLOSE_CODES.policy || code === CLOSE_CODES.tryAgainLater)
      this.tell({ address: 'notice', text: reason });
    this.retry = window.setTimeout(() => void this.openAgain(), this.retryMs);
    this.retryMs = Math.min(2 * this.retryMs, LAST_RETRY_MS);
  }

  /** A WebSocket does not say why it is refused: the page's own address does. */
  private async openAgain(): Promise<void> {
    this.retry = undefined;
    const signal = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
    const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store', signal }).catch(
      () => undefined,
    );
    if (answer?.status === STATUS_FORBIDDEN) this.tell({ address: 'notice', text: LOCKED });
    else this.open();
  }

  /** A network that went away without a word leaves a socket that looks open for minutes. */
  private watch(): void {
    if (!this.socket || !this.isOpen || !this.hasNews || performance.now() - this.heardMs < SILENCE_MS)
      return;
    this.socket.onclose = null;
    this.socket.onmessage = null;
    this.socket.close();
    this.close(CLOSE_CODES.goingAway, '');
  }

  /** Without the pause, since something has changed. */
  private openNow(): void {
    if (this.retry === undefined) return;
    clearTimeout(this.retry);
    void this.openAgain();
  }
}
