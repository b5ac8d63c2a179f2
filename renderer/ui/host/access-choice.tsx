import { DoorOpen, Hand, Lock, Ticket } from 'lucide-preact';
import type { Access, Reach } from '../../../shared/hosted-yard';
import { Segments } from '../parts';
import { accessWords } from './host-words';

const ACCESSES = [
  { value: 'open', label: 'Open', icon: <DoorOpen aria-hidden /> },
  { value: 'secured', label: 'Secured', icon: <Lock aria-hidden /> },
  { value: 'invited', label: 'Invited', icon: <Ticket aria-hidden /> },
  { value: 'ask', label: 'Ask me', icon: <Hand aria-hidden /> },
] as const;

/** Who may come into a yard, with what the present choice means. */
export function AccessChoice(props: {
  reach: Reach;
  value: Access;
  onChange: (value: Access) => void;
  /** Nobody in it can be led into an open one. */
  isSecured?: boolean;
}) {
  const { reach, value, onChange, isSecured = false } = props;
  return (
    <Segments
      label="Who may come in"
      value={value}
      choices={ACCESSES.filter((choice) => !isSecured || choice.value !== 'open')}
      onChange={onChange}
      detail={accessWords(reach, value)}
    />
  );
}
