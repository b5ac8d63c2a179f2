import { Lock, Users } from 'lucide-preact';
import { parseAddress, type Address } from '../../shared/address';
import { PROTOCOL_VERSION } from '../../shared/config';
import { formatTarget } from '../../shared/target';
import { JoinForm, joinYard } from './join-form';
import { FaultText } from './parts';
import type { PanelProps } from './panel';
import type { FixedYard } from './state';
import { WatchButton } from './watch-button';
import { obstacleAt, roundTripWords } from './words';

/** As the shell is told a yard: with its key, if it has one. */
function targetAt(address: Address, serverKey: string | undefined): string {
  return formatTarget({ ...address, ...(serverKey !== undefined && { serverKey }) });
}

/** Beside the name of a secured yard. */
function SecuredMark() {
  return (
    <span class="secured" title="Secured">
      <Lock aria-hidden />
      <span class="unseen">secured</span>
    </span>
  );
}

/** The yards that are open on this network, as they come and go. */
export function FoundYards({ state, send }: PanelProps) {
  const yards = state.found.value;
  return (
    <section aria-labelledby="found" class="found">
      <h2 id="found">Yards on your network</h2>
      {yards.length === 0 && (
        <p class="empty">None so far. A yard that somebody opens here appears by itself.</p>
      )}
      <ul aria-live="polite">
        {yards.map((yard) => (
          <li key={yard.key}>
            <div>
              <strong>
                <bdi>{yard.name}</bdi> {yard.serverKey !== undefined && <SecuredMark />}
              </strong>
              <span class="detail">
                <Users aria-hidden /> {yard.players} of {yard.maxPlayers}
                <span>{roundTripWords(yard.roundTripMs)}</span>
              </span>
              {obstacleAt(yard) !== undefined && <span class="detail">{obstacleAt(yard)}</span>}
            </div>
            <span class="ways">
              <WatchButton
                {...{ send, name: yard.name, target: targetAt(yard.address, yard.serverKey) }}
                isDisabled={yard.protocol !== PROTOCOL_VERSION}
              />
              <button
                type="button"
                aria-label={`Join ${yard.name}`}
                disabled={yard.protocol !== PROTOCOL_VERSION}
                onClick={() => joinYard({ state, send }, targetAt(yard.address, yard.serverKey), yard.name)}
              >
                Join
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** For a yard that is not in the list: on another network, or behind a router. */
export function JoinByAddress(props: PanelProps) {
  return (
    <JoinForm
      {...props}
      draft={props.state.drafts.target}
      title="Join by address"
      label="Join by address or invite"
      placeholder="192.168.1.20"
      canWatch
    />
  );
}

export function RecentYards({ state, send }: PanelProps) {
  if (state.recent.value.length === 0) return null;
  return (
    <section aria-labelledby="recent" class="recent">
      <h2 id="recent">Recent yards</h2>
      <ul>
        {state.recent.value.map(({ name, address, serverKey }) => (
          <li key={address}>
            <div>
              <strong>
                <bdi>{name}</bdi> {serverKey !== undefined && <SecuredMark />}
              </strong>
              <span class="detail">{address}</span>
            </div>
            <span class="ways">
              <WatchButton {...{ send, name, target: targetAt(parseAddress(address), serverKey) }} />
              <button
                type="button"
                class="quiet"
                aria-label={`Join ${name} again`}
                onClick={() => joinYard({ state, send }, targetAt(parseAddress(address), serverKey), name)}
              >
                Join
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a shell leads to one yard alone: the way back into it. */
export function FixedYardCard({ state, send, yard }: PanelProps & { yard: FixedYard }) {
  const fault = yard.obstacle ?? state.faults.value.join?.reason;
  return (
    <section aria-labelledby="yard-here">
      <h2 id="yard-here">{yard.name === '' ? 'The yard' : <bdi>{yard.name}</bdi>}</h2>
      {fault !== undefined && <FaultText>{fault}</FaultText>}
      <button
        type="button"
        class="accent"
        disabled={yard.obstacle !== undefined}
        onClick={() => joinYard({ state, send }, yard.address)}
      >
        {/* In one box, since a button puts a gap between two. */}
        <span>Join {yard.name === '' ? 'the yard' : <bdi>{yard.name}</bdi>}</span>
      </button>
      <WatchButton send={send} target={yard.address} isDisabled={yard.obstacle !== undefined} />
      <p class="detail">To host a yard of your own, get the game for your computer.</p>
    </section>
  );
}
