import { Arrival } from './arrival';
import { Actions } from './actions';
import { Company } from './company';
import { OfferCard } from './hand-over';
import { HelpCard } from './help-card';
import { WaitingNotice } from './host/waiting';
import { HostingPanel } from './hosting-panel';
import { NetworkPanel } from './network/network-panel';
import { Notices } from './notices';
import type { PanelProps } from './panel';
import { PlayersCard } from './players-card';
import { Sentence } from './sentence';
import { statusWords } from './words';

/** What lies over a yard: how the connection stands, who is here and what they say, and the way out. */
export function Hud(props: PanelProps) {
  const { state } = props;
  const { panels } = state;
  const connection = state.connection.value;
  if (!connection) return null;
  const hosting = state.hosting.value;
  const words = statusWords(
    ...([
      connection,
      state.yardName.value,
      state.playersHere.value,
      hosting,
      state.isSpectator.value,
    ] as const),
  );
  const side = panels.arePlayersHeld.value ? 'players' : panels.side.value;
  const help = panels.help.value;
  const refusal = state.refusal.value;
  // That a key is another stands above what can be done about it.
  const isRefused = refusal !== undefined && refusal.code !== 'key' && connection.state !== 'present';
  return (
    <>
      <h1 class="unseen">
        {state.yardName.value === '' ? 'On the way to a yard' : <bdi>{state.yardName.value}</bdi>}
      </h1>
      <div class="hud" data-side={side}>
        <p class="status card" role="status" data-state={connection.state}>
          {isRefused ? refusal.reason : <Sentence text={words} />}
        </p>
        <Actions {...props} />
        <Notices state={state}>{hosting && <WaitingNotice {...props} />}</Notices>
        {side === 'players' && <PlayersCard {...props} />}
        {side === 'hosting' && hosting && <HostingPanel {...props} yard={hosting} />}
        <OfferCard {...props} />
        <div class="left">
          <Arrival {...props} connection={connection} />
          {help !== undefined && <HelpCard {...props} isAsked={help === 'asked'} />}
          {panels.isNetworkPanelOpen.value && <NetworkPanel {...props} connection={connection} />}
        </div>
      </div>
      <Company {...props} />
    </>
  );
}
