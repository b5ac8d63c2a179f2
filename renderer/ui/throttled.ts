import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';

/** A signal that follows another one at once, but not more often than once in so many milliseconds. */
export function useThrottled<T>(source: ReadonlySignal<T>, intervalMs: number): ReadonlySignal<T> {
  const followed = useMemo(() => signal(source.peek()), [source]);
  useEffect(() => {
    let timer: number | undefined;
    const follow = (): void => {
      timer = undefined;
      if (followed.peek() === source.peek()) return;
      followed.value = source.peek();
      timer = window.setTimeout(follow, intervalMs);
    };
    const unsubscribe = source.subscribe(() => {
      if (timer === undefined) follow();
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [source, followed, intervalMs]);
  return followed;
}
