import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

/** Between a menu and what it belongs to, and the window's edge. */
const GAP_PX = 4;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export interface MenuItem {
  label: string;
  icon: ComponentChildren;
  onSelect: () => void;
  /** The menu stays, with other items. */
  isStep?: boolean;
  isDangerous?: boolean;
}

/**
 * What can be done with one thing, beside the button that opened it. It has the focus while it is there: arrows, Home and End move
 * in it, Enter chooses, Escape, Tab and a click elsewhere close it.
 */
export function Menu(props: {
  label: string;
  /** What is asked. */
  question?: ComponentChildren;
  /** Why something is not there. */
  note?: string;
  items: readonly MenuItem[];
  anchor: HTMLElement;
  onClose: () => void;
}) {
  const { label, question, note, items, anchor, onClose } = props;
  const menu = useRef<HTMLDivElement>(null);
  const buttons = () => [...(menu.current?.querySelectorAll('button') ?? [])];
  const labels = items.map((item) => item.label).join();
  useLayoutEffect(() => {
    if (!menu.current) return;
    place(menu.current, anchor.getBoundingClientRect());
    buttons()[0]?.focus({ preventScroll: true });
  }, [labels]);
  useEffect(() => {
    const closeOutside = ({ target }: Event) => {
      const isInside = [menu.current, anchor].some((part) => part?.contains(target as Node));
      if (!isInside) onClose();
    };
    window.addEventListener('pointerdown', closeOutside, true);
    window.addEventListener('resize', onClose);
    window.addEventListener('blur', onClose);
    return () => {
      window.removeEventListener('pointerdown', closeOutside, true);
      window.removeEventListener('resize', onClose);
      window.removeEventListener('blur', onClose);
    };
  }, [anchor]);
  const closeToAnchor = () => {
    onClose();
    anchor.focus({ preventScroll: true });
  };
  const move = (event: KeyboardEvent): void => {
    // Nothing that is pressed here walks, talks or closes a panel.
    event.stopPropagation();
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const step = STEPS[event.key];
    if (step !== undefined) all.at((at + step) % all.length)?.focus();
    else if (event.key === 'Home') all[0]?.focus();
    else if (event.key === 'End') all.at(-1)?.focus();
    else if (event.key === 'Escape') closeToAnchor();
    else if (event.key === 'Tab') closeToAnchor();
    if (step !== undefined || ['Home', 'End', 'Escape'].includes(event.key)) event.preventDefault();
  };
  return (
    <div ref={menu} class="menu card" role="menu" aria-label={label} onKeyDown={move}>
      {question !== undefined && <p class="detail">{question}</p>}
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={item.isDangerous ? 'quiet dangerous' : 'quiet'}
          onClick={() => {
            if (!item.isStep) closeToAnchor();
            item.onSelect();
          }}
        >
          {item.icon} <span>{item.label}</span>
        </button>
      ))}
      {note !== undefined && <p class="detail">{note}</p>}
    </div>
  );
}

/** Below its anchor, or above where there is no room, and within the window. */
function place(menu: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth, offsetHeight } = menu;
  const below = anchor.bottom + GAP_PX;
  const isBelow = below + offsetHeight + GAP_PX <= window.innerHeight;
  const top = isBelow ? below : Math.max(GAP_PX, anchor.top - GAP_PX - offsetHeight);
  menu.style.top = `${Math.min(top, Math.max(GAP_PX, window.innerHeight - GAP_PX - offsetHeight))}px`;
  menu.style.left = `${Math.max(GAP_PX, anchor.right - offsetWidth)}px`;
}
