import { DEFAULT_HOST } from '../shared/config';
import type { YardPlan } from '../shared/hosted-yard';
import type { ServerReport, YardAccess } from '../shared/process-reports';
import type { Target } from '../shared/target';
import { portAfter } from './free-port';
import { ReportedAccess } from './reported-access';
import { accessArguments } from './server-arguments';
import { UtilityProgram, type MoveTo } from './utility-program';

/** What players need to come into a yard of this game that is not open yet; empty where there is none. */
export type Secrets = Pick<MoveTo, 'key' | 'ticket'>;

/**
 * Finds out the key, and the ticket, under which a yard will be open: a server has both made and kept, on this computer alone
 * and at another port, and ends. So what cannot be secured here is known before anybody is led there.
 * @throws an Error with a sentence for a person
 */
export async function findSecrets({ access, port }: YardPlan, keysFolder: string): Promise<Secrets> {
  if (access === 'open') return { key: '', ticket: '' };
  const own = await portAfter(port, 'computer');
  const args = ['--host', DEFAULT_HOST, '--port', String(own), ...accessArguments(access, keysFolder)];
  const program = await UtilityProgram.start<ServerReport>('server', args, 'Zeroyard keys', () => undefined);
  const reported = new ReportedAccess();
  program.onReport = (report) => {
    if (report.event === 'access') reported.add(report.access);
  };
  try {
    const { report } = program;
    if (report?.event === 'failed') throw new Error(report.reason);
    if (report?.event !== 'listening' || report.serverKey === undefined) throw new Error(NO_KEY);
    const ticket = access === 'invited' ? await reported.otherTicket(undefined) : '';
    return { key: report.serverKey, ticket };
  } finally {
    await program.stop();
  }
}

/** A server that holds a yard (server-process.ts). */
interface Opened {
  serverKey: string | undefined;
  access: Pick<YardAccess, 'ticket'> | undefined;
}

/** What an invite to an open yard bears, or one to a secured one. */
export function secretsOf({ serverKey, access }: Opened): Pick<Target, 'serverKey' | 'ticket'> {
  if (serverKey === undefined) return {};
  const ticket = access?.ticket;
  return { serverKey, ...(ticket !== undefined && { ticket }) };
}

const NO_KEY = 'The yard could be given no key, so it stays as it is.';
