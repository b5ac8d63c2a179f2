import { useLayoutEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { HISTORY_SAMPLES } from './network-state';

const WIDTH_PX = 150;
const HEIGHT_PX = 36;
/** A flat line of small values shall not look like a storm. */
const SMALLEST_SPAN = 20;
const SECONDS = Array.from({ length: HISTORY_SAMPLES }, (_, i) => i - HISTORY_SAMPLES + 1);

/** The course of a figure over the last minute, the newest at the right. It is drawn once a second, not once a frame. */
export function Plot({ label, values }: { label: string; values: readonly (number | undefined)[] }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  useLayoutEffect(() => {
    if (!place.current) return undefined;
    const drawn = new UPlot(OPTIONS, [SECONDS, []], place.current);
    plot.current = drawn;
    return () => drawn.destroy();
  }, []);
  useLayoutEffect(() => {
    const missing = new Array<null>(HISTORY_SAMPLES - values.length).fill(null);
    plot.current?.setData([SECONDS, [...missing, ...values.map((value) => value ?? null)]]);
  }, [values]);
  return <div class="plot" ref={place} role="img" aria-label={`${label} over the last minute`} />;
}

const OPTIONS: UPlot.Options = {
  width: WIDTH_PX,
  height: HEIGHT_PX,
  padding: [3, 3, 3, 3],
  legend: { show: false },
  cursor: { show: false },
  axes: [{ show: false }, { show: false }],
  scales: {
    x: { time: false },
    y: { range: (_, _min, max) => [0, Math.max(SMALLEST_SPAN, max * 1.1)] },
  },
  series: [
    {},
    { stroke: '#b93c17', width: 2, fill: 'rgb(228 87 46 / 14%)', points: { show: false }, spanGaps: false },
  ],
};
