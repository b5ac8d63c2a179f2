/** The host's words, one line each: by standard input, or from the game that started the server. */
import { isKey } from '../../shared/keys';
import { cleanText } from '../../shared/profile';
import { isolated } from '../../shared/text';
import type { Waiting } from '../access/waiting-list';
import type { Order } from '../cluster/orders';
import type { YardPlayer } from '../yard/yard-player';
import { done, failed, named, someOf, type Answer } from './answer';
import { HostPowers, type HostContext } from './host-powers';
import { Newcomers, type InvitingContext } from './newcomers';
import { record, type HostRecorder } from './recording-word';

export interface ConsoleContext extends HostContext, Omit<InvitingContext, 'access' | 'nowMs'> {
  /** Has the yard close, and the server end. */
  stop(): void;
  /** Does what stands behind the word `game`, and says what became of it. */
  game(said: string): Answer;
  recorder: HostRecorder;
}

/** A line of the console holds no more bytes. */
export const LINE_MAX_BYTES = 4096;
export const TOO_LONG = failed(`A line has at most ${LINE_MAX_BYTES} bytes: this one was left out.`);
/** As much of a wrong word is said again. */
const ECHO_MAX_CHARACTERS = 24;

interface Word {
  usage: string;
  meaning: string;
  /** @param argument what stands behind the word, without blanks at its ends */
  run(argument: string): Answer | Promise<Answer>;
}

export class Console {
  private readonly context: ConsoleContext;
  private readonly powers: HostPowers;
  private readonly newcomers: Newcomers;
  private readonly words: Readonly<Record<string, Word>>;

  constructor(context: ConsoleContext) {
    this.context = context;
    this.powers = new HostPowers(context);
    this.newcomers = new Newcomers({ ...context, access: context.yard.access });
    this.words = this.createWords();
  }

