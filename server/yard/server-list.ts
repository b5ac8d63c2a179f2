import { PROFILE_INTERVAL_MS } from '../../shared/config';
import type { ServersMessage } from '../../shared/protocol/messages';
import { formatServers } from '../../shared/protocol/server-targets';
import type { Target } from '../../shared/target';
import type { Outbox } from './outbox';
import type { Recipient } from './recipient';
import type { YardPlayer } from './yard-player';

/** A server of a yard, as clients reach it. */
export interface YardServer {
  target: Target;
  /** How much it has to do, 1 for all that it can; from any one measure, the same for all servers of the yard. */
  load: number;
}

/**
 * The servers of a yard, as its players are told them: whoever loses this one finds the next by them. Who they are is for the
 * cluster to say; a server that is alone tells nothing. Deterministic: no I/O, no clock.
 */
export class ServerList {
  private readonly recipients: readonly ReadonlySet<Recipient>[];
  private readonly outbox: Outbox;
  private readonly toldMs = new WeakMap<Recipient, number>();
  private all: ServersMessage | undefined;
  private freer: ServersMessage | undefined;

  /** @param recipients our own players and the spectators, kept up to date by the owner */
  constructor(recipients: readonly ReadonlySet<Recipient>[], outbox: Outbox) {
    this.recipients = recipients;
    this.outbox = outbox;
  }

  /** What somebody is told for whom there is no room here; undefined where no other server has less to do. */
  get forRefused(): ServersMessage | undefined {
    return this.freer;
  }

  /** From now on these are all servers. @param others in any order */
  set(own: YardServer, others: readonly YardServer[]): void {
    const byLoad = others.toSorted((a, b) => a.load - b.load);
    this.all = messageOf(own, byLoad);
    this.freer = messageOf(
      own,
      byLoad.filter(({ load }) => load < own.load),
    );
  }

  /** This server closes: where the yard goes on without it each of its own players is told of itself alone. */
  close(own: Iterable<YardPlayer>, everybody: Iterable<YardPlayer>): void {
    for (const player of this.all ? own : everybody) {
      const left = { address: '/player/left', id: player.id } as const;
      if (this.all) this.outbox.queue(player, left);
      else this.outbox.broadcast(left);
    }
  }

  /** To be called a few times a second, and when somebody comes: tells whoever was told nothing for a while. */
  tick(nowMs: number): void {
    if (!this.all) return;
    for (const recipient of this.recipients.flatMap((some) => [...some])) {
      if (nowMs - (this.toldMs.get(recipient) ?? -Infinity) < PROFILE_INTERVAL_MS) continue;
      this.toldMs.set(recipient, nowMs);
      this.outbox.queue(recipient, this.all);
    }
  }
}

function messageOf(own: YardServer, others: readonly YardServer[]): ServersMessage | undefined {
  if (others.length === 0) return undefined;
  return { address: '/servers', servers: formatServers([own, ...others].map(({ target }) => target)) };
}
