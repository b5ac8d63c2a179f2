import { signal } from '@preact/signals';

/** More than a person reads; the oldest gives way. */
const NOTICES_MAX = 4;

/** What the person should know until they have read it, each once. */
export class NoticeList {
  /** The newest last. */
  readonly shown = signal<readonly string[]>([]);

  add(text: string): void {
    if (!this.shown.value.includes(text)) this.shown.value = [...this.shown.value, text].slice(-NOTICES_MAX);
  }

  dismiss(text: string): void {
    this.shown.value = this.shown.value.filter((other) => other !== text);
  }
}
