import { MAX_PLAYERS_LIMIT } from '../../shared/config';
import { isSameProfile } from '../../shared/profile';
import type { MovedMessage, ProfileMessage } from '../../shared/protocol/messages';
import type { AccessRules } from '../access/access-rules';
import { checkProfile, reject, TOO_OFTEN, type Admission, type Rejection } from './admission';
import type { HandOver } from './hand-over';
import type { Outbox } from './outbox';
import type { PlayerTable } from './player-table';
import type { PresenceBudget } from './presence-budget';
import { hashKey } from '../access/key-hash';
import { checkSeatForGuest, longestSilentGuest, rejectAsFull, rejectForWantOfIds } from './seats';
import type { YardFeed } from './yard-feed';
import type { YardEvents, YardOptions } from './yard-options';
import type { YardPlayer } from './yard-player';

/** The yard, as far as who comes in is concerned. */
interface AdmittingYard {
  readonly options: YardOptions;
  readonly access: AccessRules;
  readonly feed: YardFeed | undefined;
  readonly handOver: Pick<HandOver, 'message'>;
  isHost(player: { key?: string | undefined }): boolean;
  remove(player: YardPlayer, nowMs: number): void;
}

/** Somebody with a profile, as the rules know it, and the key by which it may come back. */
type Newcomer = Pick<ProfileMessage, 'key'> & Parameters<AccessRules['checkNewcomer']>[0];

/**
 * Admission control: who gets in, and as whom. It is asked in this order: the protocol, the profile, whether the host banned
 * or removed somebody, whether it comes back by its key, whether the yard is locked, whether it was invited, whether it has to
 * wait, and whether there is a seat. The host is asked none of what is about others' leave, and always has a seat.
 * Deterministic: no I/O, no clock.
 */
export class AdmissionControl {
  private readonly yard: AdmittingYard;
  private readonly table: PlayerTable;
  private readonly outbox: Outbox;
  private readonly events: YardEvents | undefined;

  constructor(yard: AdmittingYard, table: PlayerTable, outbox: Outbox, events: YardEvents | undefined) {
    this.yard = yard;
    this.table = table;
    this.outbox = outbox;
    this.events = events;
  }

  /** See Yard.admitGuest. */
  admitGuest(nowMs: number, budget: PresenceBudget): Admission {
    const { access, handOver, options } = this.yard;
    if (handOver.message) return TOO_OFTEN;
    const refusal = access.checkGuest();
    if (refusal) return { ok: false, refusal };
    if (!options.guests) return reject('profile', 'This yard takes only players who send a /profile.');
    const rejection = checkSeatForGuest(this.table.seatsTaken(), options.maxPlayers);
    if (rejection) return rejection;
    if (this.isYardFull) return rejectAsFull(MAX_PLAYERS_LIMIT);
    if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
    const id = this.table.nextId();
    if (id === undefined) return rejectForWantOfIds();
    const player = this.add(nowMs, id);
    this.yard.feed?.changed(player);
    this.events?.onArrival(player);
    return { ok: true, player };
  }

  /** See Yard.applyProfile. */
  applyProfile(
    player: YardPlayer | undefined,
    message: ProfileMessage,
    nowMs: number,
    budget: PresenceBudget,
  ): Admission {
    const { access, handOver } = this.yard;
    const checked = checkProfile(message);
    if (!checked.ok) return checked;
    const identity = access.options.secure ? message.identity : undefined;
    const isHost = this.yard.isHost(message);
    const refusal = isHost ? undefined : access.checkExpelled({ key: message.key, identity }, nowMs);
    if (refusal) return { ok: false, refusal };
    const present = player?.isPresent ? player : undefined;
    const newcomer = { ...message, profile: checked.profile, identity };
    // Who is present has been told where to go.
    if (handOver.message && present) return TOO_OFTEN;
    if (handOver.message) return this.lead(handOver.message, newcomer, isHost, nowMs, budget);
    const admission = this.admit(present, newcomer, isHost, nowMs, budget);
    if (!admission.ok) return admission;
    const admitted = admission.player;
    // It spoke before it sent its profile: that guest was nobody else.
    if (present && present !== admitted && present.isPresent) this.yard.remove(present, nowMs);
    const wasGuest = admitted.isGuest;
    const shown = this.table.profiles.resolve(admitted, checked.profile);
    const isNews = wasGuest || !isSameProfile(shown, admitted.profile);
    if (isNews && admitted === present && !budget.tryChangeProfile(nowMs)) return TOO_OFTEN;
    const isOther =
      isNews ||
      admitted !== present ||
      admitted.key !== message.key ||
      admitted.wanted?.name !== checked.profile.name ||
      (admitted.identity ?? identity) !== admitted.identity;
    this.table.setKey(admitted, message.key);
    // The first one stays: who is banned or muted by it does not get rid of it by saying another.
    admitted.identity ??= identity;
    if (wasGuest && access.mutes.has(admitted)) {
      // By its identity too, where another server knew it by its id.
      access.mutes.add(admitted);
      access.onChange();
    }
    admitted.isGuest = false;
    admitted.wanted = checked.profile;
    admitted.isShownAsSent = isSameProfile(shown, message);
    if (isNews) {
      this.table.profiles.set(admitted, shown);
      admitted.yourProfile = { address: '/your/profile', ...shown };
      this.outbox.queueYourProfile(admitted);
      this.outbox.queueProfile(admitted);
      if (wasGuest) this.events?.onArrival(admitted);
    }
    if (isOther) this.yard.feed?.changed(admitted);
    return admission;
  }

