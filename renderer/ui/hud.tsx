import { useSignal } from '@preact/signals';
import { LogOut, Radio } from 'lucide-preact';
import { Arrival } from './arrival';
import { HostingPanel } from './hosting-panel';
import { NetworkPanel } from './network/network-panel';
import type { PanelProps } from './panel';
import { statusWords } from './words';

/** What lies over a yard: how the connection stands, and the way out. */
export function Hud(props: PanelProps) {
  const { state, send } = props;
  const isPanelOpen = useSignal(true);
  const connection = state.connection.value;
  if (!connection) return null;
  const words = statusWords(connection, state.yardName.value, state.playersHere.value);
  const hosting = state.hosting.value;
  return (
    <>
      <h1 class="unseen">{state.yardName.value === '' ? 'On the way to a yard' : state.yardName.value}</h1>
      <p class="status card" role="status" data-state={connection.state}>
        {state.refusal.value && connection.state !== 'present' ? state.refusal.value.reason : words}
      </p>
      <div class="actions">
        {hosting ? (
          <button
            type="button"
            aria-expanded={isPanelOpen.value}
            onClick={() => (isPanelOpen.value = !isPanelOpen.value)}
          >
            <Radio aria-hidden /> Hosting
          </button>
        ) : (
          <button type="button" onClick={() => send({ address: 'leave' })}>
            <LogOut aria-hidden /> Leave
          </button>
        )}
      </div>
      {hosting && isPanelOpen.value && <HostingPanel {...props} yard={hosting} />}
      {state.isNetworkPanelOpen.value && <NetworkPanel {...props} connection={connection} />}
      <Arrival {...props} connection={connection} />
    </>
  );
}
