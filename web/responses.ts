import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ServedFile } from './files';
import type { HttpError } from './guard';

/** A year: as long as anything is kept. */
const FOREVER = 'public, max-age=31536000, immutable';

/** Nothing but our own files and our own WebSocket, no inline code, no frames. Pixi makes images of what it draws. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  // Where 'self' means http alone, the WebSocket has to be named.
  "connect-src 'self' ws://HOST",
  "img-src 'self' data: blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends a file, or only says that the browser has it already. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: ServedFile): void {
  const headers: OutgoingHttpHeaders = {
    ...safetyHeaders(request.headers.host),
    'Cache-Control': file.isImmutable ? FOREVER : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding']));
  const body = (takesGzip ? file.gzipped : undefined) ?? file.body;
  if (body === file.gzipped) headers['Content-Encoding'] = 'gzip';
  headers['Content-Type'] = file.type;
  headers['Content-Length'] = body.length;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

/** Says why there is nothing, to a person. */
export function sendError(response: ServerResponse, { status, reason }: HttpError): void {
  response
    .writeHead(status, {
      ...safetyHeaders(undefined),
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'close',
    })
    .end(`${reason}\n`);
}

/** @param host as the request names it; it was checked before */
function safetyHeaders(host: string | undefined): OutgoingHttpHeaders {
  return {
    'Content-Security-Policy':
      host === undefined ? "default-src 'none'" : CONTENT_SECURITY_POLICY.replace('HOST', () => host),
    'X-Content-Type-Options': 'nosniff',
    // The address holds the token.
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
