// How systems know the game, whoever packs it.
import { INVITE_SCHEME } from '../../shared/target';

export const APP_ID = 'io.zeroyard.game';
export const AUTHORS = 'The Zeroyard authors';

/** The links that open the game. */
export const INVITES = { name: 'Invite to a yard', schemes: [INVITE_SCHEME] };

/** macOS asks the person with this sentence, before the first yard is looked for. */
export const LOCAL_NETWORK_REASON = 'Zeroyard finds the yards on your network, and lets friends into yours.';

/** Where scripts/icons.mjs puts the icons of apps and installers. */
export const ICONS = 'out/icons';
