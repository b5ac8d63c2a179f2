import { Lock, LockOpen, Ticket } from 'lucide-preact';
import type { HostedYard } from '../../../shared/hosted-yard';
import type { PanelProps } from '../panel';
import { moreWords } from './host-words';
import { OutcomeText } from './outcome-text';

/** Whether anybody new comes in. Who is here stays, and may come back. */
export function LockButton({ state, commands }: PanelProps) {
  const isLocked = state.powers.access.value?.isLocked ?? false;
  const command = { word: isLocked ? 'unlock' : 'lock', argument: '' } as const;
  return (
    <button
      type="button"
      aria-pressed={isLocked}
      title={isLocked ? 'Nobody new comes in' : 'Lets nobody new in; who is here stays, and may come back'}
      disabled={state.powers.isPending(command)}
      onClick={() => commands.order(command, 'hosting')}
    >
      {isLocked ? <Lock aria-hidden /> : <LockOpen aria-hidden />} {isLocked ? 'Locked' : 'Lock'}
    </button>
  );
}

/** The invites that are out may be in wrong hands. */
export function NewInvite({ state, commands, yard }: PanelProps & { yard: HostedYard }) {
  if (yard.access !== 'invited') return null;
  const command = { word: 'invite new', argument: '' } as const;
  return (
    <>
      <button
        type="button"
        disabled={state.powers.isPending(command)}
        onClick={() =>
          commands.order(
            command,
            'invite',
            'The invite is a new one. Who has an old one and was never in stays outside.',
          )
        }
      >
        <Ticket aria-hidden /> New invite, and old ones end
      </button>
      <OutcomeText state={state} place="invite" />
    </>
  );
}

/** Longer lists are read by few: the server's console has them whole. */
const BANS_SHOWN = 12;

/** Who was banned, and the way to let them in again. */
export function Bans({ state, commands }: PanelProps) {
  const bans = state.powers.access.value?.bans ?? [];
  if (bans.length === 0) return null;
  const left = bans.length - BANS_SHOWN;
  return (
    <details class="bans">
      <summary>Banned ({bans.length})</summary>
      <ul class="people">
        {bans.slice(0, BANS_SHOWN).map(({ identity, name }) => {
          const command = { word: 'unban', argument: identity } as const;
          return (
            <li key={identity}>
              <bdi>{name}</bdi>
              <button
                type="button"
                class="quiet"
                aria-label={`Lift the ban of ${name}`}
                disabled={state.powers.isPending(command)}
                onClick={() => commands.order(command, 'hosting')}
              >
                Lift
              </button>
            </li>
          );
        })}
      </ul>
      {left > 0 && <p class="detail">{moreWords(left)}</p>}
    </details>
  );
}
