const DEADLINE_MS = 15_000;

type Truthy<T> = Exclude<T, undefined | null | false>;

/** Waits until `condition` holds and returns what it returned. Throws with `what` was waited for when it never does. */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  deadlineMs = DEADLINE_MS,
): Promise<Truthy<T>> {
  const endMs = Date.now() + deadlineMs;
  for (;;) {
    const result = await condition();
    if (result) return result as Truthy<T>;
    if (Date.now() > endMs) throw new Error(`Waited in vain: ${what}`);
    await pause(15);
  }
}

/** Waits for a message with this address, among those that `received` returns, that passes `check`. */
export function untilMessage<M extends { address: string }, A extends M['address']>(
  where: string,
  received: () => readonly M[],
  address: A,
  check: (message: Extract<M, { address: A }>) => boolean = () => true,
): Promise<Extract<M, { address: A }>> {
  const isIt = (message: M): message is Extract<M, { address: A }> =>
    message.address === address && check(message as Extract<M, { address: A }>);
  return until<Extract<M, { address: A }> | undefined>(`${address} ${where}`, () => received().find(isIt));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
