/** A seed for a test, printed, since a failure is only worth something when it can be had again: FAULTS_SEED sets it. */
export function chooseSeed(what: string): number {
  const given = process.env['FAULTS_SEED'];
  const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given);
  console.log(`${what}: FAULTS_SEED=${seed}`);
  return seed;
}

/** A whole number from 0 up to `below`. */
export function pick(random: () => number, below: number): number {
  return Math.floor(random() * below);
}
