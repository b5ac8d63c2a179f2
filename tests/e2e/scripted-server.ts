/** A hosted yard whose console answers as a test says: the server is real, what its host asks of it is not. */
import type { ServerReport } from '../../shared/process-reports';
import type { Game } from './game';

/** To be called before a yard is hosted. */
export async function scriptServer(game: Game): Promise<void> {
  await game.app.evaluate(({ utilityProcess }) => {
    const fork = utilityProcess.fork.bind(utilityProcess);
    utilityProcess.fork = (path, args, options) => {
      const child = fork(path, args, options);
      if (!path.endsWith('server.js')) return child;
      const orders: { n: number; command: string }[] = [];
      const post = child.postMessage.bind(child);
      child.postMessage = (order: unknown) => {
        if (order === 'stop') post(order);
        else orders.push(order as { n: number; command: string });
      };
      Reflect.set(globalThis, 'scripted', {
        orders,
        report: (report: unknown) => child.emit('message', report),
      });
      return child;
    };
  });
}

interface Scripted {
  orders: { n: number; command: string }[];
  report(report: ServerReport): void;
}

/** What the server was asked so far. */
export function ordersOf(game: Game): Promise<Scripted['orders']> {
  return game.app.evaluate(() => (Reflect.get(globalThis, 'scripted') as Scripted).orders);
}

/** Has the server report something. */
export async function report(game: Game, reported: ServerReport): Promise<void> {
  await game.app.evaluate((_, one) => {
    (Reflect.get(globalThis, 'scripted') as Scripted).report(one);
  }, reported);
}
