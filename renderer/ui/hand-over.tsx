import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { ArrowRightLeft, Monitor, Wifi } from 'lucide-preact';
import { FIRST_CHOICES, type Access, type HostedYard } from '../../shared/hosted-yard';
import { AccessChoice } from './host/access-choice';
import { HANDED_OVER_WORDS } from './host/host-words';
import { FaultText } from './parts';
import type { PanelProps } from './panel';

/** Everybody is in the list of players. */
const SUCCESSORS_SHOWN = 8;

/** Opens the hosted yard to the network, or to this computer alone, while people are in it. */
export function ReachSwitch({ yard, state, send }: PanelProps & { yard: HostedYard }) {
  const isAsked = useSignal(false);
  const fault = state.faults.value.reach;
  const isForNetwork = yard.reach === 'network';
  // A yard that was open to this computer is not to be open to a network unasked.
  const chosen = useSignal<Access | undefined>(undefined);
  const access = isForNetwork ? yard.access : (chosen.value ?? defaultAccess(yard.access));
  useEffect(() => {
    isAsked.value = false;
  }, [yard.reach, fault]);
  const change = () => {
    state.clearFault('reach');
    isAsked.value = true;
    send({ address: 'reach', reach: isForNetwork ? 'computer' : 'network', access });
  };
  return (
    <section class="reach" aria-labelledby="reach">
      <h3 id="reach">{isForNetwork ? 'Close to the network' : 'Open to the network'}</h3>
      {!isForNetwork && (
        <AccessChoice
          reach="network"
          value={access}
          onChange={(value) => (chosen.value = value)}
          isSecured={yard.access !== 'open'}
        />
      )}
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
    </section>
  );
}

function defaultAccess(present: Access): Access {
  return present === 'open' ? FIRST_CHOICES.access.network : present;
}

/** Asks somebody else to hold the yard from now on. */
export function HandOver({ state, send }: PanelProps) {
  const { offering, successors, others } = state;
  const fault = state.faults.value.handOver;
  const nameOf = (id: number) => <bdi>{others.value.get(id)?.name ?? 'Somebody'}</bdi>;
  const ask = (id: number) => {
    state.clearFault('handOver');
    send({ address: 'handOver', id });
  };
  if (successors.value.length === 0 && !fault) return null;
  return (
    <section class="hand-over" aria-labelledby="hand-over">
      <h3 id="hand-over">Hand over</h3>
      <p class="detail">
        Somebody else hosts the yard from then on, and you stay in it as a player. {HANDED_OVER_WORDS}
      </p>
      {fault && <FaultText>{fault.reason}</FaultText>}
      {offering.value !== undefined ? (
        <>
          <p role="status">{nameOf(offering.value)} is asked…</p>
          <button type="button" onClick={() => ask(0)}>
            Cancel
          </button>
        </>
      ) : (
        successors.value.slice(0, SUCCESSORS_SHOWN).map((id) => (
          <button key={id} type="button" onClick={() => ask(id)}>
            <ArrowRightLeft aria-hidden />
            <span>Hand over to {nameOf(id)}</span>
          </button>
        ))
      )}
    </section>
  );
}

/** The host asks the person to hold the yard from now on. */
export function OfferCard({ state, send }: PanelProps) {
  const id = state.offer.value;
  if (id === undefined) return null;
  const answer = (isAccepted: boolean) => send({ address: 'answerOffer', isAccepted });
  return (
    <section class="offer card" role="alertdialog" aria-labelledby="offer" aria-describedby="offer-detail">
      {/* Said aloud: whoever walks keeps the focus where it is. */}
      <h2 id="offer">
        <span role="alert">
          <bdi>{state.others.value.get(id)?.name ?? 'The host'}</bdi> asks you to host this yard from now on
        </span>
      </h2>
      <p id="offer-detail" class="detail">
        Your game then holds it for the {state.playersHere.value} who are here, for as long as you stay.{' '}
        {HANDED_OVER_WORDS}
      </p>
      <div>
        <button type="button" class="accent" onClick={() => answer(true)}>
          Accept
        </button>
        <button type="button" onClick={() => answer(false)}>
          Not now
        </button>
      </div>
    </section>
  );
}
