import type { StopOrder } from '../shared/process-reports';

const STOP: StopOrder = 'stop';

/** Electron's port to the game that started this as a utility process; Node has none. Its own type would need Electron. */
interface ParentPort<Report, Order> {
  on(event: 'message', listener: (message: { data: Order }) => void): void;
  postMessage(report: Report): void;
}

/** This process, under Node or as a utility process of the desktop game. */
export type Host<Report, Order = StopOrder> = Omit<NodeJS.Process, 'parentPort'> & {
  parentPort?: ParentPort<Report, Order>;
};

/**
 * Resolves with the reason when the program is asked to stop: by a signal, or by a message of the game; what else that orders is for others to read.
 * Asked again it goes on with its goodbye, which is bounded: Ctrl+C comes twice, from the terminal and from `npm start`.
 */
export function untilStopped<Report, Order>(host: Host<Report, Order | StopOrder>): Promise<string> {
  return new Promise((resolve) => {
    // Under the game, Ctrl+C and the end of the terminal are for the game to hear, which then has its own word.
    for (const signal of ['SIGINT', 'SIGHUP'] as const)
      host.on(signal, () => {
        if (!host.parentPort) resolve(signal);
      });
    host.on('SIGTERM', resolve);
    host.parentPort?.on('message', ({ data }) => {
      if (data === STOP) resolve(STOP);
    });
  });
}
