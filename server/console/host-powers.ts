/** What the host may do to those in the yard, each in one line of words. */
import { cleanText, validateChatLine } from '../../shared/profile';
import type { Ban } from '../access/bans';
import type { Expulsion } from '../access/expulsions';
import type { Order, OrderAnswer } from '../cluster/orders';
import type { WaitingElsewhere } from '../cluster/waiting-everywhere';
import type { Yard } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import { done, failed, listed, named, someOf, type Answer } from './answer';

/** What the console needs besides the yard. */
export interface HostContext {
  yard: Yard;
  /** Takes a player out, and tells its connections why (ServerLoop). */
  expel(player: YardPlayer, expulsion: Expulsion): void;
  /** Keeps the bans. @throws an Error with a sentence for a person when they cannot be written */
  writeBans(bans: readonly Ban[]): void;
  /** As performance.timeOrigin + performance.now() has it. */
  nowMs(): number;
  /** The other servers of this yard; undefined where there are none. */
  elsewhere?: OtherServers | undefined;
}

/** The other servers of this yard, as their hosts' powers are used from here. */
export interface OtherServers {
  /** Who waits there to be let in. */
  readonly waiting: readonly WaitingElsewhere[];
  /** Has a server do something about one of its players, or about who waits there under its number. */
  ask(server: string, order: Order, id: number): Promise<OrderAnswer>;
}

/** So many entries of a list stand in an answer's fields. */
const LIST_FIELDS_MAX = 100;
const LOCKED = 'The yard is locked: who is here stays and may come back, nobody new comes in.';

export class HostPowers {
  private readonly context: HostContext;
  private readonly yard: Yard;

  constructor(context: HostContext) {
    this.context = context;
    this.yard = context.yard;
  }

  list(): Answer {
    const { access } = this.yard;
    const players = this.players;
    const here = listed(players.map((player) => nameOf(player) + this.remarks(player)));
    const sentences = [players.length === 0 ? 'Nobody is here.' : `${players.length} here: ${here}.`];
    const spectators = this.yard.spectators.size;
    if (spectators > 0) sentences.push(`${spectators} ${spectators === 1 ? 'looks' : 'look'} on.`);
    if (access.isLocked) sentences.push('The yard is locked.');
    const waiting = this.waiting.map(({ number, profile, server }) => ({
      ...{ number, ...profile },
      ...(server !== undefined && { server }),
    }));
    if (waiting.length > 0) {
      const names = waiting.map(({ number, name }) => named(number, name));
      sentences.push(`${waiting.length} waiting (admit or reject): ${listed(names)}.`);
    }
    const shown = players.slice(0, LIST_FIELDS_MAX).map((player) => ({
      ...{ id: player.id, ...player.profile, isGuest: player.isGuest },
      ...{ isHost: this.yard.isHost(player), isMuted: this.yard.isMuted(player) },
      ...(player.server === undefined ? {} : { server: player.server }),
    }));
    return done(sentences.join(' '), {
      ...{ size: players.length, players: shown, spectators, isLocked: access.isLocked, waiting },
    });
  }

  say(said: string): Answer {
    const text = cleanText(said);
    const fault = validateChatLine(text);
    if (fault) return failed(fault);
    if (!this.yard.announce(text, this.context.nowMs()))
      return failed('More is said in this yard now than it takes: say it again in a second.');
    return done(`Told to ${this.yard.size}, as the host’s.`);
  }

  kick(player: YardPlayer): Answer {
    if (this.isHosts(player)) return this.failedOfHost(player, 'removed');
    const { key, identity } = player;
    this.expelAll(player, this.yard.access.kick({ key, identity }, this.context.nowMs()));
    return done(`${nameOf(player)} is removed, and may come back in a minute.`);
  }

  ban(player: YardPlayer): Answer {
    const { access } = this.yard;
    if (!access.options.secure)
      return failed(
        'Nobody can be banned here: players of an open yard have no identity (--secure). Kick them.',
      );
    if (this.isHosts(player)) return this.failedOfHost(player, 'banned');
    const { key, identity, profile } = player;
    if (identity === undefined)
      return failed(`${nameOf(player)} shows no identity to be banned by: kick it, or lock the yard.`);
    const expulsion = access.ban({ identity, name: profile.name }, key, this.context.nowMs());
    if (!expulsion) return failed('As many are banned as can be: unban somebody first.');
    this.expelAll(player, expulsion);
    return this.withBansKept(`${nameOf(player)} is banned (unban ${identity} takes it back).`);
  }

