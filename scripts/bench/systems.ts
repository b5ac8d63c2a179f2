/** What is measured: the system under test, and its peers, each doing the same job as a user of it would write it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { InterestRule } from './interest';
import type { DialectName } from './load';
import { PEERS, relayBinary } from './peers';

export interface System {
  id: SystemId;
  /** As it stands in tables. */
  label: string;
  dialect: DialectName;
  /** The command that starts its server. */
  command(port: number, rateHz: number): readonly string[];
}

export type SystemId = 'zeroyard' | 'zeromq-c' | 'zeromq' | 'ws' | 'socketio' | 'colyseus';

const SERVER = '.vite/build/server.js';
/** As docs/protocol.md has it: above so many players each gets the nearest at full rate, and the rest at a low one. */
const INTEREST_THRESHOLD_PLAYERS = 128;
const INTEREST_RULE: InterestRule = { near: 64, farHz: 2 };
/** As many as a yard takes: interest never sets in. */
const NO_INTEREST = '1000';

const peer = (file: string): string => join(PEERS, file);

export const SYSTEMS: readonly System[] = [
  {
    id: 'zeroyard',
    label: 'Zeroyard',
    dialect: 'zeroyard',
    command: (port) => zeroyard(port),
  },
  {
    id: 'zeromq-c',
    label: 'naive relay in C (libzmq)',
    dialect: 'zeromq',
    command: (port) => [relayBinary(), String(port)],
  },
  {
    id: 'zeromq',
    label: 'naive relay (zeromq.js)',
    dialect: 'zeromq',
    command: (port) => [process.execPath, peer('zeromq.mjs'), String(port)],
  },
  {
    id: 'ws',
    label: 'ws',
    dialect: 'ws',
    command: (port) => [process.execPath, peer('ws.mjs'), String(port)],
  },
  {
    id: 'socketio',
    label: 'Socket.IO',
    dialect: 'socketio',
    command: (port) => [process.execPath, peer('socketio.mjs'), String(port)],
  },
  {
    id: 'colyseus',
    label: 'Colyseus',
    dialect: 'colyseus',
    command: (port, rateHz) => [process.execPath, peer('colyseus.mjs'), String(port), String(rateHz)],
  },
];

/** Zeroyard with everybody told to everybody, however many there are. */
export function withoutInterest(system: System): System {
  return { ...system, command: (port) => zeroyard(port, ...(knowsInterest() ? ['--interest', NO_INTEREST] : [])) };
}

/** What a server owes each of so many players; undefined for everything. */
export function interestOf({ id }: System, players: number): InterestRule | undefined {
  const isOn = id === 'zeroyard' && players > INTEREST_THRESHOLD_PLAYERS && knowsInterest();
  return isOn ? INTEREST_RULE : undefined;
}

function zeroyard(port: number, ...more: string[]): readonly string[] {
  return [process.execPath, SERVER, '--port', String(port), '--max-players', '1000', ...more];
}

let isInterestKnown: boolean | undefined;

/** Whether this server has interest management. */
function knowsInterest(): boolean {
  isInterestKnown ??= spawnSync(process.execPath, [SERVER, '--help'], { encoding: 'utf8' }).stdout.includes('--interest');
  return isInterestKnown;
}
