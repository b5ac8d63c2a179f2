import { batch, signal } from '@preact/signals';
import type { NetworkFigures, ToRenderer } from '../../../shared/bridge';
import { NO_SIMULATION, type Simulation } from '../../../shared/simulation';
import { FrameMeter, type FrameTimes } from './frame-times';

/** The plots reach so far back; there is a sample a second. */
export const HISTORY_SAMPLES = 60;

/** How things stood at one moment: what the shell tells of the network, and what the page knows itself. */
export interface Sample {
  network: NetworkFigures;
  /** How long after its sending others are drawn. */
  interpolationDelayMs: number;
  frame: FrameTimes | undefined;
}

/** What the network panel shows, gathered whether it is open or not, so that it opens with a history. */
export class NetworkState {
  /** The oldest first. */
  readonly samples = signal<readonly Sample[]>([]);
  /** What is simulated at this moment. */
  readonly simulation = signal<Simulation>(NO_SIMULATION);
  readonly frames = new FrameMeter();
  private readonly interpolationDelayMs: () => number;

  constructor(interpolationDelayMs: () => number) {
    this.interpolationDelayMs = interpolationDelayMs;
  }

  handle(message: ToRenderer): void {
    batch(() => this.apply(message));
  }

  private apply(message: ToRenderer): void {
    switch (message.address) {
      case 'network': {
        const sample = {
          network: message,
          interpolationDelayMs: this.interpolationDelayMs(),
          frame: this.frames.drain(),
        };
        this.samples.value = [...this.samples.value.slice(1 - HISTORY_SAMPLES), sample];
        break;
      }
      case 'simulation': {
        const { delayMs, jitterMs, lossPercent, duplicatePercent } = message;
        this.simulation.value = { delayMs, jitterMs, lossPercent, duplicatePercent };
        break;
      }
      case 'enter':
        // Another yard is another network.
        this.samples.value = [];
        break;
      default: // Nothing of the network.
    }
  }
}