  bans(): Answer {
    const bans = this.yard.access.bans.all;
    if (bans.length === 0) return done('Nobody is banned.', { bans });
    const shown = bans.slice(0, LIST_FIELDS_MAX);
    const names = bans.map(({ identity, name }) => named(identity, name));
    return done(`${bans.length} banned: ${listed(names)}.`, { bans: shown });
  }

  unban(identity: string): Answer {
    const name = this.yard.access.unban(identity);
    if (name !== undefined) return this.withBansKept(`${named(identity, name)} is not banned any more.`);
    const bans = this.yard.access.bans.all.map((ban) => named(ban.identity, ban.name));
    return failed(
      `No such identity is banned. ${bans.length === 0 ? 'Nobody is.' : `Banned: ${someOf(bans)}.`}`,
    );
  }

  lock(): Answer {
    this.yard.access.isLocked = true;
    return done(LOCKED);
  }

  unlock(): Answer {
    this.yard.access.isLocked = false;
    return done('The yard is not locked: newcomers come in again.');
  }

  mute(player: YardPlayer): Answer {
    if (this.yard.isHost(player)) return this.failedOfHost(player, 'muted');
    const { access } = this.yard;
    if (this.yard.isMuted(player)) return done(`${nameOf(player)} is muted already.`);
    access.mutes.add(player);
    access.onChange();
    this.yard.queueHostLine(player, 'The host has muted you: nobody is told what you say.');
    return done(`${nameOf(player)} is muted: nobody is told what it says, and it knows that.`);
  }

  unmute(player: YardPlayer): Answer {
    const { access } = this.yard;
    if (!this.yard.isMuted(player)) return done(`${nameOf(player)} is not muted.`);
    access.mutes.remove(player);
    access.onChange();
    this.yard.queueHostLine(player, 'You are not muted any more.');
    return done(`${nameOf(player)} is not muted any more.`);
  }

  /** Who waits to be let in, here or at another server. */
  get waiting(): (Pick<WaitingElsewhere, 'number' | 'profile'> & { server?: string })[] {
    return [...this.yard.access.waiting.all, ...(this.context.elsewhere?.waiting ?? [])];
  }

  /** By their ids. */
  get players(): YardPlayer[] {
    return [...this.yard.players].sort((a, b) => a.id - b.id);
  }

  /** What is kept is written at once; a disk that takes nothing ends nothing. */
  withBansKept(text: string): Answer {
    try {
      this.context.writeBans(this.yard.access.bans.all);
      return done(text);
    } catch (error) {
      return done(`${text} ${notKept(error)}`);
    }
  }

  /**
   * All players of an identity have to go with the one: the others could not come back either. Those at other servers have to
   * by their own servers, which come to know of it (server/cluster/shared-access.ts).
   */
  private expelAll(player: YardPlayer, expulsion: Expulsion): void {
    const { identity } = player;
    for (const other of this.players)
      if (other === player || (isHere(other) && identity !== undefined && other.identity === identity))
        this.context.expel(other, expulsion);
    this.yard.access.onChange();
  }

  /** Whether a player is the host, or another one of the host's. */
  private isHosts(player: YardPlayer): boolean {
    const host = this.players.find((other) => this.yard.isHost(other));
    return (
      this.yard.isHost(player) ||
      host === player ||
      (host?.identity !== undefined && host.identity === player.identity)
    );
  }

  private failedOfHost(player: YardPlayer, what: string): Answer {
    return failed(`${nameOf(player)} is the host’s own, which is not ${what}.`);
  }

  private remarks(player: YardPlayer): string {
    const remarks = [
      ...(this.yard.isHost(player) ? ['host'] : []),
      ...(player.isGuest ? ['guest'] : []),
      ...(player.server === undefined ? [] : [`at server ${player.server}`]),
      ...(this.yard.isMuted(player) ? ['muted'] : []),
    ];
    return remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
  }
}

function isHere({ server }: YardPlayer): boolean {
  return server === undefined;
}

export function nameOf({ id, profile }: YardPlayer): string {
  return named(id, profile.name);
}

export function notKept(error: unknown): string {
  return `It holds until the server ends, since it could not be kept: ${(error as Error).message}`;
}
