import { batch, signal } from '@preact/signals';
import { FIRST_CHOICES, type Access, type Reach, type YardChoices } from '../../shared/hosted-yard';
import type { YardSizeName } from '../../shared/yard-size';

/** What is typed and chosen in the lobby, kept while the person is in a yard or an error is shown. */
export class Drafts {
  /** Undefined while it is the one that the shell has told. A wrong one stays until it is mended. */
  readonly name = signal<string | undefined>(undefined);
  /** Undefined while the yard is named after its host. */
  readonly yardName = signal<string | undefined>(undefined);
  readonly reach = signal<Reach>(FIRST_CHOICES.reach);
  /** For each reach by itself. */
  readonly access = signal<Readonly<Record<Reach, Access>>>(FIRST_CHOICES.access);
  readonly size = signal<YardSizeName>(FIRST_CHOICES.size);
  readonly port = signal(String(FIRST_CHOICES.port));
  readonly target = signal('');
  /** To the yard that asks for one. */
  readonly invite = signal('');
  /** What was sent of it last. */
  readonly triedInvite = signal('');

  /** The person is to be offered what they chose the last time. */
  choose({ name, reach, access, port, size }: YardChoices): void {
    batch(() => {
      this.yardName.value = name;
      this.reach.value = reach;
      this.access.value = access;
      this.port.value = String(port);
      this.size.value = size;
    });
  }
}
