import { useId } from 'preact/hooks';
import type { Bridge } from '../../../shared/bridge';
import { NO_SIMULATION, SIMULATION_LIMITS, type Simulation } from '../../../shared/simulation';
import { useDraft } from '../draft';

const FIELDS: readonly { key: keyof Simulation; label: string }[] = [
  { key: 'delayMs', label: 'Delay, ms' },
  { key: 'jitterMs', label: 'Jitter, ms' },
  { key: 'lossPercent', label: 'Loss, %' },
  { key: 'duplicatePercent', label: 'Sent twice, %' },
];

/** A bad network on purpose, to see how the game bears it. Applies both ways, to this player alone. */
export function SimulationForm({ simulation, send }: { simulation: Simulation; send: Bridge['send'] }) {
  const id = useId();
  const [draft, edit] = useDraft(simulation);
  const isOn = Object.values(simulation).some((value) => value > 0);
  return (
    <form
      class="simulation"
      onSubmit={(event) => {
        event.preventDefault();
        send({ address: 'simulate', ...draft });
      }}
    >
      <h3>Simulate a bad network</h3>
      <div class="simulation-fields">
        {FIELDS.map(({ key, label }) => (
          <label key={key} for={`${id}-${key}`}>
            <span>{label}</span>
            <input
              id={`${id}-${key}`}
              type="number"
              min={0}
              max={SIMULATION_LIMITS[key]}
              step="any"
              required
              value={draft[key]}
              onInput={({ currentTarget }) => {
                const value = currentTarget.valueAsNumber;
                if (Number.isFinite(value)) edit({ [key]: value });
              }}
            />
          </label>
        ))}
      </div>
      <div class="simulation-buttons">
        <button type="submit">Apply</button>
        <button
          type="button"
          class="quiet"
          disabled={!isOn}
          onClick={() => send({ address: 'simulate', ...NO_SIMULATION })}
        >
          Off
        </button>
      </div>
    </form>
  );
}
