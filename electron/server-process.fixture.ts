/** Server processes whose programs a test starts, reports for and ends by hand. */
import type { YardPlan } from '../shared/hosted-yard';
import type { ServerReport } from '../shared/process-reports';
import type { Succession } from './hand-over';
import { ServerProcess, type Program } from './server-process';

const PLAN = { name: 'Yard', reach: 'computer', access: 'open', port: 5557, size: 'large' } as const;
const SETTINGS = { announceOn: [], keysFolder: '/data/keys' };
export const LISTENING: Extract<ServerReport, { event: 'listening' }> = {
  event: 'listening',
  address: 'tcp://127.0.0.1:5557',
  yard: 'Yard',
};

/** Server programs that a test starts, reports for and ends by hand. */
export function fakePrograms() {
  const started: {
    args: readonly string[];
    env: Readonly<Record<string, string>>;
    die(): void;
    report(first?: ServerReport): void;
    /** Reports later. */
    later(report: ServerReport): void;
    orders: unknown[];
    isRunning: boolean;
  }[] = [];
  const events: string[] = [];
  const start = (args: readonly string[], env: Readonly<Record<string, string>>, onEnd: () => void) =>
    new Promise<Program>((resolve) => {
      let program: Program | undefined;
      const orders: unknown[] = [];
      const one = {
        orders,
        args,
        env,
        isRunning: true,
        die: () => {
          one.isRunning = false;
          onEnd();
        },
        later: (report: ServerReport) => program?.onReport?.(report),
        report: (first?: ServerReport) => {
          program = {
            report: first,
            onReport: undefined,
            order: (order) => orders.push(order),
            stop: () => {
              one.isRunning = false;
              return Promise.resolve();
            },
            handOver: (moveTo) => {
              one.orders.push({ moveTo });
              one.isRunning = false;
              return Promise.resolve();
            },
            kill: () => (one.isRunning = false),
          };
          resolve(program);
        },
      };
      started.push(one);
    });
  const opening = (plan: Partial<YardPlan> = {}, succession?: Succession) =>
    ServerProcess.open(
      { ...PLAN, ...plan },
      SETTINGS,
      {
        onRestart: (wasLocked) => events.push(wasLocked ? 'restarted, locked before' : 'restarted'),
        onEnd: (reason) => events.push(reason),
        onAccess: () => events.push('access'),
        onSuccessors: () => undefined,
        onOffered: () => undefined,
      },
      start,
      succession,
    );
  return { started, events, opening };
}

export const settled = () => new Promise((resolve) => setImmediate(resolve));

export async function open(plan: Partial<YardPlan> = {}, listening = LISTENING) {
  const programs = fakePrograms();
  const opening = programs.opening(plan);
  programs.started[0]?.report(listening);
  return { ...programs, process: await opening };
}
