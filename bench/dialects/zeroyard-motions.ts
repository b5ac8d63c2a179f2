/** Zeroyard's clients as the game has them: they tell motions, with the moment at which each was true. */
import type { Recordings } from '../walkers/recordings';
import { encodeClientMessage, messagesOf, packBundle, ServerTime, timeTagOf, type Motion } from '../product';
import type { Client } from './dialect';
import { ZeroyardDialect } from './zeroyard';

const PONG = Buffer.from('/pong\0');
/** Its clock is all clients', which are on one machine. It is one of those that are looked at. */
const TIMEKEEPER = 0;

export class ZeroyardMotionsDialect extends ZeroyardDialect {
  private readonly recordings: Recordings;
  private readonly time = new ServerTime();
  private pingedMs = NaN;
  private readonly areIn = new Set<number>();

  constructor(recordings: Recordings) {
    super(recordings);
    this.recordings = recordings;
  }

  override receive(client: Client, bytes: Buffer, start: number, end: number, nowMs: number): void {
    if (this.recordings.isSampled(client.index)) {
      const bundle = bytes.subarray(start, end);
      this.recordings.addBundle(client.index, bundle, nowMs);
      if (client.index === TIMEKEEPER) this.keepTime(bundle, nowMs);
    } else if (this.areIn.has(client.index)) {
      // It is not looked at: to read it would take processor time that the server is to have.
      return;
    }
    super.receive(client, bytes, start, end, nowMs);
  }

  protected override entered(client: Client, id: number): void {
    super.entered(client, id);
    this.areIn.add(client.index);
  }

  /** The message with how somebody goes on from now. */
  motion({ x, y, vx, vy }: Motion, nowMs: number): Buffer {
    const message = encodeClientMessage({ address: '/motion', x, y, vx, vy });
    const serverMs = this.time.at(nowMs);
    return Buffer.from(serverMs === undefined ? message : packBundle([message], serverMs));
  }

  override everySecond(client: Client): void {
    if (client.index === TIMEKEEPER) this.pingedMs = performance.now();
    super.everySecond(client);
  }

  protected override motions(): void {
    // What is looked at is recorded whole.
  }

  private keepTime(bundle: Uint8Array, nowMs: number): void {
    const tagMs = timeTagOf(bundle);
    if (tagMs === undefined) return;
    this.time.addArrival(tagMs, nowMs);
    if (messagesOf(bundle)?.some((message) => PONG.compare(message, 0, PONG.length) === 0))
      this.time.addRoundTrip(nowMs - this.pingedMs);
  }
}
