import { NAME_MAX_CHARACTERS } from '../../shared/config';
import { PALETTE, type Profile } from '../../shared/profile';
import { useDraft } from './draft';
import { TextField } from './parts';
import type { PanelProps } from './panel';
import { COLOR_NAMES } from './words';

/** Who the person is: a name, and a colour that everybody can tell from the others, or any other. */
export function ProfileForm({ state, send }: PanelProps) {
  // A wrong name stays until it is mended; a right one comes back from the shell as it is shown to others.
  const [{ name, color }, edit] = useDraft(state.self.value);
  const change = (changed: Partial<Profile>) => send({ address: 'profile', name, color, ...changed });
  const isOwnColor = color !== '' && !PALETTE.some((one) => one === color);
  return (
    <section aria-labelledby="you" class="you">
      <h2 id="you">You</h2>
      <TextField
        label="Name"
        value={name}
        onInput={(value) => edit({ name: value })}
        onChange={(value) => change({ name: value })}
        fault={state.faults.value.profile?.reason}
        placeholder={`1 to ${NAME_MAX_CHARACTERS} characters`}
        autoComplete="nickname"
      />
      <fieldset class="swatches">
        <legend>Color</legend>
        <div>
          {PALETTE.map((one) => (
            <label key={one} title={COLOR_NAMES[one]}>
              <input
                type="radio"
                name="color"
                checked={one === color}
                aria-label={COLOR_NAMES[one]}
                onChange={() => change({ color: one })}
              />
              <span style={{ background: one }} />
            </label>
          ))}
          <label title="Another color" class={isOwnColor ? 'own chosen' : 'own'}>
            <input
              type="color"
              value={color === '' ? PALETTE[0] : color}
              aria-label="Another color"
              onChange={(event) => change({ color: event.currentTarget.value })}
            />
            <span style={isOwnColor ? { background: color } : {}} />
          </label>
        </div>
        {color === '' && (
          <p class="detail unchosen">Choose one, or the first yard that you enter gives you one.</p>
        )}
      </fieldset>
    </section>
  );
}
