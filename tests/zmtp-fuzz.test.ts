/** Peers that say anything to the own Router, beside two that behave and must not notice. */
import { Dealer } from 'zeromq';
import { killAll, Program } from './support/programs';
import { chooseSeed } from './support/random';
import { securedOptions } from './support/secured';
import { pause } from './support/until';
import { ZmtpEcho } from './support/zmtp-echo-process';

/** Of each of the two rounds. ZMTP_FUZZ_SECONDS lets it go on for longer. */
const SECONDS = Number(process.env['ZMTP_FUZZ_SECONDS'] ?? 10);
const CONNECTIONS = 20_000;
/** A first round, in which the process grows to its size. */
const WARM_UP_SECONDS = 4;
const TURN_MS = 20;

// The two rounds are bounded by time, so they run beside each other.
afterAll(killAll);

/** A Dealer that sends and awaits the echo until `isOver`. Resolves with how many were sent and how many came back. */
async function walk(
  port: number,
  security: object,
  isOver: () => boolean,
): Promise<{ sent: number; echoed: number }> {
  const dealer = new Dealer({ linger: 0, receiveTimeout: 10_000, ...security });
  dealer.connect(`tcp://127.0.0.1:${port}`);
  let [sent, echoed] = [0, 0];
  while (!isOver()) {
    const payload = Buffer.alloc(1 + (sent % 400), sent);
    await dealer.send(['', payload]);
    sent++;
    const [delimiter, echo] = await dealer.receive();
    if (delimiter?.length === 0 && echo?.equals(payload)) echoed++;
    await pause(TURN_MS);
  }
  dealer.close();
  return { sent, echoed };
}

async function fuzz(port: number, seed: number, seconds: number, mode: string): Promise<number> {
  const args = [port, seed, seconds, CONNECTIONS, mode].map(String);
  const fuzzer = new Program('zmtp-fuzzer', args);
  const code = await fuzzer.exit();
  expect({ code, failures: fuzzer.errors }).toEqual({ code: 0, failures: '' });
  return (JSON.parse(fuzzer.output) as { connections: number }).connections;
}

test.concurrent.each(['in the clear', 'by CURVE'])(
  'whatever peers say %s, two others get every echo, and memory stays as it was',
  async (how) => {
    const mode = how === 'by CURVE' ? 'curve' : 'none';
    const security = mode === 'curve' ? securedOptions() : {};
    const seed = chooseSeed('ZMTP conversations');
    const echo = await ZmtpEcho.start({ security: mode });
    const { port } = echo.report;
    let isOver = false;
    const walks = [walk(port, security, () => isOver), walk(port, security, () => isOver)];
    try {
      await fuzz(port, seed, WARM_UP_SECONDS, mode);
      const warmRssBytes = echo.peakRssBytes(0);
      const since = echo.program.output.length;
      const connections = await fuzz(port, seed + CONNECTIONS, SECONDS, mode);
      const growth = echo.peakRssBytes(since) / warmRssBytes;
      console.log(
        `${connections} connections, memory x ${growth.toFixed(2)}: ${JSON.stringify(echo.report)}`,
      );
      expect(connections).toBeGreaterThan(100);
      // A peak, which depends on when garbage is collected; connections that stayed would double it, with 4 KB each.
      expect(growth).toBeLessThan(2);
    } finally {
      isOver = true;
    }
    for (const { sent, echoed } of await Promise.all(walks)) {
      expect(sent).toBeGreaterThan(10);
      expect(echoed).toBe(sent);
    }
    const { closed } = echo.report;
    expect(closed['protocol']).toBeGreaterThan(0);
    expect(closed['silent']).toBeUndefined();
    expect(echo.program.process.exitCode).toBeNull();
    expect(echo.program.errors).toBe('');
  },
  (WARM_UP_SECONDS + SECONDS + 40) * 1000,
);
