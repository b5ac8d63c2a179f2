/** Runs asynchronous operations one after the other: what is opened cannot be closed at the same time. */
export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Begins when all that were added before have ended, however they did. */
  add<T>(operation: () => Promise<T>): Promise<T> {
    const result = this.last.then(operation);
    this.last = result.catch(() => undefined);
    return result;
  }
}
