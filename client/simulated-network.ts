import { NO_SIMULATION, type Simulation } from '../shared/simulation';

/**
 * What a bad network does to one packet: after how many milliseconds it arrives, once for each copy of it; never, when
 * it is lost. Each packet is treated by itself, so that jitter lets a later one overtake, as UDP does and TCP does not.
 * @param random a source of numbers from 0 up to 1, such as Math.random
 */
export function arrivalsMs(simulation: Simulation, random: () => number): number[] {
  const { delayMs, jitterMs, lossPercent, duplicatePercent } = simulation;
  const isLost = random() * 100 < lossPercent;
  const isDouble = random() * 100 < duplicatePercent;
  const arrival = () => Math.max(0, delayMs + (2 * random() - 1) * jitterMs);
  if (isLost) return [];
  return isDouble ? [arrival(), arrival()] : [arrival()];
}

/**
 * A bad network between a player and its socket, for people who build on the game: whatever is passed through it comes
 * out late, twice or never. Switched off, it passes everything on at once.
 */
export class SimulatedNetwork {
  simulation: Simulation = NO_SIMULATION;

  /** @param deliver hands over one packet; it is not called again for a lost one, and again for a copy */
  transmit(deliver: () => void): void {
    for (const arrivalMs of arrivalsMs(this.simulation, Math.random)) {
      if (arrivalMs === 0) deliver();
      // No program is to stay for a packet that is on its way.
      else setTimeout(deliver, arrivalMs).unref();
    }
  }
}
