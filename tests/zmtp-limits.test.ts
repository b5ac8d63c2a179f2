/** What the own Router may cost, whatever peers do: memory as a ratio of what it had, and no more than it says. */
import { MESSAGE_MAX_BYTES } from '../shared/config';
import { RawZmtpPeer, stopAll } from '../server/net/zmtp/router.fixture';
import { greeting, message, rawFrame, ready } from '../server/net/zmtp/zmtp.fixture';
import { killAll } from './support/programs';
import { pause, until } from './support/until';
import { ZmtpEcho } from './support/zmtp-echo-process';

const ATTACK_MS = 3000;
/** By when those who do not read must have filled all buffers on the way. */
const ATTACK_DEADLINE_MS = 20_000;

afterEach(async () => {
  stopAll();
  await killAll();
});

/** Peers that are opened. */
async function join(echo: ZmtpEcho, count: number): Promise<RawZmtpPeer[]> {
  const { port, opened } = echo.report;
  const peers = Array.from({ length: count }, () => new RawZmtpPeer(port));
  for (const peer of peers) peer.write(greeting(), ready());
  await until('all to be opened', () => echo.report.opened === opened + count);
  await until('the greetings', () => peers.every(({ received }) => received.length > 0));
  return peers;
}

/** Proves that the echo still serves a newcomer. */
async function expectServes(echo: ZmtpEcho): Promise<void> {
  const [peer] = await join(echo, 1);
  peer?.say('still here?');
  await until('an echo', () => peer?.traffic.equals(message('', 'still here?')));
}

/** Lets many peers write this as fast as they can, and returns by what factor the memory of the Router grew. */
async function growthUnder(attack: Buffer, peers: number, reads: boolean): Promise<number> {
  const echo = await ZmtpEcho.start();
  // Grown to its size by an ordinary load.
  for (const peer of await join(echo, peers)) for (let i = 0; i < 100; i++) peer.say('an ordinary message');
  await until('all echoes', () => echo.report.payloads === peers * 100);
  const beforeBytes = echo.peakRssBytes(0);
  const since = echo.program.output.length;
  const attackers = await join(echo, peers);
  const endMs = Date.now() + ATTACK_MS;
  // Who does not read goes on until the system's buffers are full and those of the Router as well.
  const isOver = (): boolean => (reads ? Date.now() > endMs : echo.report.unsent > 100 * peers);
  const deadlineMs = Date.now() + ATTACK_DEADLINE_MS;
  await Promise.all(
    attackers.map(async (peer) => {
      if (!reads) peer.socket.pause();
      else peer.socket.removeAllListeners('data').resume();
      while (!peer.isClosed && !isOver() && Date.now() < deadlineMs) {
        if (peer.socket.writableLength === 0) peer.write(attack);
        await pause(5);
      }
    }),
  );
  const last = echo.report;
  await until('a report after that', () => echo.report.processorMs > last.processorMs);
  const peakBytes = echo.peakRssBytes(since);
  const growth = peakBytes / beforeBytes;
  console.log(`memory x ${growth.toFixed(2)}: ${JSON.stringify(echo.report)}`);
  expect(reads || isOver()).toBe(true);
  await expectServes(echo);
  return growth;
}

const repeat = (bytes: Buffer, count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => bytes));

const longest = Buffer.alloc(MESSAGE_MAX_BYTES);

test.each([
  ['150 floods whose parts never end', repeat(rawFrame(1, Buffer.alloc(100)), 500), 150, true],
  ['150 floods of a million empty parts', repeat(Buffer.of(1, 0), 50_000), 150, true],
  ['150 floods of tiny messages', repeat(message('', ''), 10_000), 150, true],
  ['150 floods of the longest messages', repeat(message('', longest), 16), 150, true],
  ['150 messages that are never whole', message('', longest).subarray(0, -1), 150, true],
  ['30 floods of the longest messages that read nothing', repeat(message('', longest), 16), 30, false],
])('%s take no more than five times the memory', async (_, attack, peers, reads) => {
  expect(await growthUnder(attack, peers, reads)).toBeLessThan(5);
});

test('it stays below its limit of file descriptors, says so once, serves on, and takes newcomers when there is room', async () => {
  const echo = await ZmtpEcho.start({}, ['sh', '-c', 'ulimit -n 60; exec "$@"', 'sh']);
  const [friend] = await join(echo, 1);
  const crowd = Array.from({ length: 100 }, () => new RawZmtpPeer(echo.report.port));
  for (const peer of crowd) peer.write(greeting(), ready());
  await until('it to say so', () => echo.report.refusing.length > 0);
  await until('the rest to be closed', () => crowd.filter(({ isClosed }) => isClosed).length > 100 - 60);
  friend?.say('still here?');
  await until('an echo', () => friend?.traffic.equals(message('', 'still here?')));
  for (const peer of crowd) peer.socket.destroy();
  await until('room', () => (echo.report.closed['ended'] ?? 0) === echo.report.opened - 1);
  await expectServes(echo);
  expect(echo.report.refusing).toEqual(['full']);
  expect(echo.program.errors).toBe('');
});
