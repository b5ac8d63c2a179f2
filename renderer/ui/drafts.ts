import { signal } from '@preact/signals';
import type { Reach } from '../../shared/bridge';
import { DEFAULT_PORT } from '../../shared/config';
import type { YardSizeName } from '../../shared/yard-size';

/** What is typed and chosen in the lobby, kept while the person is in a yard or an error is shown. */
export class Drafts {
  /** Undefined while it is the one that the shell has told. A wrong one stays until it is mended. */
  readonly name = signal<string | undefined>(undefined);
  /** Undefined while the yard is named after its host. */
  readonly yardName = signal<string | undefined>(undefined);
  readonly reach = signal<Reach>('computer');
  readonly size = signal<YardSizeName>('medium');
  readonly port = signal(String(DEFAULT_PORT));
  readonly target = signal('');
  /** To the yard that asks for one. */
  readonly invite = signal('');
}
