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
  if (/authorization|authentication|credential|nkey|jwt/i.test(because))
    return `NATS does not let this server in (${because}): give it the right file by --cluster-credentials.`;
  if (/permissions? violation/i.test(because))
    return `NATS does not allow this server all that it needs (${because}): its user needs zeroyard.> to publish and to subscribe.`;
  if (/does not support 'tls'/i.test(because))
    return `NATS has no TLS there (${because}): give its address with nats:// in place of tls://, or have it use TLS.`;
  return `NATS cannot be reached (${because}); it is tried for again and again.`;
}
