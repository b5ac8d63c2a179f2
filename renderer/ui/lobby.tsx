import { useLayoutEffect, useRef } from 'preact/hooks';
import icon from '../../assets/icon.svg';
import { HostForm } from './host-form';
import type { PanelProps } from './panel';
import { ProfileForm } from './profile-form';
import type { FixedYard } from './state';
import { FixedYardCard, FoundYards, JoinByAddress, RecentYards } from './yard-lists';

/** What a person meets first: who they are, a yard to open, and the yards to join. */
export function Lobby(props: PanelProps) {
  const fixedYard = props.state.fixedYard.value;
  const title = useRef<HTMLHeadingElement>(null);
  // Keyboards and screen readers begin at the top, also after a yard. At once: a frame later somebody may be typing.
  useLayoutEffect(() => title.current?.focus(), []);
  return (
    <div class="lobby card">
      <header>
        <img src={icon} alt="" width="48" height="48" />
        <div>
          <h1 tabIndex={-1} ref={title}>
            Zeroyard
          </h1>
          <p>{introWords(fixedYard)}</p>
        </div>
      </header>
      <div class="column">
        <ProfileForm {...props} />
        {!fixedYard && <HostForm {...props} />}
      </div>
      <div class="column">
        {fixedYard ? (
          <FixedYardCard {...props} yard={fixedYard} />
        ) : (
          <>
            <FoundYards {...props} />
            <JoinByAddress {...props} />
            <RecentYards {...props} />
          </>
        )}
      </div>
    </div>
  );
}

function introWords(fixedYard: FixedYard | undefined): string {
  if (!fixedYard) return 'Open a yard, or walk into a friend’s.';
  return fixedYard.obstacle === undefined ? 'A friend’s yard is open to you.' : 'The yard is out of reach.';
}
