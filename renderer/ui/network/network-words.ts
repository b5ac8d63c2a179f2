/** The network's figures as text, for the panel and for the clipboard. */
import type { IgnoredMessages, Traffic } from '../../../shared/bridge';
import { formatSimulation, type Simulation } from '../../../shared/simulation';
import { isolated } from '../../../shared/text';
import type { Sample } from './network-state';

/** One line of the panel. */
export interface Figure {
  label: string;
  /** What the figure means, for who hovers over it. */
  meaning: string;
  /** Of one sample; undefined when it is not known. */
  value: (sample: Sample) => number | undefined;
  text: (sample: Sample) => string;
}

/** Those that a plot shows, since their course tells more than their value. */
export const PLOTTED: readonly Figure[] = [
  {
    label: 'Round trip',
    meaning: 'How long a message to the server and its answer take',
    value: ({ network: { roundTripMs } }) => roundTripMs,
    text: ({ network: { roundTripMs } }) => milliseconds(roundTripMs),
  },
  {
    label: 'Jitter',
    meaning: 'How unevenly packets come',
    value: ({ network: { jitterMs } }) => jitterMs,
    text: ({ network: { jitterMs } }) => milliseconds(jitterMs),
  },
  {
    label: 'Others’ delay',
    meaning: 'How long after they walked there you see the others walk (the interpolation delay)',
    value: ({ interpolationDelayMs }) => interpolationDelayMs,
    text: ({ interpolationDelayMs }) => milliseconds(interpolationDelayMs),
  },
  {
    label: 'Frame',
    meaning: 'The time from one frame to the next: the median and the longest of the last second',
    value: ({ frame }) => frame?.worstMs,
    text: ({ frame }) =>
      frame ? `${Math.round(frame.medianMs)}, worst ${Math.round(frame.worstMs)} ms` : 'none drawn',
  },
];

export const PLAIN: readonly Figure[] = [
  {
    label: 'Received',
    meaning: 'Motions and positions of the others, and all bytes, a second',
    value: ({ network: { received } }) => received.updatesPerS,
    text: ({ network: { received } }) => traffic(received),
  },
  {
    label: 'Sent',
    meaning: 'Your motions, and all bytes, a second',
    value: ({ network: { sent } }) => sent.updatesPerS,
    text: ({ network: { sent } }) => traffic(sent),
  },
  {
    label: 'Lost',
    meaning: 'The share of the last pings that nobody answered',
    value: ({ network: { lossPercent } }) => lossPercent,
    text: ({ network: { lossPercent } }) => `${Math.round(lossPercent)} %`,
  },
  {
    label: 'Ignored',
    meaning:
      'Messages from the yard that were not taken in, since you came: other programs’ own, malformed ones, and what is over a limit',
    value: ({ network: { ignored } }) => ignored.foreign + ignored.malformed + ignored.excess,
    text: ({ network: { ignored } }) => ignoredWords(ignored),
  },
];

/** All figures as lines of text, for a message to somebody who is to help. */
export function report(
  sample: Sample,
  yard: string,
  server: string,
  simulation: Simulation,
  now: Date,
): string {
  const simulated = formatSimulation(simulation);
  const lines = [...PLOTTED, ...PLAIN].map(({ label, text }) => `${label}: ${text(sample)}`);
  return [
    `Zeroyard, ${yard === '' ? 'a yard' : isolated(yard)} at ${server}, ${now.toISOString()}`,
    ...lines,
    ...(simulated === '' ? [] : [`Simulated: ${simulated}`]),
  ].join('\n');
}

export function milliseconds(value: number | undefined): string {
  return value === undefined ? 'unknown' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

function ignoredWords({ foreign, malformed, excess }: IgnoredMessages): string {
  const counts = [
    foreign > 0 ? `${foreign} of other programs` : '',
    malformed > 0 ? `${malformed} malformed` : '',
    excess > 0 ? `${excess} too many` : '',
  ];
  return counts.filter((count) => count !== '').join(', ') || 'none';
}

function traffic({ updatesPerS, bytesPerS }: Traffic): string {
  const bytes = bytesPerS < 1000 ? `${Math.round(bytesPerS)} B/s` : `${(bytesPerS / 1000).toFixed(1)} kB/s`;
  const updates = Math.round(updatesPerS);
  return `${updates} ${updates === 1 ? 'update' : 'updates'}/s, ${bytes}`;
}
