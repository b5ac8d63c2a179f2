import { pause } from './until';

/** The newest value of each metric of a server that runs with `--metrics`, by its name and labels. */
export async function readMetrics(metricsPort: number): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  if (response.status === 429) {
    await pause(200);
    return readMetrics(metricsPort);
  }
  const samples = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    samples.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}
