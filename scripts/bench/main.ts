import { ensurePeers, compileRelay } from './peers';
import { runRound } from './round';
import { SYSTEMS, interestOf } from './systems';
async function main() {
ensurePeers(); console.log(compileRelay());
const [, , only, players = '16', rate = '60', s = '3'] = process.argv;
for (const system of SYSTEMS) {
  if (only !== 'all' && !only?.split(',').includes(system.id)) continue;
  const interest = interestOf(system, Number(players));
  try {
  const r = await runRound(system, { players: Number(players), rateHz: Number(rate), settleS: 1.5, windowS: Number(s), ...(interest && { interest }) });
  const a = r.arrivals;
  console.log(system.id, `share ${(a.updates / a.due).toFixed(3)} p50 ${a.p50Ms} p99 ${a.p99Ms} cpu/upd ${((r.cpuMs ?? 0) * 1000 / a.updates).toFixed(2)}us cpu ${((r.cpuMs ?? 0)/10/a.elapsedS).toFixed(0)}% bytes ${(a.payloadBytes / a.updates).toFixed(1)} wire ${(a.wireBytes / a.updates).toFixed(1)} rss ${r.rssMiB?.toFixed(0)}`, JSON.stringify(a.generator), a.shares);
  } catch (e) { console.log(system.id, String(e)); }
}
}
void main();
