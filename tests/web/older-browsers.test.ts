/** The page in browsers as old as Safari 16 and Firefox 115, and in those that lack what it cannot do without. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import {
  closeChromium,
  closeScreens,
  describeInChromium,
  newPage,
  openPage,
  PHONE,
} from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { startWeb } from '../support/web';

let port: number;
let yardPort: number;
beforeEach(async () => {
  [port, yardPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  await closeScreens();
  closePeers();
  await killAll();
});
afterAll(closeChromium);

const FOLDERS = ['.vite/renderer', '.vite/web'];

/** What these browsers cannot read in a script: the whole script fails with it. */
function tooNew(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassStaticBlockDeclaration(node)) found.push('a static block');
    if (ts.isRegularExpressionLiteral(node) && isTooNew(node.text)) found.push(node.text);
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && isRegExp(node.expression)) {
      const [pattern = '', flags = ''] = (node.arguments ?? []).map((one) => one.getText(source));
      if (flags.includes('v') || isTooNew(pattern)) found.push(node.getText(source));
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found.map((what) => `${file}: ${what}`);
}

function isRegExp(expression: ts.Expression): boolean {
  return ts.isIdentifier(expression) && expression.text === 'RegExp';
}

/** Firefox reads the v flag from 116 on, and Safari from 17 on; Safari looks behind from 16.4 on. */
function isTooNew(pattern: string): boolean {
  return /\/[a-z]*v[a-z]*$/.test(pattern) || /\(\?<[=!]/.test(pattern);
}

test('no script of the page has a syntax that Safari 16 or Firefox 115 cannot read', () => {
  const scripts = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(folder, name)),
  );
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.flatMap(tooNew)).toEqual([]);
});

test('no style of the page needs what Safari 16 or Firefox 115 does not have', () => {
  const styles = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.css'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  expect(styles.length).toBeGreaterThan(0);
  // Firefox has :has() from 121 on, Safari ranges like (width<=420px) from 16.4 on, and nesting from 16.5 on.
  const tooNewStyles = styles.flatMap(
    (style) => style.match(/:has\(|\((width|height)\s*[<>]=?|[{;]\s*&/g) ?? [],
  );
  expect(tooNewStyles).toEqual([]);
});

/** In the page, before its scripts: takes away what is younger than these browsers, or is missing without https. */
function removeNewFeatures(): void {
  const remove = (from: object, ...names: string[]): void => {
    for (const name of names) Reflect.deleteProperty(from, name);
  };
  remove(Intl, 'Segmenter', 'DurationFormat');
  remove(Promise, 'withResolvers', 'try');
  remove(Object, 'groupBy');
  remove(Map, 'groupBy');
  remove(Array, 'fromAsync');
  remove(URL, 'canParse', 'parse');
  remove(AbortSignal, 'any');
  remove(globalThis, 'Iterator', 'requestIdleCallback', 'OffscreenCanvas', 'scheduler', 'navigation');
  remove(String.prototype, 'isWellFormed', 'toWellFormed');
  remove(ArrayBuffer.prototype, 'transfer', 'resize');
  remove(Set.prototype, 'union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf');
  const iterators = Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object;
  remove(iterators, 'map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach', 'some');
  remove(Navigator.prototype, 'getGamepads', 'clipboard', 'gpu');
  remove(Crypto.prototype, 'randomUUID');
  const NewRegExp = RegExp;
  globalThis.RegExp = new Proxy(NewRegExp, {
    construct: (target, [pattern, flags]: [string, string?]) => {
      if (flags?.includes('v')) throw new SyntaxError('Invalid flags supplied to RegExp constructor');
      return new target(pattern, flags);
    },
  });
}

describeInChromium('a page', () => {
  test('without Intl.Segmenter and the v flag of patterns is in the yard, and shows what is said', async () => {
    await startServer(yardPort);
    const { url } = await startWeb(port, yardPort);
    const watcher = new RawPeer(yardPort);
    // A guest, who may be silent for as long as it likes.
    await watcher.send({ address: '/ping', n: 1 });
    const screen = await openPage(url, PHONE, removeNewFeatures);
    await screen.untilStatus('2 here');
    const errors: string[] = [];
    screen.page.on('pageerror', (error) => errors.push(error.message));
    for (const text of ['👋', `Hello 👩‍👩‍👧 ${'aé早'.repeat(40)}`]) await watcher.send({ address: '/say', text });
    await until('it to be said', () => screen.page.getByText('Hello').count());
    expect(errors).toEqual([]);
  });

  test('whose browser has no WebGL or no WebSocket says so', async () => {
    const { url } = await startWeb(port, yardPort);
    const withoutWebGL = await newPage(PHONE, () => {
      Reflect.deleteProperty(globalThis, 'WebGLRenderingContext');
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await withoutWebGL.goto(url.href);
    await withoutWebGL.getByRole('alert').filter({ hasText: 'it has no WebGL' }).waitFor();
    const withoutWebSocket = await newPage(PHONE, () => Reflect.deleteProperty(globalThis, 'WebSocket'));
    await withoutWebSocket.goto(url.href);
    await withoutWebSocket.getByRole('alert').filter({ hasText: 'has no WebSocket' }).waitFor();
  });

  test('whose browser cannot read its scripts says which browsers can', async () => {
    const { url } = await startWeb(port, yardPort);
    const page = await newPage(PHONE, () => undefined);
    await page.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '~~~' }));
    await page.goto(url.href);
    const words = page.getByText('Safari 16 (iOS 16), Firefox 115');
    expect(await words.isVisible()).toBe(false);
    await words.waitFor();
    // Elsewhere it makes room.
    const screen = await openPage(url, PHONE);
    expect(await screen.page.getByText('Safari 16').count()).toBe(0);
  });

  test('on a phone has no button of Pixi’s own accessibility', async () => {
    await startServer(yardPort);
    const { url } = await startWeb(port, yardPort);
    const userAgent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1';
    const screen = await openPage(url, { ...PHONE, userAgent });
    await screen.untilStatus('only you here');
    expect(await screen.page.locator('[title*="accessibility"]').count()).toBe(0);
    expect(await screen.page.locator('body > button').count()).toBe(0);
  });

  test('stands still when a menu comes up while a key is held', async () => {
    await startServer(yardPort);
    const { url } = await startWeb(port, yardPort);
    const screen = await openPage(url, { viewport: { width: 480, height: 360 } });
    await screen.untilStatus('only you here');
    const from = await screen.own();
    await screen.page.keyboard.down('ArrowLeft');
    await until('a step to the left', async () => (await screen.own()).x < from.x - 20);
    await screen.page.mouse.click(240, 200, { button: 'right' });
    const frames = () =>
      screen.page.evaluate(async () => {
        for (let i = 0; i < 20; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      });
    await frames();
    const place = await screen.own();
    await frames();
    expect(await screen.own()).toEqual(place);
  });
});
