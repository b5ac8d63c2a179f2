import type { AccessRules } from '../access/access-rules';
import { KEPT_BANS_MAX, type Ban } from '../access/bans';
import { EXPULSION_MS, type Expulsion } from '../access/expulsions';
import { REJECTED } from '../access/refusals';
import type { Waiting } from '../access/waiting-list';
import { isKept, UNSAID_MS, type AccessValue, type Stamped } from './access-registers';
import type { SharedRegisters } from './shared-registers';

/** How often what could not be written is tried again. */
const RETRY_MS = 2000;
/** Who comes again is noted as seen no more often: that alone decides who is forgotten first. */
const SEEN_AGAIN_MS = 3_600_000;

/** What a server does about what another one's host has said. */
export interface SharedAccessContext {
  /** Takes out whoever of our own players an expulsion is about, but for the host. */
  expel(expulsion: Expulsion): void;
  /** Lets in who waits here, or tells it why not. */
  answerWaiting(waiting: Waiting, expulsion?: Expulsion): void;
  /** Each keeps something. @throws an Error with a sentence for a person when it cannot be written */
  writeBans(bans: readonly Ban[]): void;
  writeTicket(ticket: string): void;
  writeRegisters(all: readonly Stamped[]): void;
  warn(sentence: string): void;
  /** As performance.timeOrigin + performance.now() has it. */
  nowMs(): number;
}

/**
 * Has one server's rules of who may come in and the registers of its yard agree: what is said here becomes a register, and what
 * was said elsewhere is done here. Lock, ticket, bans and mutes are compared a few times a second, so it does not matter by
 * which word they have changed.
 */
export class SharedAccess {
  private readonly access: AccessRules;
  private readonly registers: SharedRegisters;
  private readonly context: SharedAccessContext;
  private isApplying = false;
  /** What is kept is other than what was said. */
  private isDirty = false;
  private isWarned = false;
  private triedMs = -Infinity;

  /** @param kept of earlier runs (RegisterFile); undefined where this server was in no yard of several */
  constructor(
    access: AccessRules,
    registers: SharedRegisters,
    kept: readonly Stamped[] | undefined,
    context: SharedAccessContext,
  ) {
    [this.access, this.registers, this.context] = [access, registers, context];
    registers.merge(kept ?? []);
    for (const { value } of registers.all)
      if (value.kind === 'lock' || value.kind === 'mute') this.apply(value, 0);
    // What stands in the other files and was in no register: since before, or by a run without other servers.
    for (const value of this.differences())
      registers.say(value, kept && value.kind !== 'ticket' ? context.nowMs() : this.unsaidMs(value));
    const known = access.known.all.map((identity) => knownValue(identity, true));
    registers.merge(known.map((value) => ({ atMs: UNSAID_MS, value })));
    registers.onNews = (stamped) => this.receive(stamped);
    access.known.onSeen = (identity) => this.see(identity);
    access.known.onForgotten = (identity) => this.say(knownValue(identity, false));
    access.onExpulsion = ({ keyHash = '', identity = '', refusal }) =>
      this.say({ kind: 'kick', keyHash, identity, isRejected: refusal === REJECTED });
    this.isDirty = true;
    registers.open();
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    for (const value of this.differences()) this.say(value);
    const isDue = nowMs - this.triedMs >= RETRY_MS;
    if (this.isDirty && (isDue || !this.isWarned)) this.keep();
    if (!isDue) return;
    this.triedMs = nowMs;
    this.registers.write();
  }

  close(): void {
    this.tick(this.context.nowMs());
    this.registers.close();
  }

  /** What was said here and is in no register, or otherwise. */
  private differences(): AccessValue[] {
    const { access, registers } = this;
    const values: AccessValue[] = [{ kind: 'lock', isLocked: access.isLocked }];
    if (access.ticket !== undefined) values.push({ kind: 'ticket', ticket: access.ticket });
    for (const ban of access.bans.all) values.push({ kind: 'ban', ...ban, isInForce: true });
    for (const who of access.mutes.all) values.push({ kind: 'mute', who, isInForce: true });
    const muted = new Set(access.mutes.all);
    for (const { value } of registers.all) {
      if (value.kind === 'ban' && value.isInForce && !access.bans.has(value.identity))
        values.push({ ...value, isInForce: false });
      if (value.kind === 'mute' && value.isInForce && !muted.has(value.who))
        values.push({ ...value, isInForce: false });
    }
    return values.filter((value) => this.isOther(value, registers.find(value)?.value));
  }

