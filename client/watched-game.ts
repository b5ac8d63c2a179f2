import type { YardMessage } from '../shared/bridge';
import { readRole, TEAM_NAMES, teamScores } from '../shared/game-parts';
import { ROLES, type GamePhase } from '../shared/protocol/games';

type GameNews = Extract<YardMessage, { address: '/game' | '/game/players' }>;

const PHASE_WORDS: Partial<Record<GamePhase, string>> = {
  waiting: 'waits for players',
  counting: 'is about to begin',
  running: 'is on',
  paused: 'is paused',
};

/** What happens in a game, in lines for a person who looks on. Deterministic: no I/O, no clock. */
export class WatchedGame {
  private readonly nameOf: (id: number) => string;
  private state = '';
  private name = '';
  private readonly parts = new Map<number, { role: number; score: number }>();

  constructor(nameOf: (id: number) => string) {
    this.nameOf = nameOf;
  }

  /** Returns the lines that a message is worth. */
  handle(message: GameNews): string[] {
    if (message.address === '/game/players')
      return message.players.flatMap(({ id, role: bits, score }) => {
        const { role } = readRole(bits);
        const before = this.parts.get(id)?.role;
        this.parts.set(id, { role, score });
        return before === role ? [] : this.roleLine(id, role);
      });
    const { name, phase, round, n } = message;
    const state = `${n} ${round} ${phase}`;
    if (state === this.state) return [];
    const wasOn = this.name !== '';
    const before = this.state.split(' ', 2).join(' ');
    [this.state, this.name] = [state, name];
    if (phase === 'none') {
      this.parts.clear();
      return wasOn ? ['The game has ended.'] : [];
    }
    if (phase === 'podium') return [this.resultLine()];
    const lines = [
      `The game ${name} ${PHASE_WORDS[phase] ?? phase}${phase === 'waiting' ? '' : `: round ${round}`}.`,
    ];
    if (before !== `${n} ${round}`) this.parts.clear();
    return lines;
  }

  forget(id: number): void {
    this.parts.delete(id);
  }

  private roleLine(id: number, role: number): string[] {
    if (role === ROLES.it) return [`${this.nameOf(id)} ${this.name === 'hide' ? 'seeks' : 'is it'}.`];
    return role === ROLES.found ? [`${this.nameOf(id)} is found.`] : [];
  }

  private resultLine(): string {
    const teams = teamScores(this.parts);
    if (teams)
      return `The round is over: team ${TEAM_NAMES[1]} has ${teams[0]}, team ${TEAM_NAMES[2]} ${teams[1]}.`;
    const all = [...this.parts];
    const most = Math.max(...all.map(([, { score }]) => score));
    const best = all.filter(([, { score }]) => score === most).map(([id]) => this.nameOf(id));
    if (best.length === 0) return 'The round is over.';
    return `The round is over: ${best.join(' and ')} ${best.length === 1 ? 'is' : 'are'} first, with ${most}.`;
  }
}
