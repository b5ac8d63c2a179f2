/** The game in real Chromium pages, on a desktop and on a phone. */
import type { Position } from '../../shared/movement';
import * as pictures from '../support/pictures';
import {
  closeChromium,
  closeScreens,
  describeInChromium,
  DESKTOP,
  openPage,
  PHONE,
} from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import type { Screen } from '../support/screen';
import { typeAtOnce } from '../support/type-at-once';
import { until } from '../support/until';
import { startWeb } from '../support/web';
import { CLOSE_CODES } from '../../web/close-codes';

let port: number;
let yardPort: number;
beforeEach(async () => {
  [port, yardPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  await closeScreens();
  pictures.leaveAll();
  closePeers();
  await killAll();
});
afterAll(closeChromium);

/** Who the person at this page is. */
async function nameOf(screen: Screen): Promise<string> {
  const known = await screen.page.evaluate(() => localStorage.getItem('zeroyard.profile'));
  return (JSON.parse(known ?? '{}') as { name: string }).name;
}

/** Sentences with a name in them whose words and name are laid out as boxes of their own, a gap apart. */
function tornSentences(screen: Screen): Promise<string[]> {
  return screen.page.evaluate(() =>
    [...document.querySelectorAll('bdi')].flatMap(({ parentElement: parent }) => {
      const hasWords = [...(parent?.childNodes ?? [])].some(
        (node) => node instanceof Text && node.data.trim(),
      );
      const isTorn = parent && hasWords && /flex|grid/.test(getComputedStyle(parent).display);
      return isTorn ? [parent.innerText] : [];
    }),
  );
}

describeInChromium('a page', () => {
  test.each([
    ['on a desktop', DESKTOP],
    ['on a phone', PHONE],
  ])('%s is in the yard at once, by its URL with the token', async (_, kind) => {
    await startServer(yardPort, '--name', 'Test yard');
    const { url } = await startWeb(port, yardPort, '--host', '0.0.0.0');
    url.hostname = '127.0.0.1';
    const ada = pictures.join(yardPort, 'Ada');
    ada.player.move({ x: 1000, y: 700 });
    const screen = await openPage(url, kind);
    await screen.untilStatus(/Test yard.*2 here/);
    await until('Ada to be drawn', async () => (await screen.other('Ada'))?.x === 1000);
    const own = await screen.own();
    await until('Ada to see the page’s player there', () =>
      ada.picture.sights().some(({ x = NaN, y = NaN }) => Math.hypot(x - own.x, y - own.y) < 0.01),
    );
  });

  test('walks by keys, and sees the others walk', async () => {
    await startServer(yardPort);
    const { url } = await startWeb(port, yardPort);
    const [grace, ada] = [await openPage(url, DESKTOP), await openPage(url, DESKTOP)];
    const name = await nameOf(grace);
    const from = await ada.untilAtRest(name);
    await grace.page.keyboard.down('ArrowDown');
    await until('a walk to be seen', async () => ((await ada.other(name))?.y ?? 0) > from.y + 30);
    await grace.page.keyboard.up('ArrowDown');
    const to = await ada.untilAtRest(name);
    expect(to.y).toBeCloseTo((await grace.own()).y, 3);
  });

  test('goes to a lobby that leads back into the one yard, and remembers who the person is', async () => {
    await startServer(yardPort, '--name', 'Test yard');
    const { url } = await startWeb(port, yardPort);
    const watcher = new RawPeer(yardPort);
    await watcher.send({ address: '/ping', n: 1 });
    const first = await openPage(url, DESKTOP);
    await first.untilStatus('2 here');
    await first.press('Leave');
    await first.untilLobby();
    expect(await first.page.getByRole('button', { name: 'Host a yard' }).count()).toBe(0);
    const field = first.page.getByLabel('Name', { exact: true });
    await field.fill('Ada');
    await field.press('Tab');
    expect(await tornSentences(first)).toEqual([]);
    await first.press('Join Test yard');
    await first.untilStatus('2 here');
    await watcher.until('/player/profile', ({ name }) => name === 'Ada');
    const again = await openPage(url, first.page.context());
    await again.untilStatus('3 here');
    expect(await nameOf(again)).toBe('Ada');
    // Two pages of one browser are two players of one name.
    await until('the first page to see the second', () => first.other('Ada 2'));
  });

  test.each([
    ['the lobby', '.you input[type="text"]', 'Ada', (screen: Screen) => screen.press('Leave')],
    ['the network panel', '.simulation input', '150', (screen: Screen) => screen.page.keyboard.press('F3')],
  ])('keeps what is typed into %s in the moment in which it comes', async (_, field, text, open) => {
    await startServer(yardPort);
    const { url } = await startWeb(port, yardPort);
    const screen = await openPage(url, DESKTOP);
    await screen.untilStatus('only you here');
    const typing = await screen.page.evaluateHandle(typeAtOnce, { field, text });
    await open(screen);
    expect(await typing.evaluate(({ typed }) => typed)).toEqual({ text, hasFocus: true });
  });

  test('is back by itself when the yard was away, and when its own shell was', async () => {
    const server = await startServer(yardPort);
    const web = await startWeb(port, yardPort);
    const screen = await openPage(web.url, DESKTOP);
    const ada = pictures.join(yardPort, 'Ada');
    const untilSeenAt = ({ x, y }: Position) =>
      until('Ada to see the page’s player there', () =>
        ada.picture.sights().some((sight) => Math.hypot((sight.x ?? NaN) - x, (sight.y ?? NaN) - y) < 0.01),
      );
    await screen.untilStatus('2 here');
    const place = await screen.own();
    await untilSeenAt(place);
    await server.stop('SIGKILL');
    await screen.untilStatus('Reconnecting to');
    await startServer(yardPort);
    await screen.untilStatus('2 here');
    expect(await screen.own()).toEqual(place);

    await web.program.stop('SIGKILL');
    await screen.untilStatus('Reconnecting to');
    await until('Ada to see it go', () => ada.picture.sights().length === 0);
    await startWeb(port, yardPort);
    await screen.untilStatus('2 here');
    await untilSeenAt(place);
    expect(await screen.own()).toEqual(place);
  });

  test('keeps its connection to the shell for as long as its yard does not answer', async () => {
    const web = await startWeb(port, yardPort);
    const screen = await openPage(web.url, DESKTOP);
    await screen.untilStatus('Connecting to');
    let reconnections = 0;
    screen.page.on('websocket', () => reconnections++);
    // A minute of silence has passed, as far as the page knows.
    await screen.page.evaluate(() => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + 60_000;
    });
    // Longer than the page takes to look, and to connect again.
    await screen.page.waitForTimeout(4000);
    expect(reconnections).toBe(0);
    await startServer(yardPort, '--name', 'Test yard');
    await screen.untilStatus('only you here');
    // That silence does count.
    web.program.process.kill('SIGSTOP');
    await screen.untilStatus('Reconnecting to');
  });

  test('keeps a name that is typed while its shell is away', async () => {
    await startServer(yardPort, '--name', 'Test yard');
    const web = await startWeb(port, yardPort);
    const watcher = new RawPeer(yardPort);
    await watcher.send({ address: '/ping', n: 1 });
    const screen = await openPage(web.url, DESKTOP);
    await screen.press('Leave');
    await screen.untilLobby();
    await web.program.stop('SIGKILL');
    const join = screen.page.getByRole('button', { name: /^Join / });
    await screen.untilAlert('does not answer');
    expect(await join.isDisabled()).toBe(true);
    const field = screen.page.getByLabel('Name', { exact: true });
    await field.fill(' Ada ');
    await field.press('Tab');
    await until('the name to be taken', async () => (await field.inputValue()) === 'Ada');
    await startWeb(port, yardPort);
    await until('the page to be in the yard', async () => {
      if ((await join.count()) > 0) await join.click({ timeout: 1000 }).catch(() => undefined);
      return (await screen.status()).includes('2 here');
    });
    await watcher.until('/player/profile', ({ name }) => name === 'Ada');
  });

  test('keeps what is being typed while its shell comes back', async () => {
    await startServer(yardPort);
    const web = await startWeb(port, yardPort);
    const screen = await openPage(web.url, DESKTOP);
    await screen.press('Leave');
    await screen.untilLobby();
    const field = screen.page.getByLabel('Name', { exact: true });
    await web.program.stop('SIGKILL');
    await field.fill('Half a na');
    const answered = new Promise<void>((resolve) => {
      screen.page.on('websocket', (socket) => {
        socket.on('framereceived', ({ payload }) => String(payload).includes('"self"') && resolve());
      });
    });
    await startWeb(port, yardPort);
    await answered;
    // What it answered is shown in one of the next frames.
    await screen.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await field.inputValue()).toBe('Half a na');
  });

  test('tries a shell that ends each connection ever more seldom', async () => {
    await startServer(yardPort);
    const { url } = await startWeb(port, yardPort);
    const { page } = await openPage(url, DESKTOP);
    const openedMs: number[] = [];
    await page.routeWebSocket(/bridge/, (socket) => {
      openedMs.push(Date.now());
      socket.onMessage(() => {
        socket.send(JSON.stringify({ address: 'self', name: 'Ada', colour: '#e69f00' }));
        void socket.close({ code: CLOSE_CODES.goingAway });
      });
    });
    await page.reload();
    await until('six connections', () => openedMs.length >= 6, 40_000);
    const pausesMs = openedMs.slice(1).map((ms, i) => ms - (openedMs[i] ?? NaN));
    // The shortest and not the first: a page that is just loaded may be slow to try again.
    expect(pausesMs.at(-1)).toBeGreaterThan(3 * Math.min(...pausesMs));
  }, 60_000);

  test('says so when its yard closes, and when it is full', async () => {
    const server = await startServer(yardPort, '--name', 'Test yard', '--max-players', '1');
    const { url } = await startWeb(port, yardPort);
    const first = await openPage(url, DESKTOP);
    await first.untilStatus('only you here');
    const second = await openPage(url, DESKTOP);
    await second.untilAlert('This yard is full');
    await server.stop('SIGTERM');
    await first.untilLobby();
    await first.untilAlert('Test yard was closed by its host.');
  });
});
