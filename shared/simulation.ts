/** A bad network, made on purpose. All zero: off. */
export interface Simulation {
  delayMs: number;
  jitterMs: number;
  lossPercent: number;
  duplicatePercent: number;
}

export const NO_SIMULATION: Simulation = { delayMs: 0, jitterMs: 0, lossPercent: 0, duplicatePercent: 0 };

/** How large each figure may be. */
export const SIMULATION_LIMITS: Simulation = {
  delayMs: 1000,
  jitterMs: 1000,
  lossPercent: 100,
  duplicatePercent: 100,
};

/** How each figure is called on a command line. */
const FIGURES = {
  delay: { key: 'delayMs', unit: 'ms' },
  jitter: { key: 'jitterMs', unit: 'ms' },
  loss: { key: 'lossPercent', unit: 'percent' },
  duplicate: { key: 'duplicatePercent', unit: 'percent' },
} as const;
const EXAMPLE = '"delay=80 jitter=30 loss=2 duplicate=1"';

/** Reads `delay=80 jitter=30 loss=2 duplicate=1`, in which all may be left out; throws an Error with a sentence for a person. */
export function parseSimulation(text: string): Simulation {
  const simulation = { ...NO_SIMULATION };
  for (const part of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const [, name, digits] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(part) ?? [];
    if (name === undefined || !isFigure(name))
      throw new Error(`"${part}" is no figure of a bad network. They are given as ${EXAMPLE}.`);
    const { key, unit } = FIGURES[name];
    const most = SIMULATION_LIMITS[key];
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

const isWithin =
  (most: number) =>
  (value: unknown): value is number =>
    typeof value === 'number' && value >= 0 && value <= most;
/** Whether something is one of the figures, for each. */
export const SIMULATION_FIELDS = {
  delayMs: isWithin(SIMULATION_LIMITS.delayMs),
  jitterMs: isWithin(SIMULATION_LIMITS.jitterMs),
  lossPercent: isWithin(SIMULATION_LIMITS.lossPercent),
  duplicatePercent: isWithin(SIMULATION_LIMITS.duplicatePercent),
};

const isFigure = (name: string): name is keyof typeof FIGURES => Object.hasOwn(FIGURES, name);
