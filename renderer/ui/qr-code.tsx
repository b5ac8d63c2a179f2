import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';

/** What readers need of white around it (ISO/IEC 18004, 9.1). */
const QUIET_MODULES = 4;

/** A text as a QR code. What makes one is loaded when the first is shown. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = useSignal<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void import('uqr').then(({ encode }) => {
      if (isCurrent) rows.value = encode(text, { border: QUIET_MODULES }).data;
    });
    return () => void (isCurrent = false);
  }, [text]);
  const size = rows.value.length;
  // Its place is kept, so that nothing jumps.
  if (size === 0) return <div class="qr" />;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={darkModules(rows.value)} />
    </svg>
  );
}

/** One square a dark module, as a path. */
function darkModules(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
}
