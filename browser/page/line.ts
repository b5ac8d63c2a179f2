import type { FromRenderer, ToRenderer } from '../../shared/bridge';
import type { Position } from '../../shared/movement';
import type { Profile } from '../../shared/profile';
import { decodeToRenderer, encodeFromRenderer } from '../frames';
import { CLOSE_CODES } from '../closing';

/** How long to wait before the shell is tried again: at first, and at most. */
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;
/** Who is there answers in less; a network that swallows the question would keep us waiting for minutes. */
const CONNECT_TIMEOUT_MS = 4000;

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
  /** The yard that the person is in or on the way to; undefined in the lobby. */
  private server: string | undefined;
  private isInLobby = false;
  private position: Position | undefined;

  /** Opens it. @param tell hears what the shell tells */
  constructor(url: string, profile: Profile, tell: (message: ToRenderer) => void) {
    this.url = url;
    this.profile = profile;
    this.tell = tell;
    this.open();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.openNow();
    });
    window.addEventListener('online', () => this.openNow());
  }

  send(message: FromRenderer): void {
    if (message.address === '/position') this.position = { x: message.x, y: message.y };
    // Where nobody hears it, it is not kept: it would be late.
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(encodeFromRenderer(message));
    else if (message.address === 'leave') this.hear({ address: 'lobby', notice: AWAY });
    else if (message.address === 'join') this.tell({ address: 'fault', about: 'join', reason: AWAY });
  }

  private open(): void {
    const socket = new WebSocket(this.url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    const patience = setTimeout(() => socket.close(), CONNECT_TIMEOUT_MS);
    socket.onopen = () => {
      clearTimeout(patience);
      this.retryMs = FIRST_RETRY_MS;
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
    if (message.address === 'self') this.profile = { name: message.name, color: message.color };
    if (message.address === 'lobby') this.goTo(undefined);
    if (message.address === 'connection') this.goTo(message.server);
    this.tell(message);
    // Back after the line broke, and in the yard anew: where they were.
    if (message.address === 'connection' && message.state === 'connecting' && this.position)
      this.tell({ address: '/corrected', ...this.position });
  }

  private goTo(server: string | undefined): void {
    this.server = server;
    this.isInLobby = server === undefined;
    if (this.isInLobby) this.position = undefined;
  }

  private close(code: number, reason: string): void {
    if (this.server !== undefined) this.tell({ address: 'connection', state: 'lost', server: this.server });
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

  /** Without the pause, since something has changed. */
  private openNow(): void {
    if (this.retry === undefined) return;
    clearTimeout(this.retry);
    void this.openAgain();
  }
}
