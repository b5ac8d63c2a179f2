import { useComputed } from '@preact/signals';
import { titleOf } from '../../games/game-words';
import { ownPlaceWords, podiumOf, podiumWords, type Podium, type Step } from '../../games/podium';
import type { PanelProps } from '../panel';

/** As on a podium: the first in the middle. */
const ORDER = [1, 0, 2] as const;

/** Who was the best of a round: three places or the two teams, and one's own. */
export function PodiumCard({ state }: PanelProps) {
  const { game, parts, ownId } = state.games;
  const podium = useComputed(() =>
    podiumOf(parts.value, ownId.value, (id) =>
      id === ownId.value ? state.shownSelf.value.name : state.others.value.get(id)?.name,
    ),
  );
  const over = game.value?.phase === 'podium' ? game.value : undefined;
  return (
    <>
      {/* There before it says something, so that it is read out. */}
      <p class="unseen" aria-live="polite">
        {over && podiumWords(podium.value)}
      </p>
      {over && <Steps title={titleOf(over.name)} round={over.round} podium={podium.value} />}
    </>
  );
}

function Steps({ title, round, podium }: { title: string; round: number; podium: Podium }) {
  const { steps, own, areTeams } = podium;
  return (
    <section class="podium card" aria-label="Podium">
      <h2>
        {title} <span class="detail">Round {round}</span>
      </h2>
      <ol>
        {steps.map((step, i) => (
          <li
            key={step.name}
            data-place={step.place}
            data-own={step.isOwn}
            style={{ order: ORDER.indexOf((i % 3) as 0 | 1 | 2) }}
          >
            <StepText step={step} areTeams={areTeams} />
          </li>
        ))}
      </ol>
      {own && <p>{ownPlaceWords(own)}</p>}
      {steps.length === 0 && <p class="detail">Nobody took part to the end.</p>}
    </section>
  );
}

function StepText({ step: { place, name, score, isOwn }, areTeams }: { step: Step; areTeams: boolean }) {
  return (
    <>
      <bdi>{areTeams ? `Team ${name}` : name}</bdi>
      <span class="block">
        <b>{place}</b>
        <span>{score}</span>
      </span>
      {isOwn && <span class="unseen">{areTeams ? 'your team' : 'you'}</span>}
    </>
  );
}
