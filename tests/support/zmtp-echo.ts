/**
 * The own Router as a process of its own, so that what it costs can be measured: it sends each payload back to who sent it.
 * Arguments: HOST, PORT, how many connections it takes in all and from one address, and `curve` for a secured one. Prints a line of JSON, a Report,
 * when it listens and every 50 ms.
 */
import { CurveServer, type CurveKeys } from '../../server/net/zmtp/curve/curve-handshake';
import { ZmtpRouter } from '../../server/net/zmtp/router';
import { TEST_KEYS } from './secured';

const REPORT_INTERVAL_MS = 50;

export interface Report {
  port: number;
  rssBytes: number;
  processorMs: number;
  opened: number;
  closed: Record<string, number>;
  /** Payloads that came in, and those of them that could not be sent back. */
  payloads: number;
  unsent: number;
  malformed: number;
  command: number;
  /** Why newcomers were refused, each time that it said so. */
  refusing: string[];
}

const [host = '', port = '', maxConnections = '', maxConnectionsPerAddress = '', security] =
  process.argv.slice(2);
const report: Report = {
  port: 0,
  rssBytes: 0,
  processorMs: 0,
  opened: 0,
  closed: {},
  payloads: 0,
  unsent: 0,
  malformed: 0,
  command: 0,
  refusing: [],
};
const router = new ZmtpRouter<undefined>(
  {
    maxConnections: Number(maxConnections),
    reservedForLoopback: 0,
    maxConnectionsPerAddress: Number(maxConnectionsPerAddress),
    mayConnect: () => true,
    curve: security === 'curve' ? new CurveServer(testKeys()) : undefined,
  },
  {
    opened: () => report.opened++,
    closed: (_, reason) => (report.closed[reason] = (report.closed[reason] ?? 0) + 1),
    refusing: (why) => report.refusing.push(why),
  },
);

function testKeys(): CurveKeys {
  const bytes = (key: string): Buffer => Buffer.from(key, 'base64url');
  return { publicKey: bytes(TEST_KEYS.publicKey), secretKey: bytes(TEST_KEYS.secretKey) };
}

async function main(): Promise<void> {
  report.port = await router.listen({ host, port: Number(port) });
  print();
  setInterval(print, REPORT_INTERVAL_MS);
  while (router.isOpen) {
    await router.receive((connection, content) => {
      if (typeof content === 'string') report[content]++;
      else {
        report.payloads++;
        if (!router.send(connection, content)) report.unsent++;
      }
      return true;
    });
    await new Promise(setImmediate);
  }
}

function print(): void {
  report.rssBytes = process.memoryUsage.rss();
  const { user, system } = process.cpuUsage();
  report.processorMs = (user + system) / 1000;
  console.log(JSON.stringify(report));
}

void main();
