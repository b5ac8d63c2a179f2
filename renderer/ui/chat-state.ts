import { computed, signal } from '@preact/signals';
import type { ConnectionState } from '../../shared/bridge';
import { SAY_BURST, SAYS_PER_S } from '../../shared/config';
import { cleanText, validateChatLine, type Profile } from '../../shared/profile';
import { isEmote } from '../yard/speech';
import { Recall } from './recall';
import { TokenBucket } from '../../shared/token-bucket';

/** So many lines are kept, and of emotes: who speaks with pictures pushes nobody's words out. */
export const LOG_LINES = 200;
export const LOG_EMOTES = 20;
/** So many are shown while the field is closed: a glance. */
export const GLANCE_LINES = 6;
export const GLANCE_EMOTES = 2;
/** One less than the server lets through: lines that the network brings closer together are not lost there. */
export const OWN_SAY_BURST = SAY_BURST - 1;
/** Who comes so soon after somebody else comes in the same line. */
const TOGETHER_MS = 3000;

interface Line {
  key: number;
  atMs: number;
}
/** A line of the log: what somebody said, who came or left, or something to know. */
export type LogLine = Line &
  (
    | { kind: 'said' | 'emote'; by: Profile; text: string }
    | { kind: 'came' | 'left'; names: readonly string[] }
    | { kind: 'notice'; text: string }
  );
export type LogEvent = 'said' | 'came' | 'left';

/** What is said in the yard, and the line that one types. Deterministic: no I/O, no clock. */
export class Chat {
  /** The newest last. */
  readonly log = signal<readonly LogLine[]>([]);
  /** What of it is shown while the field is closed. */
  readonly glance = computed(() => newest(this.log.value, GLANCE_LINES, GLANCE_EMOTES));
  readonly recall = new Recall();
  readonly isOpen = signal(false);
  /** Kept while the field is closed, and when the line could not be said. */
  readonly draft = signal('');
  /** Why the last line was not said. Each is an object of its own, so that the same is told twice. */
  readonly fault = signal<{ text: string } | undefined>(undefined);
  /** Called for what others do. */
  onEvent: (event: LogEvent) => void = () => undefined;
  private readonly budget = new TokenBucket(SAYS_PER_S, OWN_SAY_BURST, 0);
  private lines = 0;
  private isPresent = false;
  /** How often the yard told of itself since we came in. */
  private yardsReceived = 0;

  /** Another yard has another log. */
  clear(): void {
    this.log.value = [];
    this.isOpen.value = false;
    this.draft.value = '';
    this.recall.clear();
    this.fault.value = undefined;
    this.isPresent = false;
  }

  connection(state: ConnectionState): void {
    this.isPresent = state === 'present';
    this.yardsReceived = 0;
  }

  /** The yard tells of itself, each second: the first time to who comes in, and right after it who is there already. */
  yardReceived(): void {
    this.yardsReceived++;
  }

  /** Says a line of one's own. Returns it as it is to be sent, or undefined when it cannot be said: `fault` tells why. */
  say(text: string, by: Profile, nowMs: number): string | undefined {
    const line = cleanText(text);
    const reason = this.obstacle(line, nowMs);
    this.fault.value = reason === undefined ? undefined : { text: reason };
    if (reason !== undefined) return undefined;
    this.addSaid(by, line, nowMs);
    if (!isEmote(line)) this.recall.add(line);
    return line;
  }

  /** Somebody else said a line. */
  said(by: Profile, text: string, nowMs: number): void {
    this.addSaid(by, text, nowMs);
    this.onEvent('said');
  }

  came({ name }: Profile, nowMs: number): void {
    this.moved('came', name, nowMs);
  }

  left({ name }: Profile, nowMs: number): void {
    this.moved('left', name, nowMs);
  }

  notice(text: string, nowMs: number): void {
    this.add({ kind: 'notice', text }, nowMs);
  }

  private obstacle(line: string, nowMs: number): string | undefined {
    if (!this.isPresent) return 'Nobody would hear you: there is no connection to the yard.';
    return (
      validateChatLine(line) ??
      (this.budget.tryConsume(1, nowMs) ? undefined : 'Not so fast. Try again in a second.')
    );
  }

  /** Of the emotes of one person the log has the last. */
  private addSaid(by: Profile, text: string, nowMs: number): void {
    if (!isEmote(text)) return this.add({ kind: 'said', by, text }, nowMs);
    this.log.value = this.log.value.filter((line) => line.kind !== 'emote' || line.by.name !== by.name);
    this.add({ kind: 'emote', by, text }, nowMs);
  }

  private moved(kind: 'came' | 'left', name: string, nowMs: number): void {
    // Until the yard repeats itself those who are told of were there before us.
    if (!this.isPresent || this.yardsReceived < 2) return;
    const last = this.log.value.at(-1);
    if (last?.kind === kind && nowMs - last.atMs < TOGETHER_MS)
      this.log.value = this.log.value.with(-1, { ...last, names: [...last.names, name] });
    else this.add({ kind, names: [name] }, nowMs);
    this.onEvent(kind);
  }

  private add(line: Unnumbered<LogLine>, nowMs: number): void {
    const numbered = { ...line, key: ++this.lines, atMs: nowMs };
    this.log.value = newest([...this.log.value, numbered], LOG_LINES, LOG_EMOTES);
  }
}

/** The newest lines, so many of words and so many of emotes, in their order. */
function newest(log: readonly LogLine[], words: number, emotes: number): readonly LogLine[] {
  const left = { words, emotes };
  return log
    .toReversed()
    .filter(({ kind }) => left[kind === 'emote' ? 'emotes' : 'words']-- > 0)
    .toReversed();
}

type Unnumbered<L> = L extends Line ? Omit<L, keyof Line> : never;
