/** What browsers, their users and their networks do to a page, as public bug reports tell it of other games. */
import { connect } from 'node:tls';
import type { Page } from 'playwright-core';
import {
  closeChromium,
  closeScreens,
  describeInChromium,
  DESKTOP,
  newPage,
  openPage,
  PHONE,
} from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import type { Screen } from '../support/screen';
import { pause, until } from '../support/until';
import { startWeb, type Web } from '../support/web';

jest.setTimeout(60_000);

let yardPort: number;
let web: Web;
beforeEach(async () => {
  yardPort = await freePort();
  await startServer(yardPort, '--name', 'Test yard');
  web = await startWeb(await freePort(), yardPort);
});
afterEach(async () => {
  await closeScreens();
  closePeers();
  await killAll();
});
afterAll(closeChromium);

test('a browser that tries https first is refused at once, so that it goes on to http', async () => {
  const socket = connect({ host: '127.0.0.1', port: web.port, rejectUnauthorized: false });
  const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
  // It was answered, and not by silence until a timeout.
  expect(error.message).toMatch(/wrong version number|ECONNRESET|disconnected/);
});

/** The share of pixels that differ plainly between two pictures of the same size. */
function changedShare(page: Page, ...pictures: [Buffer, Buffer]): Promise<number> {
  return page.evaluate(
    async (urls) => {
      const [one, other] = await Promise.all(
        urls.map(async (url) => {
          const image = new Image();
          image.src = url;
          await image.decode();
          const context = Object.assign(document.createElement('canvas'), {
            width: image.width,
            height: image.height,
          }).getContext('2d');
          context?.drawImage(image, 0, 0);
          return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
        }),
      );
      let changed = 0;
      for (let at = 0; at < (one?.length ?? 0); at += 4)
        if ([0, 1, 2].some((i) => Math.abs((one?.[at + i] ?? 0) - (other?.[at + i] ?? 0)) > 32)) changed++;
      return changed / ((one?.length ?? 0) / 4);
    },
    pictures.map((picture) => `data:image/png;base64,${picture.toString('base64')}`),
  );
}

