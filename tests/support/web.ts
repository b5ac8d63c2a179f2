/** The web shell as a program of its own, and pages without a browser: a WebSocket that speaks as our page does. */
import { WebSocket, type RawData } from 'ws';
import { decodeToRenderer, encodeFromRenderer, type WebSocketFrame } from '../../web/frames';
import type { FromRenderer, ToRenderer } from '../../shared/bridge';
import { Program } from './programs';
import { until, untilMessage } from './until';

export interface Web {
  program: Program;
  port: number;
  /** What the shell printed: the whole URL, with the token where there is one. */
  url: URL;
}

/** A web shell that is open, and leads to the yard at this port. */
export function startWeb(port: number, yardPort: number, ...args: string[]): Promise<Web> {
  return startWebInside([], port, yardPort, ...args);
}

/** A web shell that is open. @param inside a command that runs it somewhere else, such as in a network namespace */
export async function startWebInside(
  inside: readonly string[],
  port: number,
  yardPort: number,
  ...args: string[]
): Promise<Web> {
  const join = `127.0.0.1:${yardPort}`;
  const program = new Program('web', ['--join', join, '--port', String(port), ...args], inside);
  const url = await until('the web shell to print a URL', () => {
    if (program.process.exitCode !== null) throw new Error(`The web shell ended: ${program.errors}`);
    return /http:\S+/.exec(program.output)?.[0];
  });
  return { program, port, url: new URL(url) };
}

/** What a page's own WebSocket would ask for, and from where it would say that it comes. */
export interface UpgradeOptions {
  origin?: string | undefined;
  host?: string;
  token?: string | null;
  path?: string;
  /** Which page it says that it is. */
  page?: string;
}

/** Opens a WebSocket to the shell's bridge. */
export function openWebSocket(
  port: number,
  { origin, host, token, page, path = '/bridge' }: UpgradeOptions = {},
): WebSocket {
  const url = new URL(`ws://127.0.0.1:${port}${path}`);
  if (token) url.searchParams.set('token', token);
  if (page !== undefined) url.searchParams.set('page', page);
  const socket = new WebSocket(url, {
    ...(origin !== undefined && { origin }),
    headers: { ...(host !== undefined && { host }) },
    perMessageDeflate: false,
  });
  open.add(socket);
  socket.binaryType = 'arraybuffer';
  socket.on('error', () => undefined);
  return socket;
}

/** A page without a browser. */
export class FakePage {
  readonly received: ToRenderer[] = [];
  closed: { code: number; reason: string } | undefined;
  readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: RawData, isBinary) => {
      const message = decodeToRenderer(isBinary ? (data as ArrayBuffer) : textOf(data));
      this.received.push(...(message.address === 'batch' ? message.messages : [message]));
    });
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
  }

  /** A page whose WebSocket is open; it has said nothing yet. */
  static async open(port: number, options: UpgradeOptions = {}): Promise<FakePage> {
    const page = new FakePage(openWebSocket(port, { origin: `http://127.0.0.1:${port}`, ...options }));
    await until('the WebSocket to open', () => page.socket.readyState === WebSocket.OPEN || page.closed);
    return page;
  }

  /** A page whose player is in the yard. */
  static async enter(port: number, name: string, options: UpgradeOptions = {}): Promise<FakePage> {
    const page = await FakePage.open(port, options);
    page.send({ address: 'profile', name, colour: '#e69f00' });
    page.send({ address: 'enter', position: undefined });
    await page.until('connection', ({ state }) => state === 'present');
    return page;
  }

  send(message: FromRenderer): void {
    this.sendFrame(encodeFromRenderer(message));
  }

  sendFrame(frame: WebSocketFrame): void {
    this.socket.send(frame);
  }

  until<A extends ToRenderer['address']>(
    address: A,
    check?: (message: Extract<ToRenderer, { address: A }>) => boolean,
  ): Promise<Extract<ToRenderer, { address: A }>> {
    return untilMessage('at a page', () => this.received, address, check);
  }

  untilClosed(): Promise<{ code: number; reason: string }> {
    return until('the WebSocket to close', () => this.closed);
  }
}

const open = new Set<WebSocket>();

/** For afterEach. */
export function closePages(): void {
  for (const socket of open) socket.terminate();
  open.clear();
}

function textOf(data: RawData): string {
  return Buffer.from(data as ArrayBuffer).toString();
}
