import { Flag, Pause, Play } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { GAMES, taskWords, titleOf } from '../../games/game-words';
import { OutcomeText } from '../host/outcome-text';
import type { PanelProps } from '../panel';

/** What a host can have everybody play, or how to pause and end what is played. */
export function GamesSection(props: PanelProps) {
  const { games } = props.state;
  const game = games.game.value;
  return (
    <section class="games" aria-labelledby="games">
      <h3 id="games">{game ? `${titleOf(game.name)} is on` : 'Play a game'}</h3>
      {game ? (
        <>
          <p class="detail">{taskWords(game, games.own.value)}</p>
          <div class="hosting-actions">
            {game.phase === 'paused' ? (
              <Order {...props} argument="resume">
                <Play aria-hidden /> Resume
              </Order>
            ) : (
              <Order {...props} argument="pause">
                <Pause aria-hidden /> Pause
              </Order>
            )}
            <Order {...props} argument="end">
              <Flag aria-hidden /> End the game
            </Order>
          </div>
        </>
      ) : (
        <ul>
          {GAMES.map(({ name, title, rule }) => (
            <li key={name}>
              <Order {...props} argument={name} describedBy={`rule-${name}`}>
                {title}
              </Order>
              <span class="detail" id={`rule-${name}`}>
                {rule}
              </span>
            </li>
          ))}
        </ul>
      )}
      <OutcomeText state={props.state} place="games" />
    </section>
  );
}

function Order(props: PanelProps & { argument: string; describedBy?: string; children: ComponentChildren }) {
  const command = { word: 'game', argument: props.argument } as const;
  return (
    <button
      type="button"
      aria-describedby={props.describedBy}
      disabled={props.state.powers.isPending(command)}
      onClick={() => props.commands.order(command, 'games')}
    >
      {props.children}
    </button>
  );
}
