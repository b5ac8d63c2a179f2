/** A console beside a yard, for the unit tests of this folder. */
import { PROTOCOL_VERSION } from '../../shared/config';
import type { Target } from '../../shared/target';
import { AccessRules, type AccessOptions } from '../access/access-rules';
import type { Expulsion } from '../access/expulsions';
import { sayToGame } from '../games/host-words';
import { sceneryOf } from '../games/played-yard.fixture';
import { YardGames } from '../games/yard-games';
import { PresenceBudget } from '../yard/presence-budget';
import { Yard } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import { testYard } from '../yard/yard.fixture';
import { inTerminal } from './answer';
import { Console } from './console';
import type { OtherServers } from './host-powers';

export const HOST_KEY = 'key of the host';
export const SERVER_KEY = Buffer.alloc(32, 9).toString('base64url');
export const TICKETS = [1, 2].map((n) => Buffer.alloc(16, n).toString('base64url')) as [string, string];
export const identityOf = (n: number) => Buffer.alloc(32, n).toString('base64url');

/** A console beside a yard; `fault` is what its disk says. */
export function openConsole(access: Partial<AccessOptions> = {}, fault?: string, elsewhere?: OtherServers) {
  const secure = access.secure ?? true;
  const rules = new AccessRules(
    { secure, invitedOnly: false, askFirst: false, ...access },
    { bans: [], identities: [], ticket: access.invitedOnly ? TICKETS[0] : undefined },
  );
  const yard = new Yard({ ...testYard().options, hostKey: HOST_KEY }, undefined, undefined, rules);
  const games = new YardGames(yard, () => 0.5, sceneryOf(yard));
  const written: unknown[] = [];
  const answered: [number, string | undefined][] = [];
  const write = (what: unknown) => {
    if (fault !== undefined) throw new Error(fault);
    written.push(what);
  };
  const stop = jest.fn();
  const recorder = {
    start: jest.fn((file: string) =>
      file === 'full.osc'
        ? Promise.reject(new Error('The disk is full.'))
        : Promise.resolve(file || 'My yard.osc'),
    ),
    stop: jest.fn((): Promise<string | undefined> => Promise.resolve(undefined)),
  };
  const target: Target = { host: '192.0.2.7', port: 5557, ...(secure && { serverKey: SERVER_KEY }) };
  const console = new Console({
    yard,
    expel: (player: YardPlayer, expulsion: Expulsion) => {
      answered.push([player.id, expulsion.refusal.code]);
      yard.remove(player, 0);
    },
    answerWaiting: ({ number }, expulsion) => answered.push([number, expulsion?.refusal.code]),
    writeBans: write,
    writeTicket: write,
    createTicket: () => TICKETS[1],
    targets: () => [target],
    stop,
    recorder,
    nowMs: () => 0,
    game: (word) => sayToGame(games.runner, word, 0),
    elsewhere,
  });
  const run = (line: string) => {
    const answer = console.run(line)?.answer;
    if (!answer || answer instanceof Promise) throw new Error('There is no answer, or not yet.');
    return answer;
  };
  return {
    ...{ yard, console, run, written, answered, stop, recorder },
    say: (line: string) => inTerminal(run(line)),
    join: (name: string, identity?: string, key = `key of ${name}`) => {
      const message = {
        address: '/profile',
        protocol: PROTOCOL_VERSION,
        name,
        colour: '#e69f00',
        key,
      } as const;
      const said = identity === undefined ? message : { ...message, identity };
      return yard.applyProfile(undefined, said, 0, new PresenceBudget(0));
    },
  };
}
