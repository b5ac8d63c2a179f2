import { Square } from 'lucide-preact';
import type { HostedYard } from '../../shared/bridge';
import { Copyable, Dot } from './parts';
import type { PanelProps } from './panel';
import { Phones } from './phones';

/** What a host needs: how to invite others, who is here, and the end of it. */
export function HostingPanel({ yard, ...props }: PanelProps & { yard: HostedYard }) {
  const { state, send } = props;
  const isForNetwork = yard.reach === 'network';
  return (
    <section class="hosting card" aria-labelledby="hosting">
      <h2 id="hosting">
        You host <bdi>{yard.name}</bdi>
      </h2>
      <h3>Invite</h3>
      <Copyable label="invite" text={yard.invite} />
      <h3>{yard.addresses.length === 1 ? 'Address' : 'Addresses'}</h3>
      {yard.addresses.map((address) => (
        <Copyable key={address} label={address} text={address} />
      ))}
      <p class="detail">
        {isForNetwork
          ? 'Everybody on your network can come. If somebody cannot, a firewall may be in the way.'
          : 'Only players on this computer can come. To let in others, host on the local network.'}
      </p>
      {isForNetwork && <Phones {...props} />}
      <h3>Here now</h3>
      <ul class="people">
        <li>
          <Dot colour={state.shownSelf.value.colour} /> <bdi>{state.shownSelf.value.name}</bdi> (you)
        </li>
        {[...state.others.value].map(([id, { name, colour }]) => (
          <li key={id}>
            <Dot colour={colour} /> <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <button type="button" class="accent" onClick={() => send({ address: 'leave' })}>
        <Square aria-hidden /> Stop hosting
      </button>
    </section>
  );
}
