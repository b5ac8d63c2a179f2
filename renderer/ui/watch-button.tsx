import { Eye } from 'lucide-preact';
import type { PanelProps } from './panel';

/** Beside what joins a yard: looks on there, without being anybody, so that no name is needed. */
export function WatchButton(
  props: Pick<PanelProps, 'send'> & {
    target: string;
    /** As which the yard is shown; undefined where it is named by an address. */
    name?: string;
    isDisabled?: boolean;
  },
) {
  const { send, target, name, isDisabled = false } = props;
  return (
    <button
      type="button"
      class="quiet watch"
      aria-label={name === undefined ? undefined : `Watch ${name}`}
      title="Look on without being seen"
      disabled={isDisabled}
      onClick={() => send({ address: 'watch', target, name })}
    >
      <Eye aria-hidden /> <span>Watch</span>
    </button>
  );
}
