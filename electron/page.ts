import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net, protocol } from 'electron';

const ORIGIN = 'app://zeroyard';
const ROOT = join(__dirname, '../renderer');

/** Nothing but our own files, no inline code, no frames. Pixi makes images of what it draws, hence data: and blob:. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Must be called before the app is ready: makes app: a scheme like https:, with an origin and modules. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page from its folder, and nothing else, under app://zeroyard/. */
export function servePage(): void {
  protocol.handle('app', async (request) => {
    const { origin, pathname } = parts(request.url);
    const file = join(ROOT, decodeURIComponent(pathname));
    if (origin !== ORIGIN || !file.startsWith(ROOT + sep)) return new Response('Not found', { status: 404 });
    const found = await net.fetch(pathToFileURL(file).href).catch(() => undefined);
    if (!found) return new Response('Not found', { status: 404 });
    const headers = new Headers(found.headers);
    headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    headers.set('X-Content-Type-Options', 'nosniff');
    // Chromium takes bare text for Latin-1.
    const type = headers.get('Content-Type');
    if (type?.startsWith('text/')) headers.set('Content-Type', `${type}; charset=utf-8`);
    return new Response(found.body, { headers });
  });
}

/** The licences of all that is shipped, which the build gathers. */
export const LICENCES_URL = `${ORIGIN}/licences.txt`;

/** The page's address. `debug` asks it for window.zeroyard. */
export function pageUrl(debug: boolean): string {
  return `${ORIGIN}/index.html${debug ? '?debug' : ''}`;
}

export function isOurPage(url: string): boolean {
  return parts(url).origin === ORIGIN;
}

/** URL.origin is "null" for a scheme of our own. */
function parts(url: string): { origin: string; pathname: string } {
  const { protocol: scheme, host, pathname } = new URL(url);
  return { origin: `${scheme}//${host}`, pathname };
}
