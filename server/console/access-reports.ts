import type { YardAccess } from '../../shared/process-reports';
import type { Yard } from '../yard/yard';

/** Who may come into a yard, as its host sees it. */
export function accessOf(yard: Yard): YardAccess {
  const { access, players } = yard;
  const muted = access.mutes.isEmpty ? [] : [...players].filter((player) => yard.isMuted(player));
  return {
    isLocked: access.isLocked,
    ticket: access.ticket,
    waiting: access.waiting.all.map(({ number, profile: { name, colour } }) => ({ number, name, colour })),
    bans: access.bans.all,
    muted: muted.map(({ id }) => id),
  };
}