  /** Who somebody with a profile is: who had this key, here behind an old connection or gone not long ago; itself; or new. */
  private admit(
    present: YardPlayer | undefined,
    newcomer: Newcomer,
    isHost: boolean,
    nowMs: number,
    budget: PresenceBudget,
  ): Admission {
    const { key } = newcomer;
    if (present && (key === undefined || key === present.key)) return { ok: true, player: present };
    const keyHash = key === undefined ? undefined : hashKey(key);
    const rejection = isHost ? undefined : this.checkKey(keyHash, newcomer.identity);
    if (rejection) return rejection;
    const earlier = keyHash === undefined ? undefined : this.table.withKeyHash(keyHash);
    if (earlier && earlier.server === undefined) {
      if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
      earlier.loginMs = Math.max(nowMs, earlier.loginMs + 1);
      this.outbox.queueSnapshot(earlier);
      earlier.motion.resume(nowMs);
      return { ok: true, player: earlier };
    }
    const resumedId = earlier?.id ?? (keyHash === undefined ? undefined : this.table.resumedId(keyHash));
    if (present && resumedId === undefined) return { ok: true, player: present };
    const { access, options } = this.yard;
    const isNew = resumedId === undefined;
    const refusal = isNew && !isHost ? access.checkNewcomer(newcomer, budget, nowMs) : undefined;
    if (refusal) return { ok: false, refusal };
    const isServerFull = this.table.seatsTaken(resumedId) >= options.maxPlayers;
    const isFull = isServerFull || (!earlier && this.isYardFull);
    const leaving = isFull ? (present ?? longestSilentGuest(this.table.own)) : undefined;
    if (isFull && !leaving && !isHost)
      return rejectAsFull(isServerFull ? options.maxPlayers : MAX_PLAYERS_LIMIT);
    if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
    const id = resumedId ?? this.table.nextId();
    if (id === undefined) return rejectForWantOfIds();
    if (leaving) this.yard.remove(leaving, nowMs);
    const wasMuted = this.table.awaited.isMuted(id);
    const player = earlier ? this.takeOver(earlier, nowMs) : this.add(nowMs, id);
    if (wasMuted) access.mutes.add(player);
    player.isPlaced = !isNew;
    access.admitted(newcomer.identity);
    return { ok: true, player, evicted: leaving === present ? undefined : leaving };
  }

  /** All its servers together have as many players as a client can know. */
  private get isYardFull(): boolean {
    return this.table.present.size >= MAX_PLAYERS_LIMIT;
  }

  /** The yard is on its way elsewhere: who could come back or in here is led after it, and who would wait here waits there. */
  private lead(
    moved: MovedMessage,
    newcomer: Newcomer,
    isHost: boolean,
    nowMs: number,
    budget: PresenceBudget,
  ): Admission {
    const keyHash = newcomer.key === undefined ? undefined : hashKey(newcomer.key);
    const rejection = isHost ? undefined : this.checkKey(keyHash, newcomer.identity);
    if (rejection) return rejection;
    const isKnown = keyHash !== undefined && this.table.isKnown(keyHash);
    const refusal = isKnown || isHost ? undefined : this.yard.access.checkNewcomer(newcomer, budget, nowMs);
    if (refusal && refusal.code !== 'waiting') return { ok: false, refusal };
    return { ok: false, refusal: undefined, moved };
  }

  /** Or who has another's key could be banned in its place, and would be let in as it is. */
  private checkKey(keyHash: string | undefined, identity: string | undefined): Rejection | undefined {
    const owner = keyHash === undefined ? undefined : this.table.identityOf(keyHash);
    if (owner === undefined || owner === identity) return undefined;
    return reject('profile', 'Your key is that of a player of another identity: choose one of your own.');
  }

  private add(nowMs: number, id: number): YardPlayer {
    const player = this.table.add(nowMs, id);
    this.outbox.queueSnapshot(player);
    this.outbox.queueProfile(player);
    if (player.motion.current) this.tellMotion(player);
    return player;
  }

  /** Who was at another server comes here, as who and where it was: nobody is told that it left. */
  private takeOver(player: YardPlayer, nowMs: number): YardPlayer {
    const { access } = this.yard;
    this.table.setServer(player, undefined);
    this.outbox.noteServer(player);
    player.loginMs = Math.max(nowMs, player.loginMs + 1);
    player.lastSeenMs = nowMs;
    player.motion.takeOver(nowMs);
    player.yourProfile = { address: '/your/profile', ...player.profile };
    this.outbox.queueSnapshot(player);
    if (player.isMutedThere) {
      access.mutes.add(player);
      player.isMutedThere = false;
      access.onChange();
    }
    this.events?.onArrival(player);
    return player;
  }

  private tellMotion(player: YardPlayer): void {
    this.outbox.queueMotion(player);
    this.yard.feed?.moved(player);
  }
}
