/** The game in pages of a real Chromium, where there is one: Debian's `chromium`, or the program in ZEROYARD_TEST_CHROMIUM. */
import { existsSync } from 'node:fs';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { Screen } from './screen';

const KNOWN = [
  process.env['ZEROYARD_TEST_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = KNOWN.find((path) => existsSync(path));

/** Root has no sandbox, and there may be no graphics card. */
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Small, since tests run where a processor has to do the work of a graphics card. */
export const DESKTOP: BrowserContextOptions = { viewport: { width: 480, height: 360 } };
/** A phone held upright. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

/** Tests where there is a Chromium; elsewhere skipped ones, of which is said why. */
export function describeInChromium(name: string, body: () => void): void {
  if (executablePath !== undefined) {
    describe(name, body);
    return;
  }
  console.warn(`Not tested, as there is no Chromium (${KNOWN.slice(1).join(', ')}): ${name}`);
  describe.skip(`${name} (skipped: no Chromium)`, body);
}

let browser: Browser | undefined;
const contexts = new Set<BrowserContext>();

/**
 * An empty page in a browser of its own: nothing is remembered, unless a context is given that was there before.
 * @param prepare run in the page before its own scripts
 */
export async function newPage(
  kind: BrowserContextOptions | BrowserContext,
  prepare: () => void,
): Promise<Page> {
  browser ??= await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args });
  const context = 'newPage' in kind ? kind : await browser.newContext(kind);
  contexts.add(context);
  const page = await context.newPage();
  await page.addInitScript(prepare);
  return page;
}

/** Opens a URL in such a page. */
export async function openPage(
  url: URL,
  kind: BrowserContextOptions | BrowserContext,
  prepare: () => void = () => undefined,
): Promise<Screen> {
  const page = await newPage(kind, prepare);
  const debug = new URL(url);
  debug.searchParams.set('debug', '');
  await page.goto(debug.href);
  const screen = new Screen(page);
  await screen.untilDrawn();
  return screen;
}

/** For afterEach. */
export async function closeScreens(): Promise<void> {
  for (const context of contexts) await context.close();
  contexts.clear();
}

/** For afterAll. */
export async function closeChromium(): Promise<void> {
  await browser?.close();
  browser = undefined;
}
