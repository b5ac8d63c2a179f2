/** The life of a load generator, a process of its own whose end is the benchmark's. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Clients } from './clients';
import { fail, report } from './reports';

export interface Generator<A> {
  readonly clients: Clients;
  startWalking(): void;
  measure(): Promise<A>;
}

/** Has all clients join and walk, and reports what was measured after a time; ends the process where that fails. */
export function runGenerator<A>(create: () => Generator<A>, settleS: number): void {
  process.once('disconnect', () => process.exit());
  run(create, settleS).catch(fail);
}

async function run<A>(create: () => Generator<A>, settleS: number): Promise<void> {
  const generator = create();
  generator.clients.startKeepAlives();
  await generator.clients.join();
  generator.startWalking();
  await delay(settleS * 1000);
  report({ event: 'measuring' });
  report({ event: 'measured', arrivals: await generator.measure() });
}
