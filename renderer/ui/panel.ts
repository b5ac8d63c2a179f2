import type { Bridge } from '../../shared/bridge';
import type { NetworkState } from './network/network-state';
import type { GameState } from './state';

/** What every panel is given. */
export interface PanelProps {
  state: GameState;
  network: NetworkState;
  /** Tells the shell what the person did. */
  send: Bridge['send'];
}
