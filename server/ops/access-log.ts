import type { Logger } from 'pino';
import { quoted } from '../../shared/text';
import { TokenBucket } from '../../shared/token-bucket';
import type { AccessRules } from '../access/access-rules';

/** Of those who begin to wait so many are told in a second, and at once; the console's `list` has all. */
const WAITING_PER_S = 1;
const WAITING_BURST = 10;
const WRONG_TICKETS_INTERVAL_MS = 60_000;

/** Has a log tell who waits to be let in, and once a minute how many wrong tickets were shown. */
export function logAccess(log: Logger, access: AccessRules): void {
  const budget = new TokenBucket(WAITING_PER_S, WAITING_BURST, performance.now());
  access.onWaiting = ({ number, profile: { name } }) => {
    if (!budget.tryConsume(1, performance.now())) return;
    log.info({ number, name }, `${quoted(name)} waits to be let in: admit ${number}, or reject ${number}.`);
  };
  let told = 0;
  setInterval(() => {
    const wrongTickets = access.wrongTickets - told;
    told = access.wrongTickets;
    if (wrongTickets > 0)
      log.warn({ wrongTickets }, `Tickets that do not hold were shown ${wrongTickets} times in a minute.`);
  }, WRONG_TICKETS_INTERVAL_MS).unref();
}
