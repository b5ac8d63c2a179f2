import type { Profile } from '../shared/profile';

/** Until the yard gives its colour to somebody who has chosen none. */
const UNCHOSEN_COLOUR = '#ffffff';

/** As whom the person is shown: as the yard told (`/your/profile`), or before it has, as they chose. */
export function shownProfile(chosen: Profile, told: Profile | undefined): Profile {
  const { name, colour } = told ?? chosen;
  return { name, colour: colour === '' ? UNCHOSEN_COLOUR : colour };
}
