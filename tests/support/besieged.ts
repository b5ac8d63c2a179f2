/** A server under an attack, with two who walk in it and notice nothing, and what that costs it. */
import { join, type Companion } from './pictures';
import { costsOf, type Costs } from './process-costs';
import { Program, startServer } from './programs';
import { freePort } from './free-port';
import { until } from './until';
import { expectUndisturbed } from './walks';

const ORDINARY_S = 4;
/** Of an attack that does not end earlier. */
const ATTACK_S = 6;

export interface Besieged {
  port: number;
  server: Program;
  pair: [Companion, Companion];
}

/** A server with two players who see each other. */
export async function besiege(...args: string[]): Promise<Besieged> {
  const port = await freePort();
  const server = await startServer(port, ...args);
  return { port, server, pair: await joinTwo(port) };
}

export async function joinTwo(port: number): Promise<[Companion, Companion]> {
  const pair: [Companion, Companion] = [join(port, 'Ada'), join(port, 'Grace')];
  await until('both to see each other', () => pair.every(({ picture }) => picture.others.size > 0));
  return pair;
}

/** Runs one of siege.ts beside whatever else is done. Resolves with what it said at its end. */
export async function attack(
  name: string,
  port: number,
  seconds = ATTACK_S,
  inside: readonly string[] = [],
): Promise<Record<string, unknown>> {
  const program = new Program('siege', [name, String(port), String(seconds)], inside);
  if ((await program.exit()) !== 0) throw new Error(`The attack "${name}" failed: ${program.errors}`);
  return JSON.parse(program.output.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

/**
 * For an attacker that would take a core which in earnest is another machine's: it gets what the server and the walkers
 * leave of this one's.
 */
export const AT_LOWEST_PRIORITY = process.platform === 'win32' ? [] : ['nice', '-n', '19'];

/** The two walk while an attack lasts and notice nothing, and a newcomer gets in afterwards. Resolves with its outcome. */
export async function expectWithstands(
  { port, server, pair }: Besieged,
  name: string,
  seconds?: number,
  inside: readonly string[] = [],
): Promise<Record<string, unknown>> {
  let isOver = false;
  const attacked = attack(name, port, seconds, inside).finally(() => (isOver = true));
  const [outcome] = await Promise.all([attacked, expectUndisturbed(pair, () => isOver)]);
  const late = join(port, 'Late');
  await until('a newcomer to see the two', () => late.picture.sights().filter(isWalker).length === 2);
  expect([server.process.exitCode, server.process.signalCode]).toEqual([null, null]);
  return outcome;
}

const isWalker = ({ name }: { name: string }): boolean => name === 'Ada' || name === 'Grace';

/**
 * @param during what attacks, and what is expected meanwhile
 * @returns how many times as much an attack took as an ordinary load of thirty players: of memory at most, and of
 * the processor
 */
export async function costRatios(
  besieged: Besieged,
  name: string,
  during = () => expectWithstands(besieged, name),
): Promise<Record<keyof Costs, number>> {
  const { pid = 0 } = besieged.server.process;
  const ordinary = await perSecond(pid, () => attack('ordinary', besieged.port, ORDINARY_S));
  let outcome = {};
  const attacked = await perSecond(pid, async () => (outcome = await during()));
  return compare(name, ordinary, attacked, outcome);
}

/** What a process costs, its processor time as a share of the time that passes. */
export async function perSecond(pid: number, during: () => Promise<unknown>): Promise<Costs> {
  const beganMs = performance.now();
  const { peakBytes, processorMs } = await costsOf(pid, during);
  return { peakBytes, processorMs: (processorMs * 1000) / (performance.now() - beganMs) };
}

/** The ratios of two costs; prints them with the outcome of the attack. */
export function compare(
  name: string,
  ordinary: Costs,
  attacked: Costs,
  outcome: object,
): Record<keyof Costs, number> {
  const peakBytes = attacked.peakBytes / ordinary.peakBytes;
  const processorMs = attacked.processorMs / ordinary.processorMs;
  console.log(
    `${name}: memory x ${peakBytes.toFixed(2)}, processor x ${processorMs.toFixed(2)}: ${JSON.stringify(outcome)}`,
  );
  return { peakBytes, processorMs };
}
