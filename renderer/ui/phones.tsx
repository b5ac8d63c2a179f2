import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { Smartphone } from 'lucide-preact';
import { Copyable, FaultText } from './parts';
import type { PanelProps } from './panel';
import { QrCode } from './qr-code';

/** How phones come into the hosted yard: a QR code to scan, or a short address and a code to type. */
export function Phones({ state, send }: PanelProps) {
  const isAsked = useSignal(false);
  const card = useRef<HTMLElement>(null);
  const chosen = useSignal(0);
  const { urls, code: shortCode } = state.phones.value;
  const fault = state.faults.value.phones;
  useEffect(() => {
    isAsked.value = false;
    // In a small window it would be below the fold.
    card.current?.scrollIntoView({ block: 'nearest' });
  }, [urls.length, fault]);
  const url = urls[chosen.value] ?? urls[0];
  if (url === undefined) {
    return (
      <>
        {fault && <FaultText>{fault.reason}</FaultText>}
        <button
          type="button"
          disabled={isAsked.value}
          aria-busy={isAsked.value}
          onClick={() => {
            isAsked.value = true;
            send({ address: 'phones', isOpen: true });
          }}
        >
          <Smartphone aria-hidden /> {isAsked.value ? 'Opening…' : 'Invite a phone'}
        </button>
      </>
    );
  }
  return (
    <section class="phones" aria-labelledby="phones" ref={card}>
      <h3 id="phones">Scan with a phone</h3>
      <QrCode text={url} label={`QR code of ${url}`} />
      {shortCode !== undefined && (
        <p class="short-code">
          Or open <strong>{new URL(url).origin}</strong> and type <strong class="code">{shortCode}</strong>
        </p>
      )}
      <Copyable label="the phones’ address" text={url} />
      {urls.length > 1 && (
        <button type="button" class="quiet" onClick={() => (chosen.value = (chosen.value + 1) % urls.length)}>
          Try another of this computer’s addresses ({urls.indexOf(url) + 1} of {urls.length})
        </button>
      )}
      <p class="detail">
        The phone has to be in the same network. Whoever has this address or the code can come in; the code
        changes every few minutes. What a phone and this computer say to each other is plain HTTP, also of a
        secured yard: who listens in on the network can read it.
      </p>
      <button type="button" onClick={() => send({ address: 'phones', isOpen: false })}>
        <Smartphone aria-hidden /> Disconnect the phones
      </button>
    </section>
  );
}
