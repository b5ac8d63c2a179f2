import { batch, signal } from '@preact/signals';

/** What lies on the right: one of these at a time. */
export type SidePanel = 'hosting' | 'players';

/** Which panels are open over the yard. */
export class Panels {
  readonly side = signal<SidePanel | undefined>(undefined);
  /** On the left, where the network panel is too: one of the two at a time. */
  readonly isHelpOpen = signal(false);
  readonly isNetworkPanelOpen = signal(false);
  /** While Tab is held, whatever else is open. */
  readonly arePlayersHeld = signal(false);

  toggleSide(panel: SidePanel): void {
    this.side.value = this.side.value === panel ? undefined : panel;
  }

  toggleHelp(): void {
    batch(() => {
      this.isHelpOpen.value = !this.isHelpOpen.value;
      if (!this.isHelpOpen.value) return;
      this.isNetworkPanelOpen.value = false;
      // In a small window it lies behind these.
      this.side.value = undefined;
    });
  }

  toggleNetworkPanel(): void {
    batch(() => {
      this.isNetworkPanelOpen.value = !this.isNetworkPanelOpen.value;
      if (this.isNetworkPanelOpen.value) this.isHelpOpen.value = false;
    });
  }

  /** Closes the one that is on top. */
  closeTop(): void {
    if (this.side.value !== undefined) this.side.value = undefined;
    else if (this.isHelpOpen.value) this.isHelpOpen.value = false;
    else this.isNetworkPanelOpen.value = false;
  }

  closeAll(): void {
    batch(() => {
      this.side.value = undefined;
      this.isHelpOpen.value = this.isNetworkPanelOpen.value = this.arePlayersHeld.value = false;
    });
  }
}
