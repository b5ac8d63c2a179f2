import { PROTOCOL_VERSION, SPECTATOR_ID, SPECTATOR_TIMEOUT_MS, YARD_INTERVAL_MS } from '../../shared/config';
import type { YardSize } from '../../shared/movement';
import type { ClientMessage, ControlMessage, WatchMessage } from '../../shared/protocol/messages';
import type { AccessRules } from '../access/access-rules';
import { PlayerMotion } from '../motion/player-motion';
import { checkProtocol, reject, TOO_OFTEN, type Led, type Rejection } from './admission';
import type { DropReason } from './drop-reason';
import type { HandOver } from './hand-over';
import type { Outbox } from './outbox';
import type { PresenceBudget } from './presence-budget';
import { countOf, type Recipient } from './recipient';

/** Somebody who looks on: told everything that a player is told, and nobody in the yard. */
export interface Spectator extends Recipient {
  isPresent: boolean;
  /** Where it looks. */
  readonly motion: PlayerMotion;
  lastSeenMs: number;
}

/** Whether somebody may look on. */
export type SpectatorAdmission = { ok: true; spectator: Spectator } | Rejection | Led | typeof TOO_OFTEN;

/** The yard, as far as spectators are concerned. */
interface WatchedYard {
  readonly options: { name: string; size: YardSize; maxSpectators: number };
  readonly access: AccessRules;
  readonly handOver: Pick<HandOver, 'message'>;
}

/**
 * Who looks on: connections that are told everything and are nobody, in no roster and no count of players, near to nobody.
 * Deterministic: no I/O, no clock.
 */
export class Spectators {
  private readonly yard: WatchedYard;
  private readonly outbox: Outbox;
  private readonly present: Set<Spectator>;
  private readonly yardMessage: ControlMessage;
  private yardQueuedMs = -Infinity;

  /** @param present those who look on, kept here; it is passed in since the outbox sends to them as well */
  constructor(yard: WatchedYard, outbox: Outbox, present: Set<Spectator>) {
    this.yard = yard;
    this.outbox = outbox;
    this.present = present;
    const { name, size } = yard.options;
    this.yardMessage = { address: '/yard', id: SPECTATOR_ID, name, protocol: PROTOCOL_VERSION, ...size };
  }

  /** Everybody who is told as a spectator is, a recorder of this server too. */
  get all(): ReadonlySet<Recipient> {
    return this.present;
  }

  /** How many look on by a connection. */
  get size(): number {
    return countOf(this.present);
  }

  /**
   * Takes a `/watch` of somebody who may look on already.
   * @param budget of the connection that sent it, which it stands for
   */
  watch(
    spectator: Spectator | undefined,
    { protocol, ticket }: WatchMessage,
    nowMs: number,
    budget: PresenceBudget,
  ): SpectatorAdmission {
    const { access, handOver, options } = this.yard;
    if (spectator?.isPresent) {
      spectator.lastSeenMs = nowMs;
      return { ok: true, spectator };
    }
    const rejection = checkProtocol(protocol);
    if (rejection) return rejection;
    const refusal = access.checkSpectator(ticket, budget, nowMs);
    // Who would wait here waits where the yard is from now on.
    if (refusal && !(handOver.message && refusal.code === 'waiting')) return { ok: false, refusal };
    if (handOver.message) return { ok: false, refusal: undefined, moved: handOver.message };
    if (this.size >= options.maxSpectators) return rejectAsFull(options.maxSpectators);
    if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
    return { ok: true, spectator: this.add(nowMs, false) };
  }

  /** Adds somebody without a connection who is told of everything, whatever a crowd there is: a recorder of this server. */
  observe(nowMs: number): Spectator {
    return this.add(nowMs, true);
  }

  /** Handles what a spectator sends besides `/watch`. Returns why it was dropped, if it was. */
  handle(spectator: Spectator, message: ClientMessage, nowMs: number): DropReason | undefined {
    spectator.lastSeenMs = nowMs;
    switch (message.address) {
      case '/position':
        spectator.motion.setPosition(message, nowMs, true);
        return undefined;
      case '/ping':
        this.outbox.queue(spectator, { address: '/pong', n: message.n });
        return undefined;
      case '/roster':
        return this.outbox.queueFullRoster(spectator, nowMs) ? undefined : 'flood';
      case '/leave':
        this.remove(spectator);
        return undefined;
      default:
        return 'malformed';
    }
  }

  remove(spectator: Spectator): void {
    spectator.isPresent = false;
    this.present.delete(spectator);
    this.outbox.removeRecipient(spectator);
  }

  /**
   * To be called a few times a second: repeats the yard, and takes out who went silent.
   * @param absentMs for so long the server itself was away, and could hear nobody
   */
  tick(nowMs: number, absentMs: number): void {
    for (const spectator of this.present) {
      spectator.lastSeenMs += absentMs;
      if (!spectator.isUnlimited && nowMs - spectator.lastSeenMs > SPECTATOR_TIMEOUT_MS)
        this.remove(spectator);
    }
    if (nowMs - this.yardQueuedMs < YARD_INTERVAL_MS) return;
    this.yardQueuedMs = nowMs;
    for (const spectator of this.present) this.outbox.queue(spectator, spectator.yardMessage);
  }

  /** The yard closes: tells them that they look on no more. */
  close(): void {
    for (const spectator of this.present)
      this.outbox.queue(spectator, { address: '/player/left', id: SPECTATOR_ID });
  }

  private add(nowMs: number, isUnlimited: boolean): Spectator {
    const spectator: Spectator = {
      ...{ id: SPECTATOR_ID, isGuest: false, isSpectator: true, isUnlimited },
      ...{ yardMessage: this.yardMessage, yourProfile: undefined, isPresent: true },
      motion: new PlayerMotion(this.yard.options.size),
      ...{ fullRosterMs: -Infinity, lastSeenMs: nowMs },
    };
    this.present.add(spectator);
    this.outbox.queueSnapshot(spectator);
    return spectator;
  }
}

function rejectAsFull(maxSpectators: number): Rejection {
  if (maxSpectators === 0) return reject('full', 'This yard takes no spectators.');
  return reject('full', `As many spectators are here as this yard takes: ${maxSpectators}.`);
}
