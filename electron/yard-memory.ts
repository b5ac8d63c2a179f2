import {
  changedYard,
  decideEntry,
  withKnown,
  withoutKnown,
  type Decision,
  type KnownYard,
} from '../client/known-yards';
import { formatAddress } from '../shared/address';
import type { FoundYard, RecentYard } from '../shared/bridge';
import type { Target } from '../shared/target';
import { withRecent } from './recent';
import type { Settings } from './settings';

/** The yards that the person was in, with the keys of the secured ones, as the settings keep them. Tickets are not kept. */
export class YardMemory {
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** The latest first. */
  get recent(): readonly RecentYard[] {
    return this.settings.get('recent');
  }

  /** As client/known-yards.ts has it. */
  decideEntry(wanted: Target, name: string | undefined, found: readonly FoundYard[]): Decision {
    return decideEntry(wanted, name, this.settings.get('known'), found);
  }

  /**
   * The person is in this yard. One that calls itself as a known one, and has another key, is not remembered: the known one is returned.
   * @param from the yard that led them here. Its word counts for itself: it may go on under another key, but stands for no other yard.
   */
  remember(name: string, target: Target, from?: Target): KnownYard | undefined {
    const known = this.settings.get('known');
    const changed = changedYard(known, name, target);
    if (changed && changed.serverKey !== from?.serverKey) return changed;
    const { serverKey } = target;
    const yard = { name, address: formatAddress(target) };
    const secured = serverKey === undefined ? undefined : { ...yard, serverKey };
    if (secured) this.settings.set('known', withKnown(known, secured));
    // It is where it was no longer.
    const left = from && formatAddress(from);
    const others = this.recent.filter(({ address }) => address !== left);
    this.settings.set('recent', withRecent(others, secured ?? yard));
    return undefined;
  }

  /** Its key is of no importance any more. */
  forget(yard: KnownYard): void {
    this.settings.set('known', withoutKnown(this.settings.get('known'), yard));
  }
}
