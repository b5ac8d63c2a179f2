/** From a profile of a server (`--cpu-prof`): what its players at other servers cost it, as a share of all the rest. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Profile {
  startTime: number;
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** The client of NATS is known by functions of its own, or by the names that the bundler gives to its files. */
const NATS_CLIENT = ['processMsg', 'flushPending'];
const NATS_FILES = /\/(transport-node|internal_mod\d*)\.js$/;
/** Where what other servers are told begins: server/main.ts, cluster/publisher.ts, serve-cluster.ts. */
const PUBLISHING = ['onFlush', 'flushGathered', 'publishEvent', 'publishDigest', 'moved'];
const NOT_BUSY = ['(idle)', '(program)', '(garbage collector)'];

/** From when to when, by the system's monotonic clock, in µs: profiles have the same. */
export interface Window {
  fromUs: number;
  toUs: number;
}

export function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** Where a server that runs with these arguments leaves its profile. */
export function profiled(folder: string): readonly string[] {
  return ['--cpu-prof', '--cpu-prof-dir', folder];
}

/** Reads the one profile of a folder. Throws where it has nothing of NATS, or of that time. */
export function clusterShare(folder: string, window: Window): number {
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error('The server left no profile.');
  return shareIn(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile, window);
}

export function shareIn(profile: Profile, { fromUs, toUs }: Window): number {
  const urls = new Set(
    profile.nodes.flatMap(({ callFrame: { functionName, url } }) =>
      NATS_CLIENT.includes(functionName) || NATS_FILES.test(url) ? [url] : [],
    ),
  );
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const clustered = new Set<number>();
  const mark = (id: number, isInside: boolean): void => {
    const node = nodes.get(id);
    if (!node) return;
    const { functionName, url } = node.callFrame;
    const isClustered = isInside || urls.has(url) || PUBLISHING.includes(functionName);
    if (isClustered) clustered.add(id);
    for (const child of node.children ?? []) mark(child, isClustered);
  };
  mark(profile.nodes[0]?.id ?? 0, false);
  let [nowUs, inside, outside] = [profile.startTime, 0, 0];
  for (const [i, id] of profile.samples.entries()) {
    const us = profile.timeDeltas[i] ?? 0;
    nowUs += us;
    if (nowUs < fromUs || nowUs > toUs) continue;
    if (clustered.has(id)) inside += us;
    else if (!NOT_BUSY.includes(nodes.get(id)?.callFrame.functionName ?? '')) outside += us;
  }
  if (urls.size === 0 || outside === 0) throw new Error("The profile shows no client of NATS' or no server.");
  return inside / outside;
}
