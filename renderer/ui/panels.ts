import { batch, signal } from '@preact/signals';

/** What lies on the right: one of these at a time. */
export type SidePanel = 'hosting' | 'players';

/** Which panels are open over the yard. */
export class Panels {
  readonly side = signal<SidePanel | undefined>(undefined);
  /** On the left, where the network panel is too: one of the two at a time. It comes by itself once, as a welcome. */
  readonly help = signal<'welcome' | 'asked' | undefined>(undefined);
  readonly isNetworkPanelOpen = signal(false);
  /** While Tab is held, whatever else is open. */
  readonly arePlayersHeld = signal(false);

  toggleSide(panel: SidePanel): void {
    this.side.value = this.side.value === panel ? undefined : panel;
  }

  toggleHelp(): void {
    batch(() => {
      this.help.value = this.help.value === undefined ? 'asked' : undefined;
      if (this.help.value === undefined) return;
      this.isNetworkPanelOpen.value = false;
      // In a small window it lies behind these.
      this.side.value = undefined;
    });
  }

  toggleNetworkPanel(): void {
    batch(() => {
      this.isNetworkPanelOpen.value = !this.isNetworkPanelOpen.value;
      if (this.isNetworkPanelOpen.value) this.help.value = undefined;
    });
  }

  /** Closes the one that is on top. False where none is open. */
  closeTop(): boolean {
    const isOpen =
      this.side.value !== undefined || this.help.value !== undefined || this.isNetworkPanelOpen.value;
    if (this.side.value !== undefined) this.side.value = undefined;
    else if (this.help.value !== undefined) this.help.value = undefined;
    else this.isNetworkPanelOpen.value = false;
    return isOpen;
  }

  closeAll(): void {
    batch(() => {
      this.side.value = this.help.value = undefined;
      this.isNetworkPanelOpen.value = this.arePlayersHeld.value = false;
    });
  }
}
