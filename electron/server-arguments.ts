import type { Access, YardPlan } from '../shared/hosted-yard';
import { formatYardSize, NAMED_YARD_SIZES } from '../shared/yard-size';
import { hostOf } from './reach';

/** What every yard of this game is started with. */
export interface ServerSettings {
  /** The network interfaces on which yards are announced; empty for those under which they can be reached. */
  announceOn: readonly string[];
  /** Where secured yards keep their keys, bans and known identities. */
  keysFolder: string;
}

/** The command line of the server that holds this yard. */
export function serverArguments(plan: YardPlan, { announceOn, keysFolder }: ServerSettings): string[] {
  return [
    ...['--host', hostOf(plan.reach), '--port', String(plan.port), '--name', plan.name, '--announce'],
    ...['--size', formatYardSize(NAMED_YARD_SIZES[plan.size])],
    ...(plan.reach === 'network' ? announceOn.flatMap((name) => ['--announce-on', name]) : []),
    ...accessArguments(plan.access, keysFolder),
  ];
}

/** Those of who may come in. */
export function accessArguments(access: Access, keysFolder: string): string[] {
  return [
    ...(access === 'open' ? [] : ['--secure', '--keys', keysFolder]),
    ...(access === 'invited' ? ['--invited-only'] : []),
    ...(access === 'ask' ? ['--ask-first'] : []),
  ];
}
