import type { Preferences, ToRenderer } from '../shared/bridge';
import { FIRST_CHOICES, type YardPlan } from '../shared/hosted-yard';
import type { Profile } from '../shared/profile';
import { choicesAfter } from './choices';
import type { Settings } from './settings';

/** Who plays here, and what they chose: told to the page, and kept in the settings. What cannot be kept is said. */
export class Person {
  private readonly settings: Settings;
  private readonly post: (message: ToRenderer) => void;
  private present: Profile;
  /** About the identity, until the page is told. */
  private fault: string | undefined;

  /**
   * @param profile that of this run, which need not be the one that is kept
   * @param fault a sentence about the identity, where it is one of this run
   */
  constructor(
    settings: Settings,
    profile: Profile,
    fault: string | undefined,
    post: (message: ToRenderer) => void,
  ) {
    this.settings = settings;
    this.present = profile;
    this.fault = fault;
    this.post = post;
  }

  get profile(): Profile {
    return this.present;
  }

  set profile(profile: Profile) {
    this.present = profile;
    this.settings.set('profile', profile);
    this.postFaults();
  }

  /** The colour alone: the name may be that of this run. */
  keepColour(colour: string): void {
    this.present = { ...this.present, colour };
    this.settings.set('profile', { ...this.settings.get('profile'), colour });
    this.postFaults();
  }

  setPreferences({ isMuted, hasSeenHelp }: Preferences): void {
    this.settings.set('preferences', { isMuted, hasSeenHelp });
    this.postFaults();
  }

  /** They host a yard. */
  keepPlan(plan: YardPlan): void {
    this.settings.set('yard', choicesAfter(this.settings.get('yard'), plan, this.present.name));
    this.postFaults();
  }

  postState(): void {
    this.post({ address: 'self', ...this.present });
    this.post({ address: 'preferences', ...this.settings.get('preferences') });
    this.post({ address: 'choices', ...(this.settings.get('yard') ?? FIRST_CHOICES) });
  }

  /** To be called once a page listens too. */
  postFaults(): void {
    for (const text of this.settings.drainFaults()) this.post({ address: 'notice', text });
    if (this.fault !== undefined) this.post({ address: 'notice', text: this.fault });
    this.fault = undefined;
  }
}
