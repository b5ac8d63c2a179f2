/** Nonsense and floods: they cost the others nothing, and the server lives. */
import { Dealer } from 'zeromq';
import { mutatedMessage, validPackets } from './support/mutation';
import { join, leaveAll, type Companion } from './support/pictures';
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { seeded } from '../shared/random';
import { chooseSeed } from './support/random';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';
import { expectUndisturbed } from './support/walks';
import { securityOptions } from './support/secured';

/** Many short connections: one alone would be cut off as a flood long before its packets are through. */
const ATTACKS = 100;
const PACKETS_PER_ATTACK = 100;
const ATTACKERS = 4;
/** How long a connection lasts after its packets, so that they are taken before it closes. */
const STAY_MS = 150;

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

/** Ada and Grace, who walk, and a guest who only stands there. All know each other. */
async function walkers(): Promise<{ pair: [Companion, Companion]; bystander: number }> {
  const [ada, grace] = [join(port, 'Ada'), join(port, 'Grace')];
  const guest = new RawPeer(port);
  await guest.send({ address: '/position', x: 5, y: 5 });
  const bystander = await guest.id();
  await until('all to see each other', () => [ada, grace].every(({ picture }) => picture.others.size === 2));
  return { pair: [ada, grace], bystander };
}

async function expectServes(): Promise<void> {
  const fresh = new RawPeer(port);
  await fresh.send({ address: '/ping', n: 1 });
  await fresh.until('/pong', ({ n }) => n === 1);
  expect(server.process.exitCode).toBeNull();
  expect(await server.stop('SIGTERM')).toBe(0);
}

async function attack(valid: readonly Uint8Array[], random: () => number): Promise<void> {
  const dealer = new Dealer({ linger: 0, sendTimeout: 1000, ...securityOptions() });
  dealer.connect(`tcp://127.0.0.1:${port}`);
  for (let i = 0; i < PACKETS_PER_ATTACK; i++) {
    await dealer.send(mutatedMessage(valid, random));
    // A few at a time, so that one that closes the connection does not take all that follow with it.
    if (i % 20 === 19) await pause(20);
  }
  await pause(STAY_MS);
  dealer.close();
}

test('10,000 random and mutated packets disturb nobody', async () => {
  const { pair, bystander } = await walkers();
  const victims = [...pair.map(({ picture }) => picture.id ?? 0), bystander];
  const seed = chooseSeed('mutated packets');
  const valid = validPackets(victims);
  let attacksDone = 0;
  const attacker = async (_: unknown, number: number): Promise<void> => {
    for (let i = number; i < ATTACKS; i += ATTACKERS) {
      await attack(valid, seeded(seed + i));
      attacksDone++;
    }
  };
  const attackers = Array.from({ length: ATTACKERS }, attacker);
  await expectUndisturbed(pair, () => attacksDone === ATTACKS);
  await Promise.all(attackers);
  for (const { picture } of pair) {
    // Guests of the attacker came and went; whoever else was here still is, under its own name.
    expect(picture.left.filter((id) => victims.includes(id))).toEqual([]);
    const own = picture.id ?? 0;
    const names = new Map(pair.map((companion) => [companion.picture.id ?? 0, companion.name]));
    names.set(bystander, `Guest ${bystander}`);
    for (const id of victims) if (id !== own) expect(picture.others.get(id)?.name).toBe(names.get(id));
    expect(picture.others.get(bystander)).toMatchObject({ x: 5, y: 5 });
    await until('the attackers to be gone', () => picture.others.size === 2);
  }
  await expectServes();
});

test('a flooder at full speed disturbs nobody', async () => {
  const { pair } = await walkers();
  const flooder = new Program('flooder', [String(port), '5']);
  await until('the flood to begin', () => flooder.output.includes('flooding'));
  let isOver = false;
  const flood = flooder.exit().then((code) => {
    isOver = true;
    return code;
  });
  await expectUndisturbed(pair, () => isOver);
  expect(await flood).toBe(0);
  await expectServes();
});

test('a flooder is refused as one', async () => {
  const flooder = new Program('flooder', [String(port), '2']);
  expect(await flooder.exit()).toBe(0);
  expect(JSON.parse(flooder.output.trim().split('\n').at(-1) ?? '')).toMatchObject({ codes: ['flood'] });
});
