import { join } from 'node:path';
import { readFiles, servedFile, type ServedFile } from './files';

const BUILT = join(__dirname, '..');
/** The renderer's files are the same for every shell; those of this shell are added. */
const FOLDERS = [join(BUILT, 'renderer'), join(BUILT, 'web')];

export interface Site {
  /** By the path of their URL; open to everybody, since they hold no secret. */
  files: ReadonlyMap<string, ServedFile>;
  /** What opens the yard, by the path of its URL: it holds the token, and is given to those who know it. */
  entrance: ReadonlyMap<string, ServedFile>;
  /** The path of the renderer's stylesheet. */
  stylesheet: string;
}

/** Reads what there is to serve. `token` is the one that the page needs; undefined where it needs none. */
export async function loadSite(token: string | undefined): Promise<Site> {
  const files = await readFiles(FOLDERS);
  const index = files.get('/index.html');
  const script = [...files.keys()].find((path) => path.startsWith('/assets/page-'));
  const stylesheet = [...files.keys()].find((path) => /^\/assets\/index-.*\.css$/.test(path));
  if (!index || script === undefined || stylesheet === undefined)
    throw new Error(`The page is not built: ${BUILT} lacks a part of it.`);
  files.delete('/index.html');
  const query = token === undefined ? '' : `?token=${token}`;
  const html = withShell(index.body.toString(), script, query);
  return {
    files,
    stylesheet,
    entrance: new Map([
      ['/', await servedFile('/index.html', Buffer.from(html))],
      [MANIFEST, await servedFile(MANIFEST, Buffer.from(JSON.stringify(manifest(query))))],
    ]),
  };
}

const MANIFEST = '/zeroyard.webmanifest';

/** The renderer's page with this shell's script, which runs before it, and with what makes an app of it. */
function withShell(html: string, script: string, query: string): string {
  const additions = [
    `<script type="module" src="${script}"></script>`,
    // The manifest names the address to start with, and so holds the token.
    `<link rel="manifest" href="${MANIFEST}${query}" />`,
    '<link rel="icon" href="/icon-192.png" />',
    '<link rel="apple-touch-icon" href="/icon-180.png" />',
    '<meta name="apple-mobile-web-app-capable" content="yes" />',
    '<meta name="mobile-web-app-capable" content="yes" />',
    '<meta name="theme-color" content="#8fbf6a" />',
  ];
  return html.replace('<script', () => `${additions.join('\n    ')}\n    <script`);
}

/** W3C, "Web Application Manifest". */
function manifest(query: string): object {
  return {
    name: 'Zeroyard',
    short_name: 'Zeroyard',
    description: 'A yard on the local network, where everybody walks.',
    start_url: `/${query}`,
    scope: '/',
    display: 'fullscreen',
    orientation: 'any',
    background_color: '#8fbf6a',
    theme_color: '#8fbf6a',
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
