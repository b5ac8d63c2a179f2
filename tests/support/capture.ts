/** What passes on this machine's loopback, as tcpdump captures it: the kernel's own bytes, and nothing of ours in between. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './namespaces';
import { pause, until } from './until';

/** How long what was said last may take to be written. */
const LAST_PACKETS_MS = 300;
const INTERFACE = process.platform === 'linux' ? 'lo' : 'lo0';

/** -d opens the interface, compiles the filter and ends. */
const fault = run('tcpdump', '-i', INTERFACE, '-d', 'tcp');
/** Why nothing can be captured here; undefined where it can. */
export const CAPTURE_OBSTACLE =
  fault && `tcpdump is not here, or this user may not capture: ${fault.split('\n')[0] ?? ''}`;

/**
 * All packets of TCP from and to a port of loopback while something is done, in the file format of pcap.
 * @throws an Error when tcpdump lost packets, or was told of none
 */
export async function capture(port: number, during: () => Promise<unknown>): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroyard-capture-'));
  const file = join(folder, 'capture.pcap');
  const tcpdump = spawn('tcpdump', [
    ...['-i', INTERFACE, '-n', '-s', '0', '-U', '--immediate-mode', '-Z', 'root', '-w', file],
    ...['tcp', 'port', String(port)],
  ]);
  let said = '';
  tcpdump.stderr.on('data', (text) => (said += String(text)));
  try {
    await until(`tcpdump to capture; it said: ${said}`, () => said.includes('listening on'));
    await during();
    await pause(LAST_PACKETS_MS);
    tcpdump.kill('SIGINT');
    await once(tcpdump, 'close');
    if (!/^0 packets dropped by kernel$/m.test(said)) throw new Error(`tcpdump lost packets: ${said}`);
    return readFileSync(file);
  } finally {
    tcpdump.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}
