import { useComputed } from '@preact/signals';
import { scoreWords, titleOf } from '../../games/game-words';
import { moreWords, ownPlaceWords, podiumOf, podiumWords, type Podium, type Step } from '../../games/podium';
import type { PanelProps } from '../panel';
import { Sentence } from '../sentence';
import { nameOf } from './name-of';

/** As on a podium: the first in the middle. */
const ORDER = [1, 0, 2] as const;

/** Who was the best of a round: three places or the two teams, and one's own. */
export function PodiumCard({ state }: PanelProps) {
  const { game, parts, ownId } = state.games;
  const podium = useComputed(() => podiumOf(parts.value, ownId.value, (id) => nameOf(state, id)));
  const over = game.value?.phase === 'podium' ? game.value : undefined;
  return (
    <>
      {/* There before it says something, so that it is read out. */}
      <p class="unseen" aria-live="polite">
        {over && <Sentence text={podiumWords(over.name, podium.value)} />}
      </p>
      {over && <Steps game={over.name} round={over.round} podium={podium.value} />}
    </>
  );
}

function Steps({ game, round, podium }: { game: string; round: number; podium: Podium }) {
  const { steps, own, areTeams } = podium;
  return (
    <section class="podium card" aria-label="Podium">
      <h2>
        {titleOf(game)} <span class="detail">Round {round}</span>
      </h2>
      <ol>
        {steps.map((step, i) => (
          <li
            key={i}
            data-place={step.place}
            data-own={step.isOwn}
            style={{ order: ORDER.indexOf((i % 3) as 0 | 1 | 2) }}
          >
            <StepText game={game} step={step} areTeams={areTeams} />
          </li>
        ))}
      </ol>
      {podium.more > 0 && <p class="detail">{moreWords(game, podium)}</p>}
      {own && <p>{ownPlaceWords(game, own)}</p>}
      {steps.length === 0 && <p class="detail">Nobody took part to the end.</p>}
    </section>
  );
}

function StepText({ game, step, areTeams }: { game: string; step: Step; areTeams: boolean }) {
  const { place, name, score, isOwn } = step;
  return (
    <>
      <bdi>{areTeams ? `Team ${name}` : name}</bdi>
      <span class="block">
        <b>{place}</b>
        <span>{scoreWords(game, score)}</span>
      </span>
      {isOwn && <span class="unseen">{areTeams ? 'your team' : 'you'}</span>}
    </>
  );
}
