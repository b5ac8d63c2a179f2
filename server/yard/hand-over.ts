import { HAND_OVER_MS, MAX_PLAYERS_LIMIT } from '../../shared/config';
import type { Access, Reach } from '../../shared/hosted-yard';
import type { MovedMessage } from '../../shared/protocol/messages';
import type { PlayerState, YardState } from '../../shared/yard-state';
import type { AccessOptions, AccessRules } from '../access/access-rules';
import type { Outbox } from './outbox';
import type { PlayerTable } from './player-table';
import { countOf, type Recipient } from './recipient';
import type { YardPlayer } from './yard-player';

/** Everybody is told again where the yard is at such intervals, for HAND_OVER_MS. */
const REPEAT_MS = 1000;
/** So many of those who left a moment ago go along, the latest: whoever comes and goes without end must not fill the state. */
export const AWAY_MAX = 256;

/**
 * The yard goes to another server: everybody is led there, nobody new comes in here, and nobody is told of who left, since
 * they have only gone ahead. Deterministic: no I/O, no clock.
 */
export class HandOver {
  private readonly table: PlayerTable;
  private readonly spectators: ReadonlySet<Recipient>;
  private readonly outbox: Outbox;
  private readonly access: AccessRules;
  private readonly reach: Reach | undefined;
  /** Where the yard is from now on; undefined before it is handed over. */
  message: MovedMessage | undefined;
  private hasAway = false;
  private beganMs = 0;
  private toldMs = 0;

  /** @param spectators who looks on, kept up to date by the owner */
  constructor(
    table: PlayerTable,
    spectators: ReadonlySet<Recipient>,
    outbox: Outbox,
    access: AccessRules,
    reach?: Reach,
  ) {
    this.spectators = spectators;
    this.reach = reach;
    this.table = table;
    this.outbox = outbox;
    this.access = access;
  }

  get isUnderWay(): boolean {
    return this.message !== undefined;
  }

  /**
   * Tells everybody at the next flush. It is begun once: a second successor would have half of the players. A secured yard goes
   * to no open one, whoever says so: players would be read along there. False where it is not begun.
   */
  begin(message: MovedMessage, nowMs: number): boolean {
    if (this.message || (this.access.options.secure && message.key === '')) return false;
    this.message = message;
    this.hasAway = this.table.away.length > 0;
    this.beganMs = nowMs;
    this.tell(nowMs);
    return true;
  }

  /** To be called a few times a second: tells it again when that is due. */
  tick(nowMs: number): void {
    if (this.message && nowMs - this.toldMs >= REPEAT_MS) this.tell(nowMs);
  }

  /**
   * Whether everybody has gone, or had the time to.
   * @param isElsewhere the yard opens at another address: whoever was away for a moment, or waits to be let in, looks for it here
   */
  isOver(nowMs: number, isElsewhere: boolean): boolean {
    if (!this.isUnderWay) return false;
    const isLookedFor = isElsewhere && (this.hasAway || this.access.waiting.all.length > 0);
    const here = this.table.own.size + countOf(this.spectators);
    return (here === 0 && !isLookedFor) || nowMs - this.beganMs >= HAND_OVER_MS;
  }

  /**
   * What the next server has to know of who is here or may come back, and who may come in. Who has no key cannot come back as
   * anybody. Bans do not go along: an identity is of use to one server alone.
   */
  state(nowMs: number): YardState {
    const { options, isLocked, mutes } = this.access;
    const { own, awaited } = this.table;
    const away = this.table.away.filter(({ server }) => server === undefined);
    const stateNow = (player: YardPlayer) => stateOf(player, mutes.has(player), nowMs);
    const gone = [...awaited.states, ...away.slice(0, AWAY_MAX).flatMap(stateNow)];
    const players = [
      ...Array.from(own).flatMap(stateNow),
      ...gone.map((player): PlayerState => ({ ...player, place: undefined, isAway: true })),
    ];
    return {
      access: accessOf(options),
      ...(this.reach && { reach: this.reach }),
      isLocked,
      players: players.slice(0, MAX_PLAYERS_LIMIT),
    };
  }

  private tell(nowMs: number): void {
    this.toldMs = nowMs;
    if (this.message) this.outbox.broadcast(this.message);
  }
}

/** As the game's host form has it. */
function accessOf({ secure, invitedOnly, askFirst }: AccessOptions): Access {
  if (!secure) return 'open';
  return invitedOnly ? 'invited' : askFirst ? 'ask' : 'secured';
}

function stateOf(player: YardPlayer, isMuted: boolean, nowMs: number): PlayerState[] {
  const { id, isGuest, keyHash, profile, wanted, motion } = player;
  if (isGuest || keyHash === undefined) return [];
  const { name, colour } = profile;
  const place = motion.at(nowMs);
  return [{ id, name, wantedName: wanted?.name ?? name, colour, place, keyHash, isMuted }];
}
