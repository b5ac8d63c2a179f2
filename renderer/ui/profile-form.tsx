import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { NAME_MAX_CHARACTERS } from '../../shared/config';
import { PALETTE, type Profile } from '../../shared/profile';
import { TextField } from './parts';
import type { PanelProps } from './panel';
import { COLOUR_NAMES } from './words';

/** Who the person is: a name, and a colour that everybody can tell from the others, or any other. */
export function ProfileForm({ state, send }: PanelProps) {
  const { colour } = state.self.value;
  // A right name comes back from the shell as it is shown to others.
  const name = state.drafts.name.value ?? state.self.value.name;
  const field = useRef<HTMLInputElement>(null);
  useSignalEffect(() => {
    if (!state.isNameMissing.value) return;
    state.isNameMissing.value = false;
    field.current?.focus();
  });
  const change = (changed: Partial<Profile>) => send({ address: 'profile', name, colour, ...changed });
  const isOwnColour = colour !== '' && !PALETTE.some((one) => one === colour);
  return (
    <section aria-labelledby="you" class="you">
      <h2 id="you">You</h2>
      <TextField
        label="Name"
        value={name}
        onInput={(value) => (state.drafts.name.value = value)}
        onChange={(value) => change({ name: value })}
        fault={state.faults.value.profile?.reason}
        placeholder={`1 to ${NAME_MAX_CHARACTERS} characters`}
        autoComplete="nickname"
        inputRef={field}
      />
      <fieldset class="swatches">
        <legend>Colour</legend>
        <div>
          {PALETTE.map((one) => (
            <label key={one} title={COLOUR_NAMES[one]}>
              <input
                type="radio"
                name="colour"
                checked={one === colour}
                aria-label={COLOUR_NAMES[one]}
                onChange={() => change({ colour: one })}
              />
              <span style={{ background: one }} />
            </label>
          ))}
          <label title="Another colour" class={isOwnColour ? 'own chosen' : 'own'}>
            <input
              type="color"
              value={colour === '' ? PALETTE[0] : colour}
              aria-label="Another colour"
              onChange={(event) => change({ colour: event.currentTarget.value })}
            />
            <span style={isOwnColour ? { background: colour } : {}} />
          </label>
        </div>
        {colour === '' && (
          <p class="detail unchosen">Choose one, or the first yard that you enter gives you one.</p>
        )}
      </fieldset>
    </section>
  );
}
