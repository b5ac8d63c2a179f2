import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { isolated } from '../../shared/text';
import type { PanelProps } from './panel';
import type { Connection } from './state';
import { JoinForm } from './join-form';
import { Sentence } from './sentence';
import { adviceFor, headingFor } from './words';

/** A yard answers within a blink, so that after so long something is wrong. */
const PATIENCE_MS = 4000;

/** What stands in the way to a yard, while one is not in it. */
export function Arrival({ connection, ...props }: PanelProps & { connection: Connection }) {
  const { state, send } = props;
  const isLate = useSignal(false);
  const { state: stage, server } = connection;
  useEffect(() => {
    isLate.value = false;
    if (stage === 'present') return undefined;
    const timer = setTimeout(() => (isLate.value = true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [stage, server]);
  const refusal = state.refusal.value;
  if (stage === 'present' || (!refusal && !isLate.value)) return null;
  const yard = state.yardName.value === '' ? server : isolated(state.yardName.value);
  return (
    <section class="arrival card" role="alert">
      <h2>
        {refusal ? (
          headingFor(refusal)
        ) : stage === 'lost' ? (
          <Sentence text={`${yard} does not answer`} />
        ) : (
          'No answer yet'
        )}
      </h2>
      <p>
        {refusal
          ? adviceFor(refusal, state.isSpectator.value)
          : stage === 'lost'
            ? state.isSpectator.value
              ? LOST_SPECTATOR
              : LOST
            : `Nobody answers at ${server}. ${UNANSWERED}`}
      </p>
      {refusal?.code === 'invite' && (
        <JoinForm
          {...props}
          draft={state.drafts.invite}
          tried={state.drafts.triedInvite}
          refusal={refusal.reason}
          title="Join by invite"
          label="Invite"
          placeholder="zeroyard://join/…"
        />
      )}
      <button type="button" onClick={() => send({ address: 'leave' })}>
        {refusal?.code === 'waiting' ? 'Cancel' : 'Back to the lobby'}
      </button>
    </section>
  );
}

const LOST =
  'Its host may have gone, or the network is away. You are back in the yard as soon as it answers; nothing is needed from you.';
const LOST_SPECTATOR =
  'Its host may have gone, or the network is away. You see the yard again as soon as it answers; nothing is needed from you.';
const UNANSWERED =
  'Is the yard open there, hosted on the local network, and are both computers on the same one? A firewall on the host’s side may be in the way; or the yard has another key now, and a new invite leads there. The game goes on trying.';
