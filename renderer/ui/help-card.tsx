import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { PAD_COMMANDS } from '../input/gamepad';
import { SHORTCUTS } from '../input/shortcuts';
import { useBorrowedFocus } from './borrowed-focus';
import { EMOTES } from '../emotes';
import { EmotePicture } from './emote-picture';
import type { PanelProps } from './panel';

/** All keys, as the table of shortcuts has them. One that comes as a welcome leaves the focus where it is: one walks on. */
export function HelpCard({ state, isAsked }: PanelProps & { isAsked: boolean }) {
  const close = useRef<HTMLButtonElement>(null);
  useBorrowedFocus(close, isAsked);
  const isSpectator = state.isSpectator.value;
  const shortcuts = SHORTCUTS.filter(({ only }) => only !== (isSpectator ? 'players' : 'spectators'));
  return (
    <section class="help card" aria-labelledby="help">
      <header>
        <h2 id="help">{isSpectator ? 'How to look on' : 'How to play'}</h2>
        <button
          type="button"
          class="quiet"
          aria-label="Close the help"
          ref={close}
          onClick={() => (state.panels.help.value = undefined)}
        >
          <X aria-hidden />
        </button>
      </header>
      <dl class="by-touch">
        <Row keys="Thumb">
          {isSpectator
            ? 'Tap somebody to follow them, drag the yard to look around'
            : 'Put it down on the yard and drag it where you want to walk'}
        </Row>
        <Row keys="Below">{isSpectator ? 'What you see' : 'Say something, or show a feeling'}</Row>
        <Row keys="Above">Who is here, sounds, help, and the way out</Row>
      </dl>
      <dl class="by-keys">
        <Row keys="Arrows, W A S D">{isSpectator ? 'Look around' : 'Walk'}</Row>
        {isSpectator && <Row keys="Mouse">Click somebody to follow them, drag the yard to look around</Row>}
        {shortcuts.map(({ action, shown, meaning }) => (
          <Row key={action} keys={shown}>
            {meaning}
            {action === 'emote' && <Emotes nths={EMOTES.map((_, nth) => nth)} />}
          </Row>
        ))}
      </dl>
      <h3 class="by-keys">With a gamepad</h3>
      <dl class="by-keys">
        <Row keys="Left stick, cross">{isSpectator ? 'Look around' : 'Walk'}</Row>
        {!isSpectator && (
          <Row keys="X, Y, LB, RB">
            Show a feeling <Emotes nths={PAD_EMOTES} />
          </Row>
        )}
        <Row keys="Select, Start, B">Who is here, help, close</Row>
      </dl>
    </section>
  );
}

const PAD_EMOTES = Object.values(PAD_COMMANDS).flatMap(({ action, nth }) =>
  action === 'emote' ? [nth] : [],
);

function Row({ keys, children }: { keys: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Emotes({ nths }: { nths: readonly number[] }) {
  return (
    <span class="emotes-shown">
      {nths.map((nth) => {
        const emote = EMOTES[nth];
        return emote && <EmotePicture key={nth} emote={emote} />;
      })}
    </span>
  );
}
