import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Sentence } from './sentence';
import type { GameState } from './state';

/** What the person should know, until they have read it. */
export function Notices({ state, children }: { state: GameState; children?: ComponentChildren }) {
  return (
    <div class="notices">
      {children}
      {state.notices.shown.value.map((text) => (
        <p key={text} class="card" role="alert">
          <span>
            <Sentence text={text} />
          </span>
          <button
            type="button"
            class="quiet"
            aria-label="Dismiss"
            onClick={() => state.notices.dismiss(text)}
          >
            <X aria-hidden />
          </button>
        </p>
      ))}
    </div>
  );
}
