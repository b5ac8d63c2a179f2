/** All clients of one load, in one process: they join, send their keep-alives, and count what goes over their connections. */
import { performance } from 'node:perf_hooks';
import type { Client, Dialect } from '../dialects/dialect';
import { Connection } from './connection';
import { fail } from './reports';

/** So many connections are made at a time. */
const JOINING_AT_ONCE = 50;
/** How long all of them may take, and how much longer for each. */
const JOIN_TIMEOUT_MS = 20_000;
const JOIN_TIMEOUT_MS_EACH = 10;
const TICK_MS = 1;

/** All that went over the connections so far. */
export interface Traffic {
  /** What the clients read: payloads of messages, contents of TCP, and how many messages. */
  payloadBytes: number;
  wireBytes: number;
  received: number;
  /** How many messages they sent. */
  sent: number;
}

export class Clients {
  /** Those who have joined, by number. */
  readonly joined: (Client | undefined)[] = [];
  private readonly players: number;
  private readonly ports: readonly number[];
  private readonly dialect: Dialect;
  private readonly connections: Connection[] = [];

  /** @param ports of the servers, among whom the clients take turns */
  constructor(players: number, ports: readonly number[], dialect: Dialect) {
    this.players = players;
    this.ports = ports;
    this.dialect = dialect;
  }

  /** Everybody joins; resolves once all have. The process fails when that takes too long. */
  async join(): Promise<void> {
    const timeoutMs = JOIN_TIMEOUT_MS + this.players * JOIN_TIMEOUT_MS_EACH;
    const tooLong = setTimeout(
      () => fail(new Error(`Not all clients had joined after ${timeoutMs / 1000} s.`)),
      timeoutMs,
    );
    let next = 0;
    const joinSome = async (): Promise<void> => {
      while (next < this.players) await this.joinOne(next++);
    };
    await Promise.all(Array.from({ length: JOINING_AT_ONCE }, joinSome));
    clearTimeout(tooLong);
  }

  /** Everybody who has joined sends its keep-alives, from now on and as long as the process runs. */
  startKeepAlives(): void {
    const startMs = performance.now();
    let sent = 0;
    setInterval(() => {
      for (; startMs + sent * (1000 / this.players) <= performance.now(); sent++) {
        const client = this.joined[sent % this.players];
        if (client) this.dialect.everySecond?.(client);
      }
    }, TICK_MS);
  }

  traffic(): Traffic {
    const sum = { payloadBytes: 0, wireBytes: 0, received: 0, sent: 0 };
    for (const { payloadBytes, wireBytes, received, sent } of this.connections) {
      sum.payloadBytes += payloadBytes;
      sum.wireBytes += wireBytes;
      sum.received += received;
      sum.sent += sent;
    }
    return sum;
  }

  private async joinOne(index: number): Promise<void> {
    const { dialect } = this;
    const framing = await dialect.framing(index);
    await new Promise<void>((resolve) => {
      const connection = new Connection(this.ports[index % this.ports.length] ?? NaN, framing, {
        opened: () => dialect.open(client),
        message: (bytes, start, end) => dialect.receive(client, bytes, start, end, performance.now()),
        ended: fail,
      });
      const client: Client = {
        index,
        send: (payload) => connection.send(payload),
        joined: () => {
          this.joined[index] = client;
          resolve();
        },
      };
      this.connections[index] = connection;
    });
  }
}
