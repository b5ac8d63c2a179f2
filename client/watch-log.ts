import type { YardMessage } from '../shared/bridge';
import { HOST_ID } from '../shared/config';
import { HOST_NAME } from '../shared/profile';
import { quoted } from '../shared/text';
import { WatchedGame } from './watched-game';

/** What happens in a yard, in lines for a person. Deterministic: no I/O, no clock. */
export class WatchLog {
  yardName = 'The yard';
  private isIn = false;
  private readonly names = new Map<number, string>();
  private readonly game = new WatchedGame((id) => this.nameOf(id));
  private moves = 0;
  private readonly movers = new Set<number>();

  /** Returns the lines that a message is worth. */
  handle(message: YardMessage): string[] {
    switch (message.address) {
      case '/yard':
        return this.handleYard(message.name);
      case '/player/profile':
        return this.handleProfile(message.id, message.name);
      case '/player/left': {
        const name = this.names.get(message.id);
        this.names.delete(message.id);
        this.game.forget(message.id);
        return name === undefined ? [] : [`${quoted(name)} left.`];
      }
      case '/player/said':
        return [`${this.nameOf(message.id)}: ${message.text}`];
      case '/motions':
        this.moves += message.ids.length;
        for (const id of message.ids) this.movers.add(id);
        return [];
      case '/game':
      case '/game/players':
        return this.game.handle(message);
      case '/refused':
        return [message.reason];
      default:
        return [];
    }
  }

  /** Returns a line about all motions since the last one; none where there were none. */
  sum(): string[] {
    const { moves, movers } = this;
    if (moves === 0) return [];
    const line = `${moves} ${moves === 1 ? 'motion' : 'motions'} of ${movers.size === 1 ? 'one player' : `${movers.size} players`}.`;
    this.moves = 0;
    movers.clear();
    return [line];
  }

  private handleYard(name: string): string[] {
    if (this.isIn && name === this.yardName) return [];
    this.isIn = true;
    this.yardName = name;
    return [`Looking on at the yard ${quoted(name)}.`];
  }

  private handleProfile(id: number, name: string): string[] {
    const known = this.names.get(id);
    this.names.set(id, name);
    if (known === undefined) return [`${quoted(name)} is here.`];
    return known === name ? [] : [`${quoted(known)} is ${quoted(name)} from now on.`];
  }

  private nameOf(id: number): string {
    return id === HOST_ID ? HOST_NAME : quoted(this.names.get(id) ?? `Player ${id}`);
  }
}
