/**
 * Walkers by keys on one or several servers of a yard, and how right they are drawn at some of them: `crowd-on-servers.js PLAYERS
 * SECONDS PORT…`. The player after the other is at the server after the other. Prints an Errors as JSON. The crowd and its drawing are
 * the benchmark's, which has one server.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { ZeroyardMotionsDialect } from '../../bench/dialects/zeroyard-motions';
import type { Client } from '../../bench/dialects/dialect';
import { Connection } from '../../bench/load/connection';
import { MOTION_REPEAT_MS, yardSizeFor } from '../../bench/product';
import { MotionsDrawing } from '../../bench/walkers/drawings';
import { KeyWalkers } from '../../bench/walkers/key-walkers';
import { Recordings } from '../../bench/walkers/recordings';
import { Schedule } from '../../bench/walkers/schedule';

/** The 95th percentile of the error against where somebody is now, in px. */
export interface Errors {
  allPx: number;
  /** Of who is at the server of the client that draws, and of who is at another; null where there is nobody. */
  herePx: number | null;
  elsewherePx: number | null;
}

const SEED = 1;
const JOINING_AT_ONCE = 25;
const SETTLE_MS = 1500;
const START_WITHIN_MS = 1000;
const TAIL_MS = 500;
const FRAME_MS = 1000 / 30;
/** So many of the nearest count. */
const NEAREST = 64;
const NOWHERE_PX = 1000;

const [players = 0, seconds = 0, ...ports] = process.argv.slice(2).map(Number);
const recordings = new Recordings(players);
const dialect = new ZeroyardMotionsDialect(recordings);
const joined: (Client | undefined)[] = [];

async function joinOne(index: number): Promise<void> {
  const framing = dialect.framing();
  await new Promise<void>((resolve, reject) => {
    const connection = new Connection(ports[index % ports.length] ?? 0, framing, {
      opened: () => dialect.open(client),
      message: (bytes, start, end) => dialect.receive(client, bytes, start, end, performance.now()),
      ended: reject,
    });
    const client: Client = {
      index,
      send: (payload) => connection.send(payload),
      joined: () => {
        joined[index] = client;
        resolve();
      },
    };
  });
}

async function joinAll(): Promise<void> {
  let next = 0;
  const joinSome = async (): Promise<void> => {
    while (next < players) await joinOne(next++);
  };
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, joinSome));
}

function keepAlive(): void {
  let next = 0;
  setInterval(() => {
    const client = joined[next++ % players];
    if (client) dialect.everySecond(client);
  }, 1000 / players);
}

/** All walk from now on: a motion is told when it changes, and when a second has passed since the last. */
function walk(): KeyWalkers {
  const startMs = performance.now();
  const walkers = new KeyWalkers(players, SEED, yardSizeFor(players), startMs);
  const toldMs = new Float64Array(players).fill(Infinity);
  const turns = new Schedule(startMs);
  for (let i = 0; i < players; i++) turns.add(i, startMs + (i / players) * START_WITHIN_MS);
  const tell = (i: number, nowMs: number): void => {
    toldMs[i] = nowMs;
    const { x, y } = walkers.placeAt(i, nowMs, { x: 0, y: 0 });
    const { vx, vy } = walkers.motion(i);
    joined[i]?.send(dialect.motion({ x, y, vx, vy, atMs: nowMs }, nowMs));
  };
  setInterval(() => {
    turns.run(performance.now(), (i) => {
      const nowMs = performance.now();
      turns.add(i, nowMs + walkers.turn(i, nowMs));
      tell(i, nowMs);
    });
    const nowMs = performance.now();
    toldMs.forEach((lastMs, i) => nowMs - lastMs >= MOTION_REPEAT_MS && tell(i, nowMs));
  }, 1);
  return walkers;
}

/** How right the nearest are drawn at the clients that are looked at, between two times. */
function judge(walkers: KeyWalkers, fromMs: number, toMs: number): Errors {
  const [here, elsewhere]: [number[], number[]] = [[], []];
  const [truth, drawn] = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ];
  for (const client of recordings.sampled) {
    const bundles = recordings.bundles.get(client) ?? [];
    const drawing = new MotionsDrawing(bundles, (id) => dialect.walkerOf(id), walkers.size);
    for (let timeMs = fromMs; timeMs < toMs; timeMs += FRAME_MS)
      for (const walker of nearestTo(walkers, client, timeMs)) {
        walkers.placeAt(walker, timeMs, truth);
        const isDrawn = drawing.at(walker, timeMs, drawn);
        const errors = walker % ports.length === client % ports.length ? here : elsewhere;
        errors.push(isDrawn ? Math.hypot(drawn.x - truth.x, drawn.y - truth.y) : NOWHERE_PX);
      }
  }
  const p95 = (errors: number[]) => errors.sort((a, b) => a - b)[Math.ceil(0.95 * errors.length) - 1];
  return {
    allPx: p95([...here, ...elsewhere]) ?? NaN,
    herePx: p95(here) ?? null,
    elsewherePx: p95(elsewhere) ?? null,
  };
}

function nearestTo(walkers: KeyWalkers, client: number, timeMs: number): number[] {
  const from = walkers.placeAt(client, timeMs, { x: 0, y: 0 });
  const place = { x: 0, y: 0 };
  return Array.from({ length: players }, (_, walker) => {
    walkers.placeAt(walker, timeMs, place);
    return { walker, px: Math.hypot(place.x - from.x, place.y - from.y) };
  })
    .filter(({ walker }) => walker !== client)
    .sort((a, b) => a.px - b.px)
    .slice(0, NEAREST)
    .map(({ walker }) => walker);
}

async function main(): Promise<void> {
  keepAlive();
  await joinAll();
  const walkers = walk();
  await delay(SETTLE_MS);
  const fromMs = performance.now();
  await delay(seconds * 1000);
  const toMs = performance.now();
  await delay(TAIL_MS);
  process.stdout.write(`${JSON.stringify(judge(walkers, fromMs, toMs))}\n`, () => process.exit());
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
