import { gt, valid } from 'semver';

/** A release of the game that is newer than this one. */
export interface Release {
  version: string;
  /** Where a person reads about it and downloads it. */
  page: string;
}

const ANSWER_TIMEOUT_MS = 10_000;
const GITHUB = /^(?:github:|(?:git\+)?https:\/\/github\.com\/)([\w-]+\/[\w.-]+?)(?:\.git)?\/?$/;

/**
 * Where the newest release of a project is told.
 * @param repository the field of that name in its package.json
 * @returns undefined when that is no project on GitHub
 */
export function releaseUrl(repository: unknown): string | undefined {
  const url = typeof repository === 'string' ? repository : (repository as { url?: unknown } | null)?.url;
  const project = typeof url === 'string' ? GITHUB.exec(url)?.[1] : undefined;
  return project === undefined ? undefined : `https://api.github.com/repos/${project}/releases/latest`;
}

/**
 * Asks for the newest release. Nothing is downloaded.
 * @param url as of releaseUrl
 * @param current the version that runs
 * @param ask the network, as `fetch` is
 * @returns undefined when there is none that is newer
 * @throws an Error with a sentence for a person when there is no answer, or none that makes sense
 */
export async function findUpdate(
  url: string,
  current: string,
  ask: (url: string, init: RequestInit) => Promise<Response>,
): Promise<Release | undefined> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const answer = await ask(url, { signal, headers: { Accept: 'application/json' } }).catch(() => undefined);
  if (!answer) throw new Error(`${new URL(url).host} cannot be reached.`);
  // No release so far.
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${new URL(url).host} answered with status ${answer.status}.`);
  const release = readRelease(await answer.json().catch(() => undefined));
  if (!release) throw new Error(`${new URL(url).host} answered something else than a release.`);
  return gt(release.version, current) ? release : undefined;
}

/** What comes from the network is not believed: the page is opened in the person's browser. */
function readRelease(answer: unknown): Release | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { tag_name: tag, html_url: page } = answer as Record<string, unknown>;
  const version = typeof tag === 'string' ? valid(tag) : null;
  if (version === null || typeof page !== 'string' || !page.startsWith('https://github.com/'))
    return undefined;
  return { version, page };
}
