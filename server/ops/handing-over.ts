import { PacedReports } from '../../cli/paced-reports';
import type { Host } from '../../cli/stopping';
import { formatAddress } from '../../shared/address';
import { DEFAULT_HOST } from '../../shared/config';
import type { ServerOrder, ServerReport } from '../../shared/process-reports';
import { epochMs } from '../net/clock';
import type { Yard } from '../yard/yard';

/** How often it is looked whether everybody has gone. */
const LOOK_INTERVAL_MS = 50;

/**
 * Does what the desktop game orders of a hand-over. Resolves with the reason for the end when everybody was led away.
 * @param port of this server: the game opens a yard anew at this computer's own address, and at the same port
 * @param onBegin called when nobody comes in here any more
 */
export function untilHandedOver(
  host: Host<ServerReport, ServerOrder>,
  { handOver, offers }: Pick<Yard, 'handOver' | 'offers'>,
  port: number,
  onBegin: () => void,
): Promise<string> {
  const post = (report: ServerReport) => host.parentPort?.postMessage(report);
  // They may be thousands, and come and go by the hundred.
  let able: readonly number[] = [];
  const reports = new PacedReports(() => post({ event: 'successors', ids: able }));
  offers.onAble = (ids) => {
    able = ids;
    reports.changed();
  };
  offers.onAnswer = (id, moveTo) => post({ event: 'offered', id, moveTo });
  return new Promise((resolve) => {
    host.parentPort?.on('message', ({ data: order }) => {
      if (order === 'state')
        host.parentPort?.postMessage({ event: 'state', state: handOver.state(epochMs()) });
      if (typeof order === 'object' && 'offerTo' in order) offers.offerTo(order.offerTo);
      if (typeof order !== 'object' || !('moveTo' in order) || handOver.isUnderWay) return;
      if (!handOver.begin({ address: '/moved', ...order.moveTo }, epochMs())) return;
      onBegin();
      const isElsewhere = order.moveTo.server !== formatAddress({ host: DEFAULT_HOST, port });
      const timer = setInterval(() => {
        if (!handOver.isOver(epochMs(), isElsewhere)) return;
        clearInterval(timer);
        resolve('handed over');
      }, LOOK_INTERVAL_MS);
    });
  });
}
