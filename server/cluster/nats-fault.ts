/** Why NATS is not there, as a sentence for an operator. */
export function describeFault(error: Error & { code?: string }): string {
  const { message, cause } = error;
  const because = cause instanceof Error ? `${message}: ${cause.message}` : message;
  if (/authorization|authentication(?! timeout)|credential|nkey|jwt/i.test(because))
    return `NATS does not let this server in (${because}): give it the right file by --cluster-credentials.`;
  if (/permissions? violation/i.test(because))
    return `NATS does not allow this server all that it needs (${because}): its user needs zeroyard.> to publish and to subscribe.`;
  if (/maximum subscriptions/i.test(because))
    return `NATS does not let this server listen to all that it needs (${because}): its max_subscriptions has to be larger.`;
  return `NATS cannot be reached (${because}); it is tried for again and again.`;
}

/** So much NATS has to take at once: a part of a snapshot is somewhat smaller. */
const PAYLOAD_MIN_BYTES = 128 * 1024;

/**
 * Why NATS takes less at once than servers say, as a sentence for an operator; undefined where it takes enough.
 * @param bytes its max_payload
 */
export function describePayload(bytes = Infinity): string | undefined {
  if (bytes >= PAYLOAD_MIN_BYTES) return undefined;
  return `NATS takes only ${bytes} bytes at once, so others do not get all that this server says: its max_payload has to be at least ${PAYLOAD_MIN_BYTES / 1024}KB.`;
}
