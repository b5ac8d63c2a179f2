import type { Profile } from '../../shared/profile';

/** One line of the list of players. */
export interface Listed extends Profile {
  /** Undefined for yourself, who are told no id. */
  id: number | undefined;
  label: 'you' | 'guest' | undefined;
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * Everybody in the yard by name, as people sort names: without regard to case, and 10 after 9.
 * @param self undefined for who only looks on
 */
export function listPlayers(self: Profile | undefined, others: ReadonlyMap<number, Profile>): Listed[] {
  const list: Listed[] = self ? [{ ...self, id: undefined, label: 'you' }] : [];
  for (const [id, { name, colour }] of others)
    // This is how a server names who gave no name.
    list.push({ id, name, colour, label: name === `Guest ${id}` ? 'guest' : undefined });
  return list.sort((a, b) => byName.compare(a.name, b.name));
}
