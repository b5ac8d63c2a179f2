import type { Bridge } from '../../shared/bridge';
import type { NetworkState } from './network/network-state';
import type { Commands } from './commands';
import type { GameState } from './state';

/** What every panel is given. */
export interface PanelProps {
  state: GameState;
  network: NetworkState;
  commands: Commands;
  /** Tells the shell what the person did. */
  send: Bridge['send'];
}