  private isOther(value: AccessValue, said: AccessValue | undefined): boolean {
    if (value.kind === 'lock') return value.isLocked !== (said?.kind === 'lock' && said.isLocked);
    if (value.kind === 'ticket') return said?.kind !== 'ticket' || said.ticket !== value.ticket;
    // The name under which somebody was banned is of whoever did so first.
    const isInForce = (said?.kind === 'ban' || said?.kind === 'mute') && said.isInForce;
    return (value.kind === 'ban' || value.kind === 'mute') && value.isInForce !== isInForce;
  }

  /** A ticket that differs from the one that was said was replaced here; one that was not said may be but a new server's own. */
  private unsaidMs(value: AccessValue): number {
    return this.registers.find(value) ? this.context.nowMs() : UNSAID_MS;
  }

  private say(value: AccessValue): void {
    if (this.isApplying) return;
    this.registers.say(value, this.context.nowMs());
    this.isDirty ||= isKept(value);
  }

  private see(identity: string): void {
    const value = knownValue(identity, true);
    const said = this.registers.find(value);
    const seenMs = said?.value.kind === 'known' && said.value.isInForce ? said.atMs : -Infinity;
    if (this.context.nowMs() - seenMs >= SEEN_AGAIN_MS) this.say(value);
  }

  private receive({ value, atMs }: Stamped): void {
    this.apply(value, atMs);
    this.isDirty ||= isKept(value);
  }

  private apply(value: AccessValue, atMs: number): void {
    this.isApplying = true;
    const { access } = this;
    switch (value.kind) {
      case 'lock':
        if (access.isLocked !== value.isLocked) access.isLocked = value.isLocked;
        break;
      case 'ticket':
        if (access.options.invitedOnly && access.ticket !== value.ticket) access.ticket = value.ticket;
        break;
      case 'ban':
        this.applyBan(value, value.isInForce);
        break;
      case 'mute':
        access.mutes.set(value.who, value.isInForce);
        access.onChange();
        break;
      case 'known':
        if (value.isInForce) this.applyKnown(value.identity);
        else access.known.forget(value.identity);
        break;
      case 'kick':
        this.applyKick(value, atMs);
        break;
    }
    this.isApplying = false;
  }

  private applyBan({ identity, name }: Ban, isInForce: boolean): void {
    if (!isInForce) {
      this.access.unban(identity);
      return;
    }
    const expulsion = this.access.ban({ identity, name }, undefined, this.context.nowMs(), KEPT_BANS_MAX);
    if (expulsion) this.expel(expulsion);
  }

  /** Who waits here was let in at another server, or came back there: it need not wait. */
  private applyKnown(identity: string): void {
    const waiting = this.waitingOf(identity);
    if (waiting) this.access.admit(waiting);
    else if (!this.access.known.has(identity)) this.access.known.see(identity);
    if (waiting) this.context.answerWaiting(waiting);
  }

  private applyKick({ keyHash, identity, isRejected }: AccessValue & { kind: 'kick' }, atMs: number): void {
    const nowMs = this.context.nowMs();
    if (nowMs - atMs >= EXPULSION_MS) return;
    const who = { keyHash: keyHash || undefined, identity: identity || undefined };
    // A clock that is ahead there makes it no longer here.
    this.expel(this.access.expelledElsewhere(who, isRejected, Math.min(atMs, nowMs)));
  }

  private expel(expulsion: Expulsion): void {
    const waiting = expulsion.identity === undefined ? undefined : this.waitingOf(expulsion.identity);
    if (waiting) {
      this.access.waiting.remove(waiting);
      this.access.onChange();
      this.context.answerWaiting(waiting, expulsion);
    }
    this.context.expel(expulsion);
  }

  private waitingOf(identity: string): Waiting | undefined {
    return this.access.waiting.all.find((waiting) => waiting.identity === identity);
  }

  /**
   * The bans first: of one that stands there and in no register it is known that it is new, while one that is in force by its
   * register and does not stand there was taken back.
   */
  private keep(): void {
    const { access, context, registers } = this;
    try {
      context.writeBans(access.bans.all);
      if (access.ticket !== undefined) context.writeTicket(access.ticket);
      context.writeRegisters(registers.all);
      [this.isDirty, this.isWarned] = [false, false];
    } catch (error) {
      if (!this.isWarned)
        context.warn(`What the yard's hosts have said cannot be kept here: ${(error as Error).message}`);
      this.isWarned = true;
    }
  }
}

function knownValue(identity: string, isInForce: boolean): AccessValue & { kind: 'known' } {
  return { kind: 'known', identity, isInForce };
}
