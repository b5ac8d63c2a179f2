/** Does the server's memory stay flat while players come and go? With Dealers of libzmq, as the game has them. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Dealer } from 'zeromq';
import { median } from '../load/ages';
import { describeMachine } from './machine';
import getPort from 'get-port';
import { encodeClientMessage, PROTOCOL_VERSION } from '../product';
import { rssMiB, startServer, stop } from './processes';
import type { Soak } from '../report/results';

const PLAYERS = 40;
const POSITION_RATE_HZ = 20;
/** Accelerated: people stay for minutes, these for seconds. */
const LONGEST_STAY_S = 5;
const LONGEST_ABSENCE_S = 0.5;
/** Half of them leave without a goodbye. */
const GOODBYE_SHARE = 0.5;
const PRINT_INTERVAL_S = 15;
const SAMPLE_INTERVAL_S = 1;
/** How long the goodbye may take to leave. */
const LINGER_MS = 200;

/** Throws where there is no /proc, which says how much memory a process has. */
export async function runSoak(
  command: (port: number) => readonly string[],
  minutes: number,
  log: (line: string) => void,
): Promise<Soak> {
  const port = await getPort({ host: '127.0.0.1' });
  const server = await startServer(command(port));
  if (rssMiB(server) === undefined)
    throw new Error('The soak needs /proc, to read how much memory the server has.');
  const endMs = performance.now() + minutes * 60_000;
  const samples: number[] = [];
  let visits = 0;

  const watch = async (): Promise<void> => {
    while (performance.now() < endMs) {
      const mib = rssMiB(server) ?? NaN;
      if (samples.length % PRINT_INTERVAL_S === 0) {
        log(`${String(samples.length).padStart(5)} s  ${mib.toFixed(1)} MiB  ${visits} visits`);
      }
      samples.push(mib);
      await delay(SAMPLE_INTERVAL_S * 1000);
    }
  };

  /** One place in the yard, taken and left again and again. */
  const comeAndGo = async (place: number): Promise<void> => {
    while (performance.now() < endMs) {
      await delay(Math.random() * LONGEST_ABSENCE_S * 1000);
      visits++;
      const stayMs = Math.min(endMs - performance.now(), Math.random() * LONGEST_STAY_S * 1000);
      await visit(port, place, stayMs);
    }
  };

  await Promise.all([watch(), ...Array.from({ length: PLAYERS }, (_, place) => comeAndGo(place))]);
  await stop(server);
  const medianFrom = (fromS: number, seconds: number): number =>
    median(samples.slice(fromS, fromS + seconds)) ?? NaN;
  const length = samples.length;
  return {
    minutes,
    players: PLAYERS,
    visits,
    firstMiB: medianFrom(0, 60),
    quarterMiB: medianFrom(Math.floor(length / 4), 60),
    lastMiB: medianFrom(Math.max(0, length - 60), 60),
    machine: describeMachine(['zeromq']),
  };
}

async function visit(port: number, place: number, stayMs: number): Promise<void> {
  const dealer = new Dealer({ linger: LINGER_MS, sendTimeout: 0 });
  dealer.connect(`tcp://127.0.0.1:${port}`);
  const reading = readAll(dealer);
  const send = (packet: Uint8Array): void => {
    // What cannot be sent now is stale soon.
    dealer.send(['', packet]).catch(() => undefined);
  };
  send(
    encodeClientMessage({
      address: '/profile',
      protocol: PROTOCOL_VERSION,
      name: `Soak ${place}`,
      colour: '#e69f00',
    }),
  );
  const leaveMs = performance.now() + stayMs;
  for (let x = 100; performance.now() < leaveMs; x++) {
    send(encodeClientMessage({ address: '/position', x, y: 100 + place }));
    await delay(1000 / POSITION_RATE_HZ);
  }
  if (Math.random() < GOODBYE_SHARE) send(encodeClientMessage({ address: '/leave' }));
  dealer.close();
  await reading;
}

async function readAll(dealer: Dealer): Promise<void> {
  const messages = dealer[Symbol.asyncIterator]();
  while (!(await messages.next()).done);
}
