import type { Simulation } from './bridge';

export const NO_SIMULATION: Simulation = { delayMs: 0, jitterMs: 0, lossPercent: 0, duplicatePercent: 0 };

/** How each figure is called on a command line, and how large it may be. */
const FIGURES = {
  delay: { key: 'delayMs', most: 1000, unit: 'ms' },
  jitter: { key: 'jitterMs', most: 1000, unit: 'ms' },
  loss: { key: 'lossPercent', most: 100, unit: 'percent' },
  duplicate: { key: 'duplicatePercent', most: 100, unit: 'percent' },
} as const;
const EXAMPLE = '"delay=80 jitter=30 loss=2 duplicate=1"';

/** Reads `delay=80 jitter=30 loss=2 duplicate=1`, in which all may be left out; throws an Error with a sentence for a person. */
export function parseSimulation(text: string): Simulation {
  const simulation = { ...NO_SIMULATION };
  for (const part of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const [, name, digits] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(part) ?? [];
    if (name === undefined || !isFigure(name))
      throw new Error(`"${part}" is no figure of a bad network. They are given as ${EXAMPLE}.`);
    const { key, most, unit } = FIGURES[name];
    if (Number(digits) > most)
      throw new Error(`"${part}" is too much: ${name} is from 0 to ${most} ${unit}.`);
    simulation[key] = Number(digits);
  }
  return simulation;
}

/** Writes what `parseSimulation` reads; empty when nothing is simulated. */
export function formatSimulation(simulation: Simulation): string {
  return Object.entries(FIGURES)
    .filter(([, { key }]) => simulation[key] > 0)
    .map(([name, { key }]) => `${name}=${simulation[key]}`)
    .join(' ');
}

/** Takes a simulation out of anything; undefined when it holds none, or one out of bounds. */
export function readSimulation(data: Record<string, unknown>): Simulation | undefined {
  const simulation = { ...NO_SIMULATION };
  for (const { key, most } of Object.values(FIGURES)) {
    const value = data[key];
    if (typeof value !== 'number' || !(value >= 0 && value <= most)) return undefined;
    simulation[key] = value;
  }
  return simulation;
}

const isFigure = (name: string): name is keyof typeof FIGURES => Object.hasOwn(FIGURES, name);
