import { batch } from '@preact/signals';
import type { Bridge, Preferences } from '../../shared/bridge';
import type { HostCommand } from '../../shared/host-commands';
import { SHORTCUTS, type Command } from '../input/shortcuts';
import { EMOTES } from '../emotes';
import type { Place } from './host/host-powers';
import { listPlayers } from './players';
import type { GameState } from './state';

/** What commands do to the picture of the yard. */
export interface YardView {
  toggleNames(): void;
  toggleMap(): void;
  /** Shows a line of one's own above one's head. */
  said(text: string): void;
  /** Follows the next of these, in their order; for who looks on. */
  followNext(ids: readonly number[]): void;
  follow(id: number): void;
  showWhole(): void;
}

/** What a person can do in a yard besides walking, the same by key, by button and by gamepad. */
export class Commands {
  private readonly state: GameState;
  private readonly send: Bridge['send'];
  private readonly view: YardView;

  constructor(state: GameState, send: Bridge['send'], view: YardView) {
    this.state = state;
    this.send = send;
    this.view = view;
  }

  perform({ action, nth }: Command): void {
    const { chat, offer, panels, connection, preferences, isSpectator } = this.state;
    if (connection.value === undefined) return;
    const only = SHORTCUTS.find((shortcut) => shortcut.action === action)?.only;
    if (only === (isSpectator.value ? 'players' : 'spectators')) return;
    switch (action) {
      case 'chat':
        chat.isOpen.value = true;
        break;
      case 'emote':
        this.say(EMOTES[nth]?.text ?? '');
        break;
      case 'players':
        panels.toggleSide('players');
        break;
      case 'follow':
        this.view.followNext(listPlayers(undefined, this.state.others.value).flatMap(({ id }) => id ?? []));
        break;
      case 'whole':
        this.view.showWhole();
        break;
      case 'names':
        this.view.toggleNames();
        break;
      case 'map':
        this.view.toggleMap();
        break;
      case 'mute':
        this.remember({ isMuted: !preferences.value.isMuted });
        break;
      case 'network':
        panels.toggleNetworkPanel();
        break;
      case 'help':
        panels.toggleHelp();
        break;
      case 'close':
        if (chat.isOpen.value) chat.isOpen.value = false;
        else if (offer.value !== undefined) this.send({ address: 'answerOffer', isAccepted: false });
        else if (!panels.closeTop() && isSpectator.value) this.send({ address: 'leave' });
        break;
    }
  }

  /** Follows somebody, where the person looks on. */
  follow(id: number): void {
    this.view.follow(id);
  }

  /** Says a line in the yard. False when it cannot be said; the chat tells why. */
  say(text: string): boolean {
    const line = this.state.chat.say(text, this.state.shownSelf.value, performance.now());
    if (line === undefined) return false;
    this.send({ address: '/say', text: line });
    this.view.said(line);
    return true;
  }

  /** Shows the help by itself, once in a person's life. */
  welcome(): void {
    batch(() => {
      this.state.panels.help.value = 'welcome';
      this.remember({ hasSeenHelp: true });
    });
  }

  /**
   * Has the server of the hosted yard do something.
   * @param place where it is said what became of it
   * @param doneWords what is said when it is done; empty where that is seen
   */
  order(command: HostCommand, place: Place, doneWords = ''): void {
    const n = this.state.powers.ask(command, place, doneWords);
    if (n !== undefined) this.send({ address: 'command', n, ...command });
  }

  private remember(changed: Partial<Preferences>): void {
    const { preferences } = this.state;
    preferences.value = { ...preferences.value, ...changed };
    this.send({ address: 'preferences', ...preferences.value });
  }
}
