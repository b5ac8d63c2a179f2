import type { ConnectionState, ToRenderer } from '../../shared/bridge';

/** The line that says where you are connected, and how many are here. */
export class Hud {
  private readonly line: HTMLElement;
  private state: ConnectionState = 'connecting';
  private server = '';
  private yard = '';
  private playersHere = 0;
  private refusal = '';

  constructor(line: HTMLElement) {
    this.line = line;
    this.write();
  }

  hear(message: ToRenderer): void {
    if (message.address === 'connection') {
      this.state = message.state;
      this.server = message.server;
    } else if (message.address === '/yard') {
      this.yard = message.name;
      this.refusal = '';
    } else if (message.address === '/refused') {
      this.refusal = message.reason;
    } else return;
    this.write();
  }

  /** @param count everybody in the yard, yourself included */
  showPlayersHere(count: number): void {
    if (count === this.playersHere) return;
    this.playersHere = count;
    this.write();
  }

  private write(): void {
    this.line.dataset['state'] = this.state;
    const text = this.words();
    // A screen reader reads a status whenever it is written.
    if (this.line.textContent !== text) this.line.textContent = text;
  }

  private words(): string {
    if (this.refusal !== '') return this.refusal;
    switch (this.state) {
      case 'connecting':
        return `Connecting to ${this.server || 'the yard'}…`;
      case 'lost':
      case 'closed':
        return `Reconnecting to ${this.yard} at ${this.server}…`;
      case 'present':
        return `${this.yard} at ${this.server} · ${this.playersHere === 1 ? 'only you here' : `${this.playersHere} here`}`;
    }
  }
}
