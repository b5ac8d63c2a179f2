/** How a server reaches NATS. */
export interface NatsOptions {
  /** `nats://HOST:PORT` or `tls://HOST:PORT`, one or several of one NATS. */
  urls: readonly string[];
  /** The file of credentials (.creds) that NATS asks for; undefined where it asks for none. */
  credentials: string | undefined;
}

/** What would mend a cluster's options; the message is a sentence for a person. */
export class ClusterOptionError extends Error {
  /** The one on the command line. */
  readonly option: string;

  constructor(message: string, option: string, cause?: unknown) {
    super(message, { cause });
    this.option = option;
  }
}

/** NATS listens there when nobody says otherwise. */
const DEFAULT_NATS_PORT = 4222;
const URLS_MAX = 16;

/** Reads `nats://HOST:PORT[,…]`; without a port it is 4222. Throws an Error with a sentence for a person. */
export function parseNatsUrls(text: string): string[] {
  const urls = text.split(',').map((url) => parseNatsUrl(url.trim()));
  if (urls.length > URLS_MAX)
    throw new Error(`These are ${urls.length} addresses of one NATS; ${URLS_MAX} are enough.`);
  const schemes = new Set(urls.map((url) => url.split(':')[0]));
  if (schemes.size > 1)
    throw new Error('One NATS is reached either by nats:// or by tls://, and not by both.');
  return urls;
}

function parseNatsUrl(text: string): string {
  // It is not repeated: a password would stand on the screen, and in the log.
  if (text.includes('@'))
    throw new Error(
      'No user and no password stand in the address of a NATS: --cluster-credentials names the file (.creds) that holds who this server is there.',
    );
  const match = /^(nats|tls):\/\/(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d+))?\/?$/i.exec(text);
  const [, scheme = '', host = '', port = String(DEFAULT_NATS_PORT)] = match ?? [];
  if (!match || Number(port) < 1 || Number(port) > 65_535)
    throw new Error(
      `"${text.slice(0, 100)}" is not the address of a NATS. One looks like nats://192.168.1.20:${DEFAULT_NATS_PORT}, or with tls:// in place of nats://.`,
    );
  return `${scheme.toLowerCase()}://${host}:${port}`;
}