/** Waits for so many frames of a page. */
function frames(page: Page, count = 20): Promise<void> {
  return page.evaluate(async (left) => {
    for (let i = 0; i < left; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, count);
}

/** The player of a page stands still from now on. */
async function expectRest(screen: Screen): Promise<void> {
  await frames(screen.page, 2);
  const place = await screen.own();
  await frames(screen.page);
  expect(await screen.own()).toEqual(place);
}

/** Draws the stick to the left with a finger, until the player walks. Returns what sends the finger's touches. */
async function drawStick(screen: Screen) {
  const browser = await screen.page.context().newCDPSession(screen.page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', x?: number) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 500 }] });
  const from = await screen.own();
  await touch('touchStart', 200);
  for (const x of [180, 140]) await touch('touchMove', x);
  await until('a step to the left', async () => (await screen.own()).x < from.x - 20);
  return touch;
}

describeInChromium('a page', () => {
  test('whose fonts do not come, or are blocked, shows the yard all the same', async () => {
    const page = await newPage(DESKTOP, () => undefined);
    await page.route('**/*.woff2', (route) => route.abort());
    await page.goto(web.url.href);
    await page.getByRole('status').filter({ hasText: 'Test yard' }).waitFor();
  });

  test('that cannot be started says why, and not that the browser is too old', async () => {
    // Asked for once, WebGL is there; for the yard itself there is no more of it, as after crashes of a driver.
    const page = await newPage(DESKTOP, () => {
      type GetContext = (this: HTMLCanvasElement, ...args: unknown[]) => unknown;
      const getContext = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as GetContext;
      let asked = 0;
      HTMLCanvasElement.prototype.getContext = function getContextOnce(...args: unknown[]) {
        const isRefused = String(args[0]).startsWith('webgl') && asked++ > 0;
        return isRefused ? null : (getContext.apply(this, args) as null);
      };
    });
    await page.goto(web.url.href);
    await page.getByRole('alert').filter({ hasText: 'It could not be started' }).waitFor();
  });

  test('that is left with a finger on its stick stands still when it is seen again, and walks by the next touch', async () => {
    const screen = await openPage(web.url, PHONE);
    await screen.untilStatus('only you here');
    const touch = await drawStick(screen);
    await touch('touchCancel');
    await expectRest(screen);
    const again = await drawStick(screen);
    // Some phones tell the page no end of the touch, only that it is hidden.
    await screen.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expectRest(screen);
    await again('touchEnd');
    await drawStick(screen);
  });

  test('whose graphics are lost and come back shows the names as before', async () => {
    const screen = await openPage(web.url, {
      viewport: { width: 800, height: 600 },
      reducedMotion: 'reduce',
    });
    await screen.untilStatus('only you here');
    await screen.press('Close the help');
    const { x, y } = await screen.own();
    const peer = new RawPeer(yardPort);
    // Beside one's own name, in the font that all share, one with a texture of its own.
    await peer.introduce('Żółw');
    await peer.send({ address: '/position', x, y: y - 80 });
    const speaking = setInterval(() => void peer.send({ address: '/ping', n: 1 }), 1000);
    try {
      await screen.untilAtRest('Żółw');
      const shoot = () => screen.page.screenshot({ clip: { x: 300, y: 100, width: 200, height: 250 } });
      // A name comes a moment after its owner.
      const before = await until('a picture that stays', async () => {
        const picture = await shoot();
        // Longer than anything fades.
        await pause(1000);
        return (await shoot()).equals(picture) && picture;
      });
      const isLost = await screen.page.evaluate(async () => {
        const graphics = document.querySelector('canvas')?.getContext('webgl2');
        const loss = graphics?.getExtension('WEBGL_lose_context');
        loss?.loseContext();
        await new Promise((resolve) => setTimeout(resolve, 300));
        const wasLost = graphics?.isContextLost();
        loss?.restoreContext();
        return wasLost;
      });
      expect(isLost).toBe(true);
      // But for the edges of letters, which a texture that is drawn anew may have a shade lighter; a name's plate is 2 %.
      await until(
        'the same picture',
        async () => (await changedShare(screen.page, before, await shoot())) < 0.01,
      );
    } finally {
      clearInterval(speaking);
    }
  });

  test('takes Enter as the end of a word that an input method composes, and sends by the next one', async () => {
    const watcher = new RawPeer(yardPort);
    await watcher.send({ address: '/ping', n: 1 });
    const screen = await openPage(web.url, DESKTOP);
    await screen.untilStatus('2 here');
    await screen.page.keyboard.press('Enter');
    const field = screen.page.getByLabel('Say something', { exact: true });
    await field.waitFor();
    const browser = await screen.page.context().newCDPSession(screen.page);
    await browser.send('Input.imeSetComposition', { text: 'てすと', selectionStart: 3, selectionEnd: 3 });
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
    await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await browser.send('Input.insertText', { text: 'テスト' });
    expect(await field.inputValue()).toBe('テスト');
    await screen.page.keyboard.press('Enter');
    await watcher.until('/player/said', ({ text }) => text === 'テスト');
    expect(await field.count()).toBe(0);
  });

  test('keeps the words of lines apart that are pasted into the chat', async () => {
    const watcher = new RawPeer(yardPort);
    await watcher.send({ address: '/ping', n: 1 });
    const screen = await openPage(web.url, {
      ...DESKTOP,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await screen.untilStatus('2 here');
    await screen.page.evaluate(() => navigator.clipboard.writeText('one\ntwo\r\nthree'));
    await screen.page.keyboard.press('Enter');
    await screen.page.getByLabel('Say something', { exact: true }).waitFor();
    await screen.page.keyboard.press('Control+V');
    await screen.page.keyboard.press('Enter');
    const { text } = await watcher.until('/player/said');
    expect(text).toMatch(/^one two +three$/);
  });
});
