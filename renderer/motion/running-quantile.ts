/**
 * A quantile of a stream that follows it and remembers none of it: up by a little when a value is above, down by a
 * little when it is below, in such proportion that it rests where `share` of the values are below (Robbins and Monro's
 * stochastic approximation, 1951). It goes up fast and down slowly for a high share. Deterministic: no I/O, no clock.
 */
export class RunningQuantile {
  value: number;
  private readonly share: number;
  private readonly step: number;

  /**
   * @param share from 0 to 1: 0.5 is the median
   * @param step how far one value moves it at most, in the unit of the values
   * @param first what it is before any value
   */
  constructor(share: number, step: number, first: number) {
    this.share = share;
    this.step = step;
    this.value = first;
  }

  push(value: number): void {
    if (value > this.value) this.value = Math.min(value, this.value + this.step * this.share);
    else if (value < this.value) this.value = Math.max(value, this.value - this.step * (1 - this.share));
  }
}
