import { useComputed } from '@preact/signals';
import { Flag, Pause, Play } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { GAMES, titleOf } from '../../games/game-words';
import { OutcomeText } from '../host/outcome-text';
import type { PanelProps } from '../panel';
import { Task } from './task';

/** What a host can have everybody play, or how to pause and end what is played. */
export function GamesSection(props: PanelProps) {
  const { games } = props.state;
  const game = games.game.value;
  const isOn = useComputed(() => games.game.value !== undefined).value;
  const section = useRef<HTMLElement>(null);
  const isPressed = useRef(false);
  // What was pressed is gone: who uses the keyboard goes on with what is there in its place.
  useLayoutEffect(() => {
    if (isPressed.current && !document.activeElement?.matches('body *'))
      section.current?.querySelector('button')?.focus();
    isPressed.current = false;
  }, [isOn]);
  return (
    <section ref={section} class="games" aria-labelledby="games" onClick={() => (isPressed.current = true)}>
      <h3 id="games">{game ? `${titleOf(game.name)} is on` : 'Play a game'}</h3>
      {game ? (
        <>
          <p class="detail">
            <Task state={props.state} />
          </p>
          <div class="hosting-actions">
            {game.phase === 'paused' && (
              <Order {...props} key="pause" argument="resume">
                <Play aria-hidden /> Resume
              </Order>
            )}
            {(game.phase === 'running' || game.phase === 'counting') && (
              <Order {...props} key="pause" argument="pause">
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
      // Still there for the keyboard; what is unanswered is not asked again.
      aria-disabled={props.state.powers.isPending(command)}
      onClick={() => props.commands.order(command, 'games')}
    >
      {props.children}
    </button>
  );
}
