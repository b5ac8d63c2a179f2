import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Gives `target` the focus while the panel is there, and gives it back at the end if it is still within the panel. */
export function useBorrowedFocus(target: RefObject<HTMLElement>, isWanted = true): void {
  useLayoutEffect(() => {
    const borrower = target.current;
    const before = document.activeElement;
    if (!isWanted || !borrower) return undefined;
    borrower.focus();
    return () => {
      if (document.activeElement === borrower && before instanceof HTMLElement) before.focus();
    };
  }, []);
}
