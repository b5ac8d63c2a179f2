import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { TEAM_NAMES, teamScores } from '../../../shared/game-parts';
import { clockWords, titleOf } from '../../games/game-words';
import { ringOf } from '../../games/marks';
import { standingWords } from '../../games/podium';
import type { PanelProps } from '../panel';
import { Sentence } from '../sentence';
import { nameOf } from './name-of';
import { Task } from './task';

/** Seconds are shown: so often nobody sees one that is long. */
const CLOCK_INTERVAL_MS = 200;

/** What is played, what to do, for how long, and with what score. On the podium another card takes its place. */
export function GameCard({ state }: PanelProps) {
  const { games } = state;
  const game = games.game.value;
  const own = games.own.value;
  if (!game || game.phase === 'podium') return null;
  return (
    <section class="game card" aria-label="Game" data-ring={own && ringOf(game.name, own)}>
      <p class="game-head">
        <b>{titleOf(game.name)}</b>
        {game.round > 0 && <span class="detail">Round {game.round}</span>}
        <Clock state={state} />
        <Score state={state} />
      </p>
      <p class="game-task">
        <Task state={state} />
      </p>
    </section>
  );
}

/** The time that is left of a phase. */
function Clock({ state }: Pick<PanelProps, 'state'>) {
  const { game } = state.games;
  const words = useSignal('');
  useSignalEffect(() => {
    const endsAtMs = game.value?.endsAtMs;
    if (endsAtMs === undefined) {
      words.value = '';
      return undefined;
    }
    const show = () => (words.value = clockWords(endsAtMs - performance.now()));
    show();
    const timer = setInterval(show, CLOCK_INTERVAL_MS);
    return () => clearInterval(timer);
  });
  if (words.value === '') return null;
  return (
    <span class="clock" role="timer" aria-label="Time left">
      {words.value}
    </span>
  );
}

/** One's own or the leader's, and the teams' where there are some. */
function Score({ state }: Pick<PanelProps, 'state'>) {
  const { parts, own, game } = state.games;
  const teams = useComputed(() => teamScores(parts.value)?.join(' '));
  const standing = useComputed(() =>
    standingWords(game.value?.name ?? '', parts.value, own.value, (id) => nameOf(state, id)),
  );
  const [one, two] = teams.value?.split(' ') ?? [];
  return (
    <>
      {teams.value !== undefined && (
        <span>
          {TEAM_NAMES[1]} {one} : {two} {TEAM_NAMES[2]}
        </span>
      )}
      {standing.value !== '' && (
        <span class="score">
          <Sentence text={standing.value} />
        </span>
      )}
    </>
  );
}
