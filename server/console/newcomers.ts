/** What the host says of those who are not in the yard: whom it invites, and what becomes of who waits. */
import { formatInvite, type Target } from '../../shared/target';
import type { AccessRules } from '../access/access-rules';
import type { Expulsion } from '../access/expulsions';
import type { Waiting } from '../access/waiting-list';
import { done, failed, named, type Answer } from './answer';
import { notKept } from './host-powers';

export interface InvitingContext {
  access: AccessRules;
  /** Where others reach the yard, the likeliest first, with its public key where it is secured. */
  targets(): readonly Target[];
  createTicket(): string;
  /** Keeps the ticket. @throws an Error with a sentence for a person when it cannot be written */
  writeTicket(ticket: string): void;
  /** Lets in who waits, or tells it why not (ServerLoop). */
  answerWaiting(waiting: Waiting, expulsion?: Expulsion): void;
  nowMs(): number;
}

export class Newcomers {
  private readonly context: InvitingContext;
  private readonly access: AccessRules;

  constructor(context: InvitingContext) {
    this.context = context;
    this.access = context.access;
  }

  invite(): Answer {
    const invites = this.context.targets().map((target) => formatInvite(this.withTicket(target)));
    if (invites.length === 0) return failed('This computer is in no network now, so nobody can be invited.');
    return done(invites.join(' or '), { invites, ticket: this.access.ticket });
  }

  /** Replaces the ticket: who was let in by an earlier one stays known. */
  inviteNew(): Answer {
    if (this.access.ticket === undefined)
      return failed('This yard asks for no ticket (--invited-only), so it has one invite for ever: invite.');
    const ticket = this.context.createTicket();
    this.access.ticket = ticket;
    const answer = this.invite();
    try {
      this.context.writeTicket(ticket);
      return answer;
    } catch (error) {
      return { ...answer, text: `${answer.text} ${notKept(error)}` };
    }
  }

  admit(waiting: Waiting): Answer {
    if (this.access.isLocked)
      return failed(`The yard is locked, so ${nameOf(waiting)} cannot come in: unlock it first.`);
    this.access.admit(waiting);
    this.context.answerWaiting(waiting);
    return done(`${nameOf(waiting)} is let in, and does not wait another time.`);
  }

  reject(waiting: Waiting): Answer {
    this.context.answerWaiting(waiting, this.access.reject(waiting, this.context.nowMs()));
    return done(`${nameOf(waiting)} is sent away, and may ask again in a minute.`);
  }

  /** False when as many are banned as may be. @param identity of who waits */
  rejectForGood(waiting: Waiting, identity: string): boolean {
    const { profile } = waiting;
    const expulsion = this.access.ban({ identity, name: profile.name }, undefined, this.context.nowMs());
    if (!expulsion) return false;
    this.access.waiting.remove(waiting);
    this.access.onChange();
    this.context.answerWaiting(waiting, expulsion);
    return true;
  }

  private withTicket(target: Target): Target {
    const { ticket } = this.access;
    return ticket === undefined || target.serverKey === undefined ? target : { ...target, ticket };
  }
}

function nameOf({ number, profile }: Waiting): string {
  return named(number, profile.name);
}
