/**
 * A player who goes from one yard to another as a person does, with the session that both shells have: `traveller.js SERVER
 * SECONDS NEXT`. It leaves the first after so many seconds, unless it is led out before. Prints what its page was told, a line of
 * JSON at each step.
 */
import { createSecret, identifyBy } from '../../client/identity';
import { Session } from '../../client/session';
import type { IgnoredMessages, ToRenderer } from '../../shared/bridge';
import { NO_SIMULATION } from '../../shared/simulation';

/** What was told of one yard. */
export interface Told {
  step: 'begun' | 'present' | 'left' | 'met';
  /** Which yard it is: 0 or 1. */
  yard: number;
  /** Why it was led out; undefined when it left by itself. */
  notice?: string | undefined;
  posts: number;
  messages: number;
  lines: number;
  yardNames: number;
  players: number;
  ignored: IgnoredMessages | undefined;
  /** The longest time for which the program did nothing else, in ms. */
  longestTurnMs: number;
}

const TURN_MS = 10;
const PROFILE = { name: 'Traveller', colour: '#e69f00' };
const [, , first = '', seconds = '', next = ''] = process.argv;

let told = blank(0);
const players = new Set<number>();
const names = new Set<string>();

const session = new Session(
  {
    post: note,
    identify: identifyBy(createSecret()),
    onYardName: (name) => names.add(name),
    onColourGiven: () => undefined,
    onClosed: goOn,
  },
  NO_SIMULATION,
);

function blank(yard: number): Told {
  const none = { posts: 0, messages: 0, lines: 0, yardNames: 0, players: 0, longestTurnMs: 0 };
  return { step: 'begun', yard, ...none, ignored: undefined };
}

function note(message: ToRenderer): void {
  told.posts++;
  for (const one of message.address === 'batch' ? message.messages : [message]) {
    told.messages++;
    if (one.address === '/player/said') told.lines++;
    if (one.address === '/player/profile') players.add(one.id);
    if (one.address === '/player/left') players.delete(one.id);
    if (one.address === '/player/profile' && told.yard === 1) print('met');
    if (one.address === 'network') told.ignored = one.ignored;
    if (one.address === 'connection' && one.state === 'present') print('present');
  }
}

function print(step: Told['step'], notice?: string): void {
  console.log(JSON.stringify({ ...told, step, notice, yardNames: names.size, players: players.size }));
}

function enter(yard: number, server: string): void {
  told = blank(yard);
  players.clear();
  names.clear();
  session.enter(server, PROFILE);
  session.handle({ address: '/motion', x: 10, y: 20, vx: 0, vy: 0 });
}

function goOn(notice?: string): void {
  clearTimeout(patience);
  print('left', notice);
  session.leave(notice);
  enter(1, next);
}

let turnMs = performance.now();
setInterval(() => {
  told.longestTurnMs = Math.max(told.longestTurnMs, performance.now() - turnMs - TURN_MS);
  turnMs = performance.now();
}, TURN_MS);
const patience = setTimeout(() => goOn(), Number(seconds) * 1000);
process.on('SIGTERM', () => {
  session.disconnect();
  process.exit();
});
enter(0, first);
