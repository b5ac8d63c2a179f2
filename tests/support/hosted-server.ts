/** A server whose host speaks to it through a pipe, and players who come into its secured yard. */
import { curveKeyPair } from 'zeromq';
import type { ClientMessage, RefusalCode } from '../../shared/protocol/messages';
import { Program } from './programs';
import { RawPeer } from './raw-peer';
import { until } from './until';

/** An answer of the console as an object (`--json`). */
export interface Answered {
  event: 'answer';
  isError: boolean;
  msg: string;
  [field: string]: unknown;
}

export class HostedServer {
  readonly program: Program;
  private readonly port: number;
  private readonly isSecured: boolean;

  private constructor(port: number, args: string[]) {
    this.program = new Program('server', ['--port', String(port), '--json', ...args], [], { stdin: 'pipe' });
    this.port = port;
    this.isSecured = args.includes('--secure');
  }

  static async start(port: number, ...args: string[]): Promise<HostedServer> {
    const server = new HostedServer(port, args);
    await until(`the server to listen; it said: ${server.program.errors}`, () =>
      server.program.output.includes('is open at'),
    );
    return server;
  }

  /** Types a line, and resolves with what is answered. */
  async order(line: string): Promise<Answered> {
    const before = this.answers().length;
    this.type(`${line}\n`);
    return until(`an answer to ${line}`, () => this.answers()[before]);
  }

  type(text: string): void {
    this.program.process.stdin?.write(text);
  }

  answers(): Answered[] {
    return this.lines().filter((line): line is Answered => line['event'] === 'answer');
  }

  /** All whole lines of its output. */
  lines(): Record<string, unknown>[] {
    const whole = this.program.output.slice(0, this.program.output.lastIndexOf('\n') + 1).split('\n');
    return whole.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The present ticket. */
  async ticket(): Promise<string> {
    return String((await this.order('invite'))['ticket']);
  }

  /** A plain Dealer that shows a profile with this identity. */
  async peer(
    name: string,
    said: Partial<Extract<ClientMessage, { address: '/profile' }>> = {},
  ): Promise<Guest> {
    const key = this.isSecured ? /key=([\w-]{43})/.exec((await this.order('invite')).msg)?.[1] : undefined;
    return new Guest(this.port, name, said, key === undefined ? {} : curveOptions(key));
  }
}

/** Somebody who shows its profile, and does it again when it is told to. */
export class Guest extends RawPeer {
  private readonly profile: Extract<ClientMessage, { address: '/profile' }>;

  constructor(port: number, name: string, said: object, security: object) {
    super(port, security);
    const key = `key of ${name} ${Math.random()}`;
    this.profile = { address: '/profile', protocol: 2, name, colour: '#e69f00', key, ...said };
  }

  show(): Promise<void> {
    return this.send(this.profile);
  }

  /** Comes in. Resolves with its id. */
  async enter(): Promise<number> {
    await this.show();
    return this.id();
  }

  /** Shows its profile again until it is refused so, which it is told once a second at most. Resolves with the sentence. */
  async untilRefused(code: RefusalCode): Promise<string> {
    const seen = this.messages().length;
    const told = await until(`a refusal: ${code}`, async () => {
      await this.show();
      const refusals = this.messages().slice(seen);
      return refusals.find((message) => message.address === '/refused' && message.code === code);
    });
    return told.address === '/refused' ? told.reason : '';
  }
}

export function identityOf(n: number): string {
  return Buffer.alloc(32, n).toString('base64url');
}

/** @param serverKey in base64url */
function curveOptions(serverKey: string): object {
  const { publicKey, secretKey } = curveKeyPair();
  const curveServerKey = z85(Buffer.from(serverKey, 'base64url'));
  return { curveServerKey, curvePublicKey: publicKey, curveSecretKey: secretKey };
}

/** As libzmq has keys in text (RFC 32). */
function z85(bytes: Buffer): string {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';
  let text = '';
  for (let offset = 0; offset < bytes.length; offset += 4) {
    const value = bytes.readUInt32BE(offset);
    for (let power = 85 ** 4; power >= 1; power /= 85) text += digits[Math.floor(value / power) % 85] ?? '';
  }
  return text;
}
