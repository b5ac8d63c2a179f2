const STATUS_FORBIDDEN = 403;

/** Whether the page's own address leads in no longer. A WebSocket does not say why it is refused: that address does. */
export async function isAddressRefused(timeoutMs: number): Promise<boolean> {
  const signal = AbortSignal.timeout(timeoutMs);
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store', signal }).catch(
    () => undefined,
  );
  return answer?.status === STATUS_FORBIDDEN;
}
