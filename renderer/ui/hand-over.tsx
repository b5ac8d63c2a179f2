import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { Monitor, Wifi } from 'lucide-preact';
import type { HostedYard } from '../../shared/bridge';
import { FaultText } from './parts';
import type { PanelProps } from './panel';

/** Opens the hosted yard to the network, or to this computer alone, while people are in it. */
export function ReachSwitch({ yard, state, send }: PanelProps & { yard: HostedYard }) {
  const isAsked = useSignal(false);
  const fault = state.faults.value.reach;
  const isForNetwork = yard.reach === 'network';
  useEffect(() => {
    isAsked.value = false;
  }, [yard.reach, fault]);
  const change = () => {
    state.clearFault('reach');
    isAsked.value = true;
    send({ address: 'reach', reach: isForNetwork ? 'computer' : 'network' });
  };
  return (
    <>
      <button type="button" disabled={isAsked.value} aria-busy={isAsked.value} onClick={change}>
        {isForNetwork ? <Monitor aria-hidden /> : <Wifi aria-hidden />}{' '}
        {isAsked.value ? 'Opening anew…' : isForNetwork ? 'Only this computer' : 'Open to the network'}
      </button>
      <p class="detail">
        {isForNetwork
          ? 'Players on this computer stay where they are; whoever came by the network has to go.'
          : 'Everybody who is here stays where they are.'}
      </p>
      {fault && <FaultText>{fault.reason}</FaultText>}
    </>
  );
}
