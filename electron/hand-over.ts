/** How a hosted yard goes from one server process to the next, with everybody in it. */
import { formatAddress } from '../shared/address';
import type { YardPlan } from '../shared/hosted-yard';
import { DEFAULT_HOST } from '../shared/config';
import type { YardState } from '../shared/yard-state';
import type { Secrets } from './server-secrets';
import { withStateFile } from './state-file';
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
  takeState(): Promise<YardState>;
  handOver(moveTo: MoveTo): Promise<void>;
}

/**
 * Opens a yard anew, for others than before, at the same port: two servers cannot both listen there, so the first leads
 * everybody to its own address and ends, and they go on connecting until the second listens. Programs of this computer alone
 * can follow: they know the yard by its address on it, and whoever came by a network stays outside where it is closed to that.
 * @param start opens the yard in a new process
 * @param find the key and the ticket that such a yard has, before it is open
 * @returns what holds the yard from now on; with `failure` it is as it was, and that says why
 * @throws an Error with a sentence when the first has ended and the yard can be opened in neither way
 */
export async function openAnew<P extends Reopened>(
  server: P,
  plan: YardPlan,
  start: (plan: YardPlan, succession: Succession) => Promise<P>,
  find: (plan: YardPlan) => Promise<Secrets>,
): Promise<{ server: P; failure?: Error }> {
  let state: YardState;
  let secrets: Secrets;
  try {
    secrets = await find(plan);
    state = await server.takeState();
  } catch (error) {
    return { server, failure: error as Error };
  }
  const succession = { state, hostKey: server.hostKey };
  const address = formatAddress({ host: DEFAULT_HOST, port: plan.port });
  try {
    // Written before anybody is led there: on a disk that is full the second server would know nobody, and not open.
    await withStateFile(state, () => server.handOver({ server: address, ...secrets }));
  } catch (error) {
    return { server, failure: error as Error };
  }
  try {
    return { server: await start(plan, succession) };
  } catch (error) {
    // With the key by which everybody is on the way.
    const before = { ...server.plan, access: plan.access };
    return { server: await start(before, succession), failure: error as Error };
  }
}
