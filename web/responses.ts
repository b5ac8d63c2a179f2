import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ServedFile } from './files';
import { isLoopback } from '../shared/address';
import { errorPage } from './error-page';
import { hostName, type HttpError } from './guard';

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
    // The host was checked before.
    ...safetyHeaders(
      request,
      CONTENT_SECURITY_POLICY.replace('HOST', () => request.headers.host ?? ''),
    ),
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

/** A page that says why there is nothing: styles and a form, and no script. */
const ERROR_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Says why there is nothing: to a person as a page, to a program as text.
 * @param stylesheet the path of the renderer's own
 */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: HttpError,
  stylesheet: string,
): void {
  const isForPerson = /\btext\/html\b/.test(String(request.headers.accept));
  const body = isForPerson ? errorPage(error, stylesheet) : `${error.title}. ${error.reason}\n`;
  response
    .writeHead(error.status, {
      ...safetyHeaders(request, ERROR_CONTENT_SECURITY_POLICY),
      'Content-Type': `text/${isForPerson ? 'html' : 'plain'}; charset=utf-8`,
      'Cache-Control': 'no-store',
      Connection: 'close',
      ...(error.retryAfterS !== undefined && { 'Retry-After': error.retryAfterS }),
    })
    .end(request.method === 'HEAD' ? undefined : body);
}

/** Leads on to another path of ours. */
export function sendRedirect(request: IncomingMessage, response: ServerResponse, path: string): void {
  response
    .writeHead(303, {
      ...safetyHeaders(request, ERROR_CONTENT_SECURITY_POLICY),
      Location: path,
      'Cache-Control': 'no-store',
    })
    .end();
}

function safetyHeaders({ headers }: IncomingMessage, policy: string): OutgoingHttpHeaders {
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    // The address holds the token.
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Over http browsers obey it from loopback alone; from elsewhere they only log an error.
    ...(isLoopback(hostName(headers.host ?? '') ?? '') && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
  };
}
