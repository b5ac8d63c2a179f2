import { MessageCircle } from 'lucide-preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useBorrowedFocus } from './borrowed-focus';
import type { Chat, LogLine } from './chat-state';
import { legibleOn } from './contrast';
import type { Profile } from '../../shared/profile';
import { emoteOf, EMOTES } from '../emotes';
import { isTakenByInputMethod } from '../input/key-event';
import { EmotePicture } from './emote-picture';
import type { PanelProps } from './panel';
import { Sentence } from './sentence';
import { WatchBar } from './watch-bar';
import { movedWords } from './words';

/** As in style.css. */
const PAPER = '#fbf7ee';

/** So near to its end the log follows what is said. */
const AT_END_PX = 8;
const RECALLING: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/** What is said in the yard, and how to say something: in words, and with one emoji. */
export function Company(props: PanelProps) {
  const { chat } = props.state;
  const fault = chat.fault.value;
  return (
    <section class="company" aria-label="Chat" data-open={chat.isOpen.value}>
      <Log chat={chat} />
      {fault && (
        <p key={fault} class="fault" role="alert">
          {fault.text}
        </p>
      )}
      {chat.isOpen.value && <ChatField {...props} />}
      {props.state.isSpectator.value ? <WatchBar {...props} /> : <EmoteBar {...props} />}
    </section>
  );
}

/** The newest lines at a glance; while one types all that are kept, to scroll in. */
function Log({ chat }: { chat: Chat }) {
  const isOpen = chat.isOpen.value;
  const lines = isOpen ? chat.log.value : chat.glance.value;
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    isAtEnd.current = true;
  }, [isOpen]);
  // Who reads further up stays there.
  useLayoutEffect(() => {
    if (log.current && isAtEnd.current) log.current.scrollTop = log.current.scrollHeight;
  }, [lines]);
  return (
    <div
      class="log"
      role="log"
      aria-label="What was said"
      ref={log}
      // With the keyboard one scrolls only what can have the focus.
      tabIndex={isOpen ? 0 : undefined}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
        (isAtEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX)
      }
    >
      {lines.map((line) => (
        <p key={line.key} class={line.kind}>
          <LineText line={line} />
        </p>
      ))}
    </div>
  );
}

function LineText({ line }: { line: LogLine }) {
  switch (line.kind) {
    case 'said':
      return (
        <>
          <Speaker by={line.by} />: <bdi>{line.text}</bdi>
        </>
      );
    case 'emote':
      return (
        <>
          <Speaker by={line.by} />: <EmoteText text={line.text} />
        </>
      );
    case 'notice':
      return <>{line.text}</>;
    case 'came':
    case 'left':
      return <Sentence text={movedWords(line.kind, line.names)} />;
  }
}

function Speaker({ by }: { by: Profile }) {
  return <bdi style={{ color: legibleOn(PAPER, by.colour) }}>{by.name}</bdi>;
}

/** Our own drawing beside the text, which is then there to be read out and copied; or the emoji itself. */
function EmoteText({ text }: { text: string }) {
  const emote = emoteOf(text);
  if (!emote) return <>{text}</>;
  return (
    <>
      <EmotePicture emote={emote} />
      <span class="unseen">{text}</span>
    </>
  );
}

/** One line. What was not said stays in it. */
function ChatField({ state, commands }: PanelProps) {
  const { isOpen, draft, recall } = state.chat;
  const field = useRef<HTMLInputElement>(null);
  useBorrowedFocus(field);
  const say = () => {
    if (draft.value.trim() !== '' && !commands.say(draft.value)) return;
    draft.value = '';
    isOpen.value = false;
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <input
        ref={field}
        type="text"
        class="chat-field"
        aria-label="Say something"
        placeholder="Say something: Enter sends, Esc closes"
        enterKeyHint="send"
        autoComplete="off"
        value={draft.value}
        onInput={(event) => {
          recall.rest();
          draft.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          const by = RECALLING[event.key];
          if (by === undefined || isTakenByInputMethod(event)) return;
          event.preventDefault();
          draft.value = recall.step(by, draft.value) ?? draft.value;
        }}
        // A click into the yard; Tab goes on to a button, and another window is come back from.
        onBlur={(event) => {
          if (event.relatedTarget === null && document.hasFocus()) isOpen.value = false;
        }}
      />
    </form>
  );
}

function EmoteBar({ commands }: PanelProps) {
  return (
    // A click leaves the focus where it is, in the chat's field or in the yard.
    <div class="emotes" role="group" aria-label="Emotes" onMouseDown={(event) => event.preventDefault()}>
      <button
        type="button"
        class="icon"
        aria-label="Chat"
        title="Say something (Enter)"
        onClick={() => commands.perform({ action: 'chat', nth: 0 })}
      >
        <MessageCircle aria-hidden />
      </button>
      {EMOTES.map((emote, nth) => (
        <button
          key={emote.name}
          type="button"
          aria-keyshortcuts={String(nth + 1)}
          title={`${emote.name} (${nth + 1})`}
          onClick={() => commands.perform({ action: 'emote', nth })}
        >
          <EmotePicture emote={emote} isNamed />
          <kbd aria-hidden>{nth + 1}</kbd>
        </button>
      ))}
    </div>
  );
}
