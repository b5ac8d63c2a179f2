import { MessageCircle } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { useBorrowedFocus } from './borrowed-focus';
import type { LogLine } from './chat-state';
import { legibleOn } from './contrast';
import { EMOTES } from './emotes';
import type { PanelProps } from './panel';
import { Sentence } from './sentence';
import { movedWords } from './words';

/** As in style.css. */
const PAPER = '#fbf7ee';

/** What is said in the yard, and how to say something: in words, and with one emoji. */
export function Company(props: PanelProps) {
  const { chat } = props.state;
  const fault = chat.fault.value;
  return (
    <section class="company" aria-label="Chat" data-open={chat.isOpen.value}>
      <div class="log" role="log" aria-label="What was said">
        {chat.log.value.map((line) => (
          <p key={line.key} class={line.kind}>
            <LineText line={line} />
          </p>
        ))}
      </div>
      {fault && (
        <p key={fault} class="fault" role="alert">
          {fault.text}
        </p>
      )}
      {chat.isOpen.value && <ChatField {...props} />}
      <EmoteBar {...props} />
    </section>
  );
}

function LineText({ line }: { line: LogLine }) {
  switch (line.kind) {
    case 'said':
      return (
        <>
          <bdi style={{ color: legibleOn(PAPER, line.by.color) }}>{line.by.name}</bdi>: <bdi>{line.text}</bdi>
        </>
      );
    case 'notice':
      return <>{line.text}</>;
    case 'came':
    case 'left':
      return <Sentence text={movedWords(line.kind, line.names)} />;
  }
}

/** One line. What was not said stays in it. */
function ChatField({ state, commands }: PanelProps) {
  const { isOpen, draft } = state.chat;
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
        onInput={(event) => (draft.value = event.currentTarget.value)}
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
      {EMOTES.map(({ text, name }, nth) => (
        <button
          key={name}
          type="button"
          aria-keyshortcuts={String(nth + 1)}
          title={`${name} (${nth + 1})`}
          onClick={() => commands.perform({ action: 'emote', nth })}
        >
          <span class="emoji" role="img" aria-label={name}>
            {text}
          </span>
          <kbd aria-hidden>{nth + 1}</kbd>
        </button>
      ))}
    </div>
  );
}
