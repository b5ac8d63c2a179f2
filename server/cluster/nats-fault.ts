/** What TLS says, in Node's words, of a certificate that nobody vouches for whom this computer knows. */
const NO_AUTHORITY = /unable to (verify|get).*certificate|unable to get.*issuer|self[- ]signed certificate/i;

/**
 * Why NATS is not there, as a sentence for an operator that says what would be right.
 * @param urls how it was to be reached
 */
export function describeFault(error: Error & { code?: string }, urls: readonly string[]): string {
  const { message, cause } = error;
  const because = cause instanceof Error ? `${message}: ${cause.message}` : message;
  if (NO_AUTHORITY.test(because))
    return `It is not known whose certificate NATS shows (${because}): give the file of its certificate authority, with its whole path, by NODE_EXTRA_CA_CERTS.`;
  if (/certificate's altnames/i.test(because))
    return urls.every((url) => url.startsWith('nats:'))
      ? `NATS asks for TLS (${because}): give its address with tls:// in place of nats://.`
      : `NATS' certificate is for another address (${because}): it has to name the one that --cluster names as its subjectAltName.`;
  if (/authorization|authentication(?! timeout)|credential|nkey|jwt/i.test(because))
    return `NATS does not let this server in (${because}): give it the right file by --cluster-credentials.`;
  if (/permissions? violation/i.test(because))
    return `NATS does not allow this server all that it needs (${because}): its user needs zeroyard.> to publish and to subscribe.`;
  if (/does not support 'tls'/i.test(because))
    return `NATS has no TLS there (${because}): give its address with nats:// in place of tls://, or have it use TLS.`;
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
