import { Ban, Check, X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { HostWord } from '../../../shared/host-commands';
import type { PanelProps } from '../panel';
import { Dot } from '../parts';
import { Sentence } from '../sentence';
import type { Place } from './host-powers';
import { bannedWords, moreWords, sentAwayWords, wantsInWords } from './host-words';
import { OutcomeText } from './outcome-text';

/** The others follow when these are decided on. */
const WAITING_SHOWN = 6;

/** Who wants to come in, for their host to decide. */
export function Waiting(props: PanelProps) {
  const waiting = props.state.powers.waiting.value;
  if (waiting.length === 0) return null;
  const left = waiting.length - WAITING_SHOWN;
  return (
    <section class="waiting" aria-labelledby="waiting">
      <h3 id="waiting">Waiting to come in ({waiting.length})</h3>
      <ul>
        {waiting.slice(0, WAITING_SHOWN).map(({ number, name, colour }) => (
          <li key={number}>
            <span class="who">
              <Dot colour={colour} /> <bdi>{name}</bdi>
            </span>
            <Decision {...props} number={number} name={name} place="hosting" />
          </li>
        ))}
      </ul>
      {left > 0 && <p class="detail">{moreWords(left)}</p>}
    </section>
  );
}

/** The one who waits the longest, while the hosting panel is closed. */
export function WaitingNotice(props: PanelProps) {
  const { powers, panels } = props.state;
  const [first, ...others] = powers.waiting.value;
  if (panels.side.value === 'hosting') return null;
  if (!first) return <OutcomeText state={props.state} place="waiting" />;
  return (
    <div class="card waiting-notice" role="group" aria-label="Waiting to come in">
      <p role="alert" key={first.number}>
        <Dot colour={first.colour} />
        <span>
          <Sentence text={wantsInWords(first.name)} />
        </span>
      </p>
      {/* Another one for each: a click that was meant for who is gone lands on nobody. */}
      <Decision key={first.number} {...props} number={first.number} name={first.name} place="waiting" />
      {others.length > 0 && (
        <button type="button" class="quiet" onClick={() => panels.toggleSide('hosting')}>
          {moreWords(others.length)}
        </button>
      )}
      <OutcomeText state={props.state} place="waiting" />
    </div>
  );
}

function Decision(props: PanelProps & { number: number; name: string; place: Place }) {
  const { state, commands, number, name, place } = props;
  const argument = String(number);
  const choices: readonly {
    word: HostWord;
    label: string;
    spoken: string;
    icon: ComponentChildren;
    done: string;
  }[] = [
    { word: 'admit', label: 'Let in', spoken: `Let in ${name}`, icon: <Check aria-hidden />, done: '' },
    {
      word: 'reject',
      ...{ label: 'Send away', spoken: `Send away ${name}`, icon: <X aria-hidden /> },
      done: sentAwayWords(name),
    },
    {
      word: 'reject for good',
      ...{ label: 'For good', spoken: `For good: send ${name} away`, icon: <Ban aria-hidden /> },
      done: bannedWords(name),
    },
  ];
  // The notice is for who is in the middle of something else.
  const shown = place === 'waiting' ? choices.slice(0, 2) : choices;
  const isBusy = choices.some(({ word }) => state.powers.isPending({ word, argument }));
  return (
    <span class="decision">
      {shown.map(({ word, label, spoken, icon, done }) => (
        <button
          key={word}
          type="button"
          class={word === 'admit' ? 'filled' : ''}
          aria-label={spoken}
          disabled={isBusy}
          onClick={() => commands.order({ word, argument }, place, done)}
        >
          {icon} {label}
        </button>
      ))}
    </span>
  );
}