  /** Does what a line says, and answers it, later where another server does it; undefined for a line without a word. */
  run(line: string): { word: string; answer: Answer | Promise<Answer> } | undefined {
    if (Buffer.byteLength(line) > LINE_MAX_BYTES) return { word: '', answer: TOO_LONG };
    const [, said = '', argument = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(line) ?? [];
    if (said === '') return undefined;
    const name = said.toLowerCase();
    const word = this.find(name);
    return word
      ? { word: name, answer: word.run(argument) }
      : { word: '', answer: failed(`There is no word ${echo(said)}. The words are: ${this.usages()}.`) };
  }

  /** Does what the host says at another server of this yard about one of our own players, or about who waits here. */
  obey(order: Order, id: number): Answer {
    if (order === 'admit' || order === 'reject' || order === 'reject for good') {
      const waiting = this.context.yard.access.waiting.find(id);
      if (!waiting) return failed('Whoever this was waits no more.');
      if (order === 'reject for good') return this.rejectForGood(waiting);
      return this.newcomers[order](waiting);
    }
    const player = this.powers.players.find((each) => each.id === id && each.server === undefined);
    return player ? this.powers[order](player) : failed(`There is no player ${id} any more.`);
  }

  private find(name: string): Word | undefined {
    return Object.hasOwn(this.words, name) ? this.words[name] : undefined;
  }

  private createWords(): Record<string, Word> {
    const { powers, newcomers } = this;
    const words: Word[] = [
      alone('list', 'says who is here, and who waits', () => powers.list()),
      { usage: 'say TEXT', meaning: 'tells everybody a line', run: (text) => powers.say(text) },
      this.ofPlayer('kick', 'removes a player for a minute', (player) => powers.kick(player)),
      this.ofPlayer(
        'ban',
        'removes a player for good, who may have left a moment ago',
        (player) => powers.ban(player),
        () => this.context.yard.away,
      ),
      alone('bans', 'says who is banned', () => powers.bans()),
      {
        usage: 'unban IDENTITY',
        meaning: 'takes a ban back',
        run: (identity) =>
          isKey(identity)
            ? powers.unban(identity)
            : failed('An identity has 43 characters, as "bans" says them: unban IDENTITY.'),
      },
      alone('lock', 'lets nobody new in', () => powers.lock()),
      alone('unlock', 'lets newcomers in again', () => powers.unlock()),
      {
        usage: 'invite [new]',
        meaning: 'says the invite; "invite new" makes another, and the earlier ones hold no more',
        run: (argument) => this.invite(argument),
      },
      {
        usage: 'admit NUMBER',
        meaning: 'lets in who waits',
        run: (argument) => this.withWaiting('admit', '', argument, (waiting) => newcomers.admit(waiting)),
      },
      {
        usage: 'reject NUMBER [for good]',
        meaning: 'sends away who waits, "for good" by a ban',
        run: (argument) => this.reject(argument),
      },
      this.ofPlayer('mute', 'tells nobody what a player says', (player) => powers.mute(player)),
      this.ofPlayer('unmute', 'tells it again', (player) => powers.unmute(player)),
      {
        usage: 'game [NAME|pause|resume|end]',
        meaning:
          'begins a game, pauses it, goes on with it or ends it; alone it says how it stands, and which games there are',
        run: (argument) => this.context.game(argument),
      },
      {
        usage: 'record [FILE | stop]',
        meaning:
          'records what happens in the yard, which all in it are told; without FILE to a new one, with .gz at its end compressed; "record stop" ends it',
        run: (argument) => record(this.context.recorder, argument),
      },
      alone('stop', 'closes the yard', () => {
        this.context.stop();
        return done('The yard closes.');
      }),
      {
        usage: 'help [WORD]',
        meaning: 'says the words, or what one of them does',
        run: (argument) => this.help(argument),
      },
    ];
    return Object.fromEntries(words.map((word) => [word.usage.replace(/ .*/, ''), word] as const));
  }

  private invite(argument: string): Answer {
    if (argument === '') return this.newcomers.invite();
    return argument.toLowerCase() === 'new'
      ? this.newcomers.inviteNew()
      : failed('Say "invite" or "invite new".');
  }

  private reject(argument: string): Answer | Promise<Answer> {
    const forGood = / +for +good$/i.exec(argument);
    if (!forGood)
      return this.withWaiting('reject', '', argument, (waiting) => this.newcomers.reject(waiting));
    return this.withWaiting('reject for good', ' for good', argument.slice(0, forGood.index), (waiting) =>
      this.rejectForGood(waiting),
    );
  }

  private rejectForGood(waiting: Waiting): Answer {
    const { number, identity, profile } = waiting;
    if (identity === undefined)
      return failed(`Who only looks on shows no identity to be banned by: reject ${number}.`);
    if (!this.newcomers.rejectForGood(waiting, identity))
      return failed('As many are banned as can be: unban somebody first.');
    return this.powers.withBansKept(
      `${named(number, profile.name)} is banned (unban ${identity} takes it back).`,
    );
  }

  private help(argument: string): Answer {
    if (argument === '') return done(`The words are: ${this.usages()}.`);
    const word = this.find(argument.toLowerCase());
    if (!word) return failed(`There is no word ${echo(argument)}. The words are: ${this.usages()}.`);
    return done(`${word.usage}: ${word.meaning}.`);
  }

  private usages(): string {
    return Object.values(this.words)
      .map(({ usage }) => usage)
      .join(', ');
  }

  /** @param away whom it is about besides those who are here */
  private ofPlayer(
    order: Order,
    meaning: string,
    run: (player: YardPlayer) => Answer,
    away: () => readonly YardPlayer[] = () => [],
  ): Word {
    return {
      usage: `${order} ID`,
      meaning,
      run: (argument) => this.withPlayer(order, argument, run, away()),
    };
  }

  private withPlayer(
    order: Order,
    argument: string,
    run: (player: YardPlayer) => Answer,
    away: readonly YardPlayer[],
  ): Answer | Promise<Answer> {
    const { players } = this.powers;
    const names = someOf(players.map(({ id, profile }) => named(id, profile.name)));
    const hint = players.length === 0 ? 'Nobody is here.' : `Here: ${names}.`;
    const id = numberOf(argument);
    if (id === undefined) return failed(`Say which player: ${order} ID. ${hint}`);
    const here = players.find((each) => each.id === id);
    if (here?.server !== undefined && this.context.elsewhere)
      return this.context.elsewhere.ask(here.server, order, id);
    const player = here ?? away.find((each) => each.id === id);
    return player ? run(player) : failed(`There is no player ${id}. ${hint}`);
  }

  /** @param rest of the line, behind the number */
  private withWaiting(
    order: 'admit' | 'reject' | 'reject for good',
    rest: string,
    argument: string,
    run: (waiting: Waiting) => Answer,
  ): Answer | Promise<Answer> {
    const { elsewhere, yard } = this.context;
    const all = this.powers.waiting.map(({ number, profile }) => named(number, profile.name));
    const hint = all.length === 0 ? 'Nobody waits.' : `Waiting: ${someOf(all)}.`;
    const number = numberOf(argument);
    const usage = `${order.replace(rest, '')} NUMBER${rest}`;
    if (number === undefined) return failed(`Say who: ${usage}. ${hint}`);
    const away = elsewhere?.waiting.find((each) => each.number === number);
    if (elsewhere && away) return elsewhere.ask(away.server, order, away.numberThere);
    const found = yard.access.waiting.find(number);
    return found ? run(found) : failed(`Nobody waits under the number ${number}. ${hint}`);
  }
}

/** A word with nothing behind it. */
function alone(usage: string, meaning: string, run: () => Answer): Word {
  return {
    usage,
    meaning,
    run: (argument) =>
      argument === '' ? run() : failed(`Nothing stands behind "${usage}", which ${meaning}.`),
  };
}

function numberOf(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}

/** What somebody typed that is no word. */
function echo(text: string): string {
  return isolated(Array.from(cleanText(text)).slice(0, ECHO_MAX_CHARACTERS).join(''));
}
