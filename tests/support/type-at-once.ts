/**
 * In a page: waits for a field, and types into it in the turn in which it comes into being, before the first frame that
 * shows it. `typed` resolves two frames later with what is in the field then, and whether it has the focus.
 */
export function typeAtOnce({ field, text }: { field: string; text: string }) {
  const typed = new Promise<{ text: string; hasFocus: boolean }>((resolve) => {
    new MutationObserver((_, observer) => {
      const input = document.querySelector<HTMLInputElement>(field);
      if (!input) return;
      observer.disconnect();
      input.focus();
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      // What is put off until after a frame is done in a turn of its own.
      const look = () => resolve({ text: input.value, hasFocus: document.activeElement === input });
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(look)));
    }).observe(document.body, { childList: true, subtree: true });
  });
  // In an object: a promise by itself would be waited for.
  return { typed };
}
