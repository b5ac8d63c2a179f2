/** What is measured: Zeroyard, and its peers, each doing the same job as a user of it would write it. */
import { join } from 'node:path';
import type { InterestRule } from '../load/interest';
import type { DialectName } from '../load/load';
import {
  DEFAULT_BUDGET_BYTES_PER_S,
  formatYardSize,
  MAX_PLAYERS_LIMIT,
  RECORD_BYTES,
  type YardSize,
} from '../product';
import { RELAY } from './peers';
import { keysFolder } from './secured';

export type SystemId =
  'zeroyard' | 'zeroyard-secure' | 'zeroyard-zeromq' | 'zeromq-c' | 'zeromq' | 'ws' | 'socketio' | 'colyseus';

export interface System {
  id: SystemId;
  /** As it stands in tables. */
  label: string;
  dialect: DialectName;
  /** Those whose versions matter. */
  packages: readonly string[];
  /** The command that starts its server, for walkers in a yard of this size. */
  command(port: number, rateHz: number, size: YardSize): readonly string[];
  /** What is due to each of so many players; undefined for everything. */
  interest(players: number): InterestRule | undefined;
}

const SERVER = '.vite/build/server.js';
/** As docs/protocol.md has it: above so many players each gets the nearest at full rate, and the rest within a budget. */
const INTEREST_THRESHOLD_PLAYERS = 128;
const INTEREST_RULE: InterestRule = { near: 64, farPerS: DEFAULT_BUDGET_BYTES_PER_S / RECORD_BYTES };
/** As many as a yard takes. */
const MAX_PLAYERS = String(MAX_PLAYERS_LIMIT);

const everything = (): undefined => undefined;
const interest = (players: number): InterestRule | undefined =>
  players > INTEREST_THRESHOLD_PLAYERS ? INTEREST_RULE : undefined;

export const SYSTEMS: readonly System[] = [
  {
    id: 'zeroyard',
    label: 'Zeroyard',
    dialect: 'zeroyard',
    packages: [],
    command: (port, _, size) => zeroyard(port, size, '--transport', 'zmtp'),
    interest,
  },
  {
    id: 'zeroyard-secure',
    label: 'Zeroyard, secured',
    dialect: 'zeroyard-secure',
    packages: ['sodium-native'],
    command: (port, _, size) => zeroyard(port, size, '--transport', 'zmtp', '--keys', keysFolder()),
    interest,
  },
  {
    id: 'zeroyard-zeromq',
    label: "Zeroyard, on the zeromq package's Router",
    dialect: 'zeroyard',
    packages: ['zeromq'],
    command: (port, _, size) => zeroyard(port, size, '--transport', 'zeromq'),
    interest,
  },
  {
    id: 'zeromq-c',
    label: 'relay in C (libzmq)',
    dialect: 'zeromq',
    packages: [],
    command: (port) => [RELAY, String(port)],
    interest: everything,
  },
  {
    id: 'zeromq',
    label: 'relay (zeromq.js)',
    dialect: 'zeromq',
    packages: ['zeromq'],
    command: (port) => peer('zeromq.mjs', port),
    interest: everything,
  },
  {
    id: 'ws',
    label: 'ws',
    dialect: 'ws',
    packages: ['ws', 'bufferutil'],
    command: (port) => peer('ws.mjs', port),
    interest: everything,
  },
  {
    id: 'socketio',
    label: 'Socket.IO',
    dialect: 'socketio',
    packages: ['socket.io'],
    command: (port) => peer('socketio.mjs', port),
    interest: everything,
  },
  {
    id: 'colyseus',
    label: 'Colyseus',
    dialect: 'colyseus',
    packages: ['@colyseus/core', '@colyseus/schema', '@colyseus/ws-transport'],
    command: (port, rateHz) => peer('colyseus.mjs', port, rateHz),
    interest: everything,
  },
];

/** Zeroyard with everybody told to everybody, however many there are; any other system as it is. */
export function toEverybody(system: System): System {
  if (system.dialect !== 'zeroyard') return system;
  return {
    ...system,
    label: `${system.label}, to everybody`,
    command: (...load) => [...system.command(...load), '--interest', MAX_PLAYERS],
    interest: everything,
  };
}

function peer(file: string, ...args: number[]): readonly string[] {
  return [process.execPath, join('bench/peers', file), ...args.map(String)];
}

function zeroyard(port: number, size: YardSize, ...more: string[]): readonly string[] {
  const yard = ['--max-players', MAX_PLAYERS, '--size', formatYardSize(size)];
  return [process.execPath, SERVER, '--port', String(port), ...yard, ...more];
}
