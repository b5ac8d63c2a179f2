import { useComputed } from '@preact/signals';
import { Square, X } from 'lucide-preact';
import { parseAddress } from '../../shared/address';
import type { HostedYard } from '../../shared/hosted-yard';
import { HandOver, ReachSwitch } from './hand-over';
import { GamesSection } from './game/games-section';
import { formatInvite, parseTarget } from '../../shared/target';
import { Bans, LockButton, NewInvite } from './host/entry';
import { whoComesWords } from './host/host-words';
import { OutcomeText } from './host/outcome-text';
import { Waiting } from './host/waiting';
import { Copyable, Dot } from './parts';
import type { PanelProps } from './panel';
import { Phones } from './phones';
import { listPlayers } from './players';

/** More addresses, as of a machine with many networks, are shown when they are asked for. */
const ADDRESSES_SHOWN = 2;
/** Everybody is in the list of players. */
const PLAYERS_SHOWN = 8;

const NO_NETWORK =
  'This computer is in no network now, so nobody else can come. Join one, and the invite appears here.';

/** What a host needs: the end of it, how to invite others, and who is here. */
export function HostingPanel({ yard, ...props }: PanelProps & { yard: HostedYard }) {
  const { state, send } = props;
  const isForNetwork = yard.reach === 'network';
  return (
    // With the keyboard one scrolls only what can have the focus.
    <section class="hosting card" aria-labelledby="hosting" tabIndex={0}>
      <header>
        <h2 id="hosting">
          You host <bdi>{yard.name}</bdi>
        </h2>
        <button
          type="button"
          class="quiet"
          aria-label="Close the hosting panel"
          onClick={() => state.panels.toggleSide('hosting')}
        >
          <X aria-hidden />
        </button>
      </header>
      <div class="hosting-actions">
        <button type="button" class="accent" onClick={() => send({ address: 'leave' })}>
          <Square aria-hidden /> Stop hosting
        </button>
        <LockButton {...props} />
      </div>
      <OutcomeText state={state} place="hosting" />
      <Waiting {...props} />
      {yard.addresses.length === 0 ? (
        <p class="detail">{NO_NETWORK}</p>
      ) : (
        <>
          <h3>Invite</h3>
          {yard.invite !== undefined && <Copyable label="invite" text={yard.invite} />}
          <NewInvite {...props} yard={yard} />
          {yard.access === 'open' ? <Addresses addresses={yard.addresses} /> : <OtherInvites yard={yard} />}
          <p class="detail">{whoComesWords(yard.reach, yard.access)}</p>
          {isForNetwork && <Phones {...props} />}
        </>
      )}
      <GamesSection {...props} />
      <ReachSwitch {...props} yard={yard} />
      <HandOver {...props} />
      <HereNow {...props} />
      <Bans {...props} />
    </section>
  );
}

/** The likeliest first, as they come. */
function Addresses({ addresses }: Pick<HostedYard, 'addresses'>) {
  const others = addresses.slice(ADDRESSES_SHOWN);
  const list = (shown: readonly string[]) =>
    shown.map((address) => <Copyable key={address} label={address} text={address} />);
  return (
    <>
      <h3>{addresses.length === 1 ? 'Address' : 'Addresses'}</h3>
      {list(addresses.slice(0, ADDRESSES_SHOWN))}
      {others.length > 0 && (
        <details>
          <summary>Other addresses ({others.length})</summary>
          {list(others)}
        </details>
      )}
    </>
  );
}

/** A secured yard is not reached by an address alone: an invite for each of the others, where there are some. */
function OtherInvites({ yard }: { yard: HostedYard }) {
  const others = yard.addresses.slice(1);
  if (yard.invite === undefined || others.length === 0) return null;
  const target = parseTarget(yard.invite);
  return (
    <details>
      <summary>Invites for other networks ({others.length})</summary>
      {others.map((address) => (
        <Copyable
          key={address}
          label={`invite for ${address}`}
          text={formatInvite({ ...target, ...parseAddress(address) })}
        />
      ))}
    </details>
  );
}

/** Some of those who are here, by name, and the way to all of them. */
function HereNow({ state }: PanelProps) {
  const players = useComputed(() => listPlayers(state.self.value, state.others.value));
  const count = players.value.length;
  return (
    <>
      <h3>Here now ({count})</h3>
      <ul class="people">
        {players.value.slice(0, PLAYERS_SHOWN).map(({ id, name, colour, label }) => (
          <li key={id ?? 'you'}>
            <Dot colour={colour} /> <bdi>{name}</bdi>
            {label !== undefined && <span class="detail">{label}</span>}
          </li>
        ))}
      </ul>
      {count > PLAYERS_SHOWN && (
        <button type="button" onClick={() => state.panels.toggleSide('players')}>
          Show all {count}
        </button>
      )}
    </>
  );
}
