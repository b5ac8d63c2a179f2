/** Why NATS is not there, as a sentence for an operator. */
export function describeFault(error: Error & { code?: string }): string {
  const { message, cause } = error;
  const because = cause instanceof Error ? `${message}: ${cause.message}` : message;
  if (/authorization|authentication|credential|nkey|jwt/i.test(because))
    return `NATS does not let this server in (${because}): give it the right file by --cluster-credentials.`;
  if (/permissions? violation/i.test(because))
    return `NATS does not allow this server all that it needs (${because}): its user needs zeroyard.> to publish and to subscribe.`;
  return `NATS cannot be reached (${because}); it is tried for again and again.`;
}
