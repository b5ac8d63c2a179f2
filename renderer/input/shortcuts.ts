/** Every key that does something, once: the help card is made from this table. */
import { isModified, isTakenByInputMethod } from './key-event';
import { isTyping } from './typing';

export type Action =
  'chat' | 'emote' | 'players' | 'names' | 'map' | 'mute' | 'network' | 'help' | 'close' | 'follow' | 'whole';

/** What a key or a button asks for. */
export interface Command {
  action: Action;
  /** Which of the shortcut's keys it was: for emotes, which emote. */
  nth: number;
}

export interface Shortcut {
  action: Action;
  /** As keyOf() names them. */
  keys: readonly string[];
  /** The keys as a person reads them. */
  shown: string;
  meaning: string;
  /** For whom it is, where it is not for everybody. */
  only?: 'players' | 'spectators';
}

export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'chat', keys: ['Enter'], shown: 'Enter', meaning: 'Say something', only: 'players' },
  {
    action: 'emote',
    keys: ['1', '2', '3', '4', '5', '6'],
    shown: '1 to 6',
    meaning: 'Show a feeling',
    only: 'players',
  },
  {
    action: 'follow',
    keys: ['f'],
    shown: 'F or Tab',
    meaning: 'Follow the next player; Shift+Tab leads to the buttons',
    only: 'spectators',
  },
  { action: 'whole', keys: ['v'], shown: 'V', meaning: 'See the whole yard', only: 'spectators' },
  { action: 'players', keys: ['Tab'], shown: 'Tab', meaning: 'Who is here, while held' },
  { action: 'names', keys: ['n'], shown: 'N', meaning: 'Names on or off' },
  { action: 'map', keys: ['m'], shown: 'M', meaning: 'Map on or off' },
  { action: 'mute', keys: ['k'], shown: 'K', meaning: 'Sounds on or off' },
  { action: 'network', keys: ['F3'], shown: 'F3', meaning: 'The network’s figures' },
  { action: 'help', keys: ['F1'], shown: 'F1', meaning: 'This help' },
  { action: 'close', keys: ['Escape'], shown: 'Esc', meaning: 'Close what is open' },
];

/** These are no letters, so that they work while one types. */
const EVERYWHERE: readonly Action[] = ['network', 'help', 'close'];
/** With these a button or a link that has the focus is pressed. */
const PRESSED = 'button, a, summary';

type Key = Pick<KeyboardEvent, 'key' | 'code'>;

/** The command of a key, or undefined for a key that has none. */
export function commandOf(pressed: Key): Command | undefined {
  const key = keyOf(pressed);
  for (const { action, keys } of SHORTCUTS) {
    const nth = keys.indexOf(key);
    if (nth >= 0) return { action, nth };
  }
  return undefined;
}

/**
 * A letter is the one that the key bears; where that is of another alphabet, the Latin one in the same place. Digits go by
 * their place, since on some layouts the row bears other signs; those of the number pad only while NumLock makes them digits.
 */
function keyOf({ key, code }: Key): string {
  const [, digit] = /^Digit(\d)$/.exec(code) ?? [];
  if (digit !== undefined) return digit;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  const isOfOtherAlphabet = /^\P{ASCII}$/u.test(key);
  return isOfOtherAlphabet && letter !== undefined ? letter.toLowerCase() : key;
}

/** Calls `act` for each command that is given by a key. The key does nothing else then. Tab is held, not pressed: held-tab.ts. */
export function listenForShortcuts(target: Window, act: (command: Command) => void): void {
  target.addEventListener('keydown', (event) => {
    // First: what Chromium fills into a field comes with keydowns that are no KeyboardEvents, and have no key.
    const command = commandOf(event);
    if (!command || command.action === 'players') return;
    if (isModified(event) || event.repeat || isTakenByInputMethod(event)) return;
    if (isTyping(event.target) && !EVERYWHERE.includes(command.action)) return;
    const isOnButton = event.target instanceof Element && event.target.matches(PRESSED);
    if (command.action === 'chat' && isOnButton) return;
    event.preventDefault();
    act(command);
  });
}
