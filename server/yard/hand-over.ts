import type { Access, Reach } from '../../shared/hosted-yard';
import type { MovedMessage } from '../../shared/protocol/messages';
import type { PlayerState, YardState } from '../../shared/yard-state';
import type { AccessOptions, AccessRules } from '../access/access-rules';
import { hashKey } from './key-hash';
import type { Outbox } from './outbox';
import type { YardPlayer } from './yard-player';

/** Everybody is told again where the yard is at such intervals, for so long. */
const REPEAT_MS = 1000;
export const HAND_OVER_MS = 5000;

/**
 * The yard goes to another server: everybody is led there, nobody new comes in here, and nobody is told of who left, since
 * they have only gone ahead. Deterministic: no I/O, no clock.
 */
export class HandOver {
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly outbox: Outbox;
  private readonly access: AccessRules;
  private readonly reach: Reach | undefined;
  private message: MovedMessage | undefined;
  private beganMs = 0;
  private toldMs = 0;

  /** @param players everybody present, kept up to date by the owner */
  constructor(players: ReadonlySet<YardPlayer>, outbox: Outbox, access: AccessRules, reach?: Reach) {
    this.reach = reach;
    this.players = players;
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
    this.beganMs = nowMs;
    this.tell(nowMs);
    return true;
  }

  /** To be called a few times a second: tells it again when that is due. */
  tick(nowMs: number): void {
    if (this.message && nowMs - this.toldMs >= REPEAT_MS) this.tell(nowMs);
  }

  /** Whether everybody has gone, or had the time to. */
  isOver(nowMs: number): boolean {
    return this.isUnderWay && (this.players.size === 0 || nowMs - this.beganMs >= HAND_OVER_MS);
  }

  /**
   * What the next server has to know of who is here and who may come in. Who has no key cannot come back as anybody. Bans do not
   * go along: an identity is of use to one server alone.
   */
  state(nowMs: number): YardState {
    const { options, isLocked, mutes } = this.access;
    const players = Array.from(this.players).flatMap((player) => stateOf(player, mutes.has(player), nowMs));
    return { access: accessOf(options), ...(this.reach && { reach: this.reach }), isLocked, players };
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
  const { id, isGuest, key, profile, wanted, motion } = player;
  if (isGuest || key === undefined) return [];
  const { name, colour } = profile;
  const place = motion.at(nowMs);
  return [{ id, name, wantedName: wanted?.name ?? name, colour, place, keyHash: hashKey(key), isMuted }];
}
