/** How a hosted yard goes from one server process to the next, with everybody in it. */
import { formatAddress } from '../shared/address';
import type { YardPlan } from '../shared/hosted-yard';
import { DEFAULT_HOST } from '../shared/config';
import type { YardAccess } from '../shared/process-reports';
import type { YardState } from '../shared/yard-state';
import type { MoveTo } from './utility-program';

/** What the next server process of a yard is given of the one before. */
export interface Succession {
  state: YardState;
  hostKey: string;
}

/** What a server process has to be able to (server-process.ts). */
interface Reopened {
  plan: YardPlan;
  hostKey: string;
  /** Of a secured yard, and the ticket where one is asked for. */
  serverKey: string | undefined;
  access: Pick<YardAccess, 'ticket'> | undefined;
  takeState(): Promise<YardState>;
  handOver(moveTo: MoveTo): Promise<void>;
}

/**
 * Opens a yard anew, for others than before, at the same port: two servers cannot both listen there, so the first leads
 * everybody to its own address and ends, and they go on connecting until the second listens. Programs of this computer alone
 * can follow: they know the yard by its address on it, and whoever came by a network stays outside where it is closed to that.
 * @param start opens the yard in a new process
 * @returns what holds the yard from now on; with `failure` it is as it was, and that says why
 * @throws an Error with a sentence when the first has ended and the yard can be opened in neither way
 */
export async function openAnew<P extends Reopened>(
  server: P,
  plan: YardPlan,
  start: (plan: YardPlan, succession: Succession) => Promise<P>,
): Promise<{ server: P; failure?: Error }> {
  let state: YardState;
  try {
    state = await server.takeState();
  } catch (error) {
    return { server, failure: error as Error };
  }
  const succession = { state, hostKey: server.hostKey };
  const address = formatAddress({ host: DEFAULT_HOST, port: plan.port });
  // A secured yard stays secured, and has the same key: the game keeps one for all of its yards.
  const { serverKey: key = '', access } = server;
  await server.handOver({ server: address, key, ticket: key === '' ? '' : (access?.ticket ?? '') });
  try {
    return { server: await start(plan, succession) };
  } catch (error) {
    return { server: await start(server.plan, succession), failure: error as Error };
  }
}
