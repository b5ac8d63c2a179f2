/** A yard whose server does what a test says: lets in, refuses and removes, over plain ZeroMQ or over libzmq's own CURVE. */
import { curveKeyPair, Router } from 'zeromq';
import { packBundle } from '../../shared/protocol/bundles';
import {
  decodeClientMessage,
  encodeServerMessage,
  type MovedMessage,
  type ProfileMessage,
  type Refusal,
} from '../../shared/protocol/messages';
import { formatTarget, type Target } from '../../shared/target';
import { until } from './until';

const YARD_INTERVAL_MS = 500;
const Z85 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

export class FakeYard {
  /** All profiles that came, repeated ones too. */
  readonly profiles: ProfileMessage[] = [];
  /** Undefined of an open one. */
  readonly serverKey: string | undefined;
  /** Whom it does not let in, and why; by default nobody. */
  refuse: (profile: ProfileMessage) => Refusal | undefined = () => undefined;
  private readonly router: Router;
  private readonly port: number;
  private readonly name: string;
  private readonly inside = new Set<string>();
  private readonly routingIds = new Map<string, Buffer>();
  private readonly telling = setInterval(() => this.tellYard(), YARD_INTERVAL_MS);

  static async open(port: number, name: string, isSecured: boolean): Promise<FakeYard> {
    const yard = new FakeYard(port, name, isSecured);
    open.add(yard);
    // One that was closed at this port lets go of it a little later.
    const bind = () => yard.router.bind(`tcp://127.0.0.1:${port}`).then(() => true);
    await until('the port to be free', () => bind().catch(() => false));
    void yard.receiveAll();
    return yard;
  }

  private constructor(port: number, name: string, isSecured: boolean) {
    this.port = port;
    this.name = name;
    const { publicKey, secretKey } = curveKeyPair();
    this.serverKey = isSecured ? fromZ85(publicKey) : undefined;
    this.router = new Router({
      linger: 0,
      ...(isSecured && { curveServer: true, curveSecretKey: secretKey }),
    });
  }

  get target(): Target {
    const { port, serverKey } = this;
    return { host: '127.0.0.1', port, ...(serverKey !== undefined && { serverKey }) };
  }

  get targetText(): string {
    return formatTarget(this.target);
  }

  /** Removes everybody. */
  remove(code: Refusal['code'], reason: string): void {
    for (const id of this.inside) this.send(id, encodeServerMessage({ address: '/refused', code, reason }));
    this.inside.clear();
    const refusal: Refusal = { address: '/refused', code, reason };
    this.refuse = () => refusal;
  }

  /** Leads everybody elsewhere. */
  lead(message: MovedMessage): void {
    this.tell(message);
  }

  /** Tells everybody, in one bundle. */
  tell(...messages: Parameters<typeof encodeServerMessage>[0][]): void {
    const packet = packBundle(messages.map(encodeServerMessage), Date.now());
    for (const id of this.inside) this.send(id, packet);
  }

  close(): void {
    open.delete(this);
    clearInterval(this.telling);
    if (!this.router.closed) this.router.close();
  }

  private async receiveAll(): Promise<void> {
    for await (const [routingId, , payload] of this.router) {
      const message = payload && decodeClientMessage(payload);
      if (!routingId || typeof message !== 'object' || message.address !== '/profile') continue;
      const id = routingId.toString('hex');
      this.routingIds.set(id, routingId);
      this.profiles.push(message);
      const refusal = this.refuse(message);
      if (refusal) this.send(id, encodeServerMessage(refusal));
      else this.inside.add(id);
      this.tellYard();
    }
  }

  private tellYard(): void {
    const { name } = this;
    const yard = { address: '/yard', id: 1, name, protocol: 2, widthPx: 2400, heightPx: 1600 } as const;
    for (const id of this.inside) this.send(id, packBundle([encodeServerMessage(yard)], Date.now()));
  }

  private send(id: string, packet: Uint8Array): void {
    this.router.send([this.routingIds.get(id) ?? '', '', packet]).catch(() => undefined);
  }
}

const open = new Set<FakeYard>();

/** For afterEach. */
export function closeYards(): void {
  for (const yard of open) yard.close();
}

/** RFC 32, into base64url. */
function fromZ85(text: string): string {
  const bytes = Buffer.alloc((text.length / 5) * 4);
  for (let i = 0; i < text.length / 5; i++) {
    const digits = Array.from(text.slice(5 * i, 5 * i + 5));
    const word = digits.reduce((sum, digit) => 85 * sum + Z85.indexOf(digit), 0);
    bytes.writeUInt32BE(word, 4 * i);
  }
  return bytes.toString('base64url');
}
