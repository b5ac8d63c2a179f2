import type { Signal } from '@preact/signals';
import { Monitor, Shrub, TreeDeciduous, Trees, Wifi } from 'lucide-preact';
import type { Fault } from '../../shared/bridge';
import { defaultYardName } from '../../shared/hosted-yard';
import { plainText } from '../../shared/text';
import { AccessChoice } from './host/access-choice';
import { FaultText, Segments, TextField } from './parts';
import type { PanelProps } from './panel';

const REACHES = [
  { value: 'computer', label: 'This computer', icon: <Monitor aria-hidden /> },
  { value: 'network', label: 'Local network', icon: <Wifi aria-hidden /> },
] as const;

const SIZES = [
  { value: 'small', label: 'Small', icon: <Shrub aria-hidden /> },
  { value: 'medium', label: 'Medium', icon: <TreeDeciduous aria-hidden /> },
  { value: 'large', label: 'Large', icon: <Trees aria-hidden /> },
] as const;

/** Opens a yard with one click; whoever wants to, says more about it first. */
export function HostForm({ state, send }: PanelProps) {
  const { yardName, reach, access, port, size } = state.drafts;
  const chosen = access.value[reach.value];
  const fault = state.faults.value.host;
  const name = yardName.value ?? defaultYardName(state.self.value.name);
  const open = () => {
    if (!state.checkName()) return;
    state.isOpening.value = true;
    // An empty or wrong port is told by the shell, where it was asked for.
    const typed = plainText(port.value);
    const portNumber = /^\d+$/.test(typed) ? Number(typed) : -1;
    send({
      ...{ address: 'host', name, access: chosen, port: portNumber },
      ...{ reach: reach.value, size: size.value },
    });
  };
  const faultAt = (field: Fault['field']) => (fault?.field === field ? fault?.reason : undefined);
  const edit = <T,>(draft: Signal<T>, value: T) => {
    draft.value = value;
    state.clearFault('host');
  };
  return (
    <form
      class="host"
      aria-labelledby="host"
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <h2 id="host">Host a yard</h2>
      <div class="row">
        <TextField
          label="Yard’s name"
          value={name}
          onInput={(value) => edit(yardName, value)}
          fault={faultAt('name')}
        />
        <TextField
          label="Port"
          value={port.value}
          onInput={(value) => edit(port, value)}
          fault={faultAt('port')}
          inputMode="numeric"
        />
      </div>
      <Segments
        label="Who can reach it"
        value={reach.value}
        choices={REACHES}
        onChange={(value) => (reach.value = value)}
      />
      <AccessChoice
        reach={reach.value}
        value={chosen}
        onChange={(value) => (access.value = { ...access.value, [reach.value]: value })}
      />
      <Segments
        label="How large it is"
        value={size.value}
        choices={SIZES}
        onChange={(value) => (size.value = value)}
      />
      {fault && fault.field === undefined && <FaultText>{fault.reason}</FaultText>}
      {fault?.freePort !== undefined && (
        <button
          type="button"
          onClick={() => {
            port.value = String(fault.freePort);
            open();
          }}
        >
          Host at port {fault.freePort} instead
        </button>
      )}
      <div class="submit">
        <button
          type="submit"
          class="accent"
          disabled={state.isOpening.value}
          aria-busy={state.isOpening.value}
        >
          {state.isOpening.value ? 'Opening…' : 'Host a yard'}
        </button>
      </div>
    </form>
  );
}
