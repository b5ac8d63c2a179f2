/** Random bytes in base64url without padding. */
export function randomText(bytes: number): string {
  // Not randomUUID(), which a page that came over plain http does not have.
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
