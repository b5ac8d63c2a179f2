/** A reader that stops: it delays nobody, costs the server little memory, and sees the present when it reads again. */
import { existsSync, readFileSync } from 'node:fs';
import { Dealer } from 'zeromq';
import { PING_INTERVAL_MS, PROFILE_INTERVAL_MS } from '../shared/config';
import { messagesOf } from '../shared/protocol/bundles';
import { packMessage } from '../shared/protocol/osc';
import { decodeServerMessage, encodeClientMessage } from '../shared/protocol/messages';
import { join, leaveAll, Picture, type Companion } from './support/pictures';
import { freePort } from './support/free-port';
import { killAll, startServer, type Program } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';
import { expectSeen, walk } from './support/walks';

const STOPPED_MS = 10_000;
const GROWTH_MAX_MIB = 64;
/** Foreign packets as large as may be, which are relayed to everybody, fill the buffers that positions alone do not. */
const TALK_INTERVAL_MS = 10;
const TALK = packMessage('/talk', 'b', [new Uint8Array(4000)]);

let port: number;
let server: Program;

beforeEach(async () => {
  port = await freePort();
  server = await startServer(port);
});
afterEach(async () => {
  leaveAll();
  closePeers();
  await killAll();
});

/** A player that keeps the rhythm of presence, and reads only when it is told to. */
class SlowReader {
  readonly picture = new Picture();
  packets = 0;
  private readonly socket = new Dealer({ linger: 0, receiveHighWaterMark: 1 });
  private readonly rhythms: NodeJS.Timeout[];

  constructor() {
    this.socket.connect(`tcp://127.0.0.1:${port}`);
    const introduce = (): void => {
      this.tell(encodeClientMessage({ address: '/profile', protocol: 1, name: 'Sleeper', color: '#e69f00' }));
    };
    introduce();
    this.rhythms = [
      setInterval(introduce, PROFILE_INTERVAL_MS),
      setInterval(() => this.tell(encodeClientMessage({ address: '/ping', n: 1 })), PING_INTERVAL_MS),
    ];
  }

  async readAll(): Promise<void> {
    for await (const frames of this.socket) {
      this.packets++;
      for (const bytes of messagesOf(frames.at(-1) ?? new Uint8Array()) ?? []) {
        const message = decodeServerMessage(bytes);
        if (typeof message !== 'string') this.picture.apply(message);
      }
    }
  }

  close(): void {
    for (const rhythm of this.rhythms) clearInterval(rhythm);
    this.socket.close();
  }

  private tell(packet: Uint8Array): void {
    void this.socket.send(['', packet]);
  }
}

/** The server's memory in use. */
function residentMiB(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** Four who walk until it is over, while a reader sleeps and a tool talks. Resolves with their last steps. */
async function walkPast(): Promise<{ reader: SlowReader; walkers: Companion[]; steps: number[] }> {
  const walkers = ['Ada', 'Barbara', 'Edsger', 'Grace'].map((name) => join(port, name));
  const reader = new SlowReader();
  const all = walkers.length;
  await until('all to see each other', () => walkers.every(({ picture }) => picture.others.size === all));
  const tool = new RawPeer(port);
  const talk = setInterval(() => void tool.sendFrames('', TALK), TALK_INTERVAL_MS);
  let isOver = false;
  const walks = walkers.map((walker, i) => walk(walker, i, () => isOver));
  await pause(STOPPED_MS);
  isOver = true;
  const steps = await Promise.all(walks);
  clearInterval(talk);
  return { reader, walkers, steps };
}

test('a reader that stops for 10 s delays nobody, and then sees the present', async () => {
  const { reader, walkers, steps } = await walkPast();
  for (const onlooker of walkers)
    for (const [i, walker] of walkers.entries())
      if (walker !== onlooker) await expectSeen(onlooker, walker, steps[i] ?? NaN);
  const reading = reader.readAll();
  const isPresent = (): boolean =>
    walkers.every(({ name, picture: { id } }, i) => {
      const sight = reader.picture.others.get(id ?? 0);
      return sight?.name === name && sight.x === steps[i] && sight.y === i;
    });
  await until('the reader to see everybody where they are', isPresent);
  console.log(`The reader read ${reader.packets} packets until it saw the present.`);
  // Nothing older comes after it.
  await pause(500);
  expect(isPresent()).toBe(true);
  reader.close();
  await reading;
});

const memoryTest = existsSync('/proc/self/status') ? test : test.skip;
memoryTest("a reader that stops for 10 s does not grow the server's memory (needs /proc)", async () => {
  const beforeMiB = residentMiB();
  const { reader } = await walkPast();
  const growthMiB = residentMiB() - beforeMiB;
  reader.close();
  console.log(`The server's memory grew by ${growthMiB.toFixed(1)} MiB.`);
  expect(growthMiB).toBeLessThan(GROWTH_MAX_MIB);
});
