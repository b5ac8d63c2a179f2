/** Two shells, one yard: windows of the desktop game beside pages in a browser and on a phone. */
import {
  closeChromium,
  closeScreens,
  DESKTOP,
  describeInChromium,
  openPage,
  PHONE,
} from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import type { Screen } from '../support/screen';
import { until } from '../support/until';
import { startWeb } from '../support/web';
import { closeGames, Game } from './game';
import { confirmClosing } from './host';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await closeScreens();
  await closeGames();
  await killAll();
});
afterAll(closeChromium);

/** Three screens at once, on one processor that has to draw for all of them. */
const THREE_SCREENS_TIMEOUT_MS = 180_000;

/** Gives a page's player a name, as a person does it. */
async function rename(screen: Screen, name: string): Promise<void> {
  await screen.press('Leave');
  const field = screen.page.getByLabel('Name', { exact: true });
  await field.fill(name);
  await field.press('Tab');
  await screen.press(/^Join /);
}

/** Hosts a yard for the network, of one of the choices of who may come in. Resolves with the address that leads a phone in. */
async function invitePhones(host: Game, access: string): Promise<URL> {
  await host.page.getByLabel('Yard’s name').fill('Test yard');
  await host.page.getByLabel('Port').fill(String(port));
  await host.page.getByText('Local network').click();
  await host.page.getByText(access, { exact: true }).click();
  await host.press('Host a yard');
  await host.untilStatus(/Test yard/);
  await host.press('Invite a phone');
  await host.page.getByRole('img', { name: /QR code/ }).waitFor();
  const shown = await host.page.locator('code').filter({ hasText: 'token=' }).first().textContent();
  const url = new URL(shown ?? '');
  // The same page, without a way through the network's hardware.
  url.hostname = '127.0.0.1';
  return url;
}

/** Draws the stick under a thumb to the right, until `isEnough`. */
async function drawRight(phone: Screen, isEnough: () => Promise<boolean>): Promise<void> {
  const touch = await phone.page.context().newCDPSession(phone.page);
  const thumb = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 600 }] });
  await thumb('touchStart', 150);
  await thumb('touchMove', 180);
  await thumb('touchMove', 250);
  await until('the walk to be seen', isEnough);
  await thumb('touchEnd');
}

describeInChromium('pages and windows', () => {
  test(
    'a window, a desktop page and a phone walk in one yard and see each other',
    async () => {
      const yardPort = await freePort();
      await startServer(yardPort, '--name', 'Test yard');
      const { url } = await startWeb(port, yardPort);
      const ada = await Game.start('--join', `tcp://127.0.0.1:${yardPort}`, '--name', 'Ada');
      const [page, phone] = [await openPage(url, DESKTOP), await openPage(url, PHONE)];
      await rename(page, 'Grace');
      await rename(phone, 'Edsger');
      for (const screen of [ada, page, phone]) await screen.untilStatus('3 here');

      for (const [walker, name] of [
        [ada, 'Ada'],
        [page, 'Grace'],
      ] as const) {
        const watchers = [ada, page, phone].filter((screen) => screen !== walker);
        const before = await Promise.all(watchers.map((watcher) => watcher.untilAtRest(name)));
        await walker.page.keyboard.down('ArrowRight');
        for (const [i, watcher] of watchers.entries())
          await until(
            `${name} to be seen walking`,
            async () => ((await watcher.other(name))?.x ?? 0) > (before[i]?.x ?? NaN) + 30,
          );
        await walker.page.keyboard.up('ArrowRight');
      }

      const from = await ada.untilAtRest('Edsger');
      await drawRight(phone, async () => ((await ada.other('Edsger'))?.x ?? 0) > from.x + 30);
      const to = await ada.untilAtRest('Edsger');
      expect(to.x).toBeCloseTo((await phone.own()).x, 3);
      expect(Math.abs(to.y - from.y)).toBeLessThan(1);
      await page.page.close();
      await ada.untilStatus('2 here');
    },
    THREE_SCREENS_TIMEOUT_MS,
  );

  test(
    'who hosts to the network invites a phone; it is let in by its URL, and the end of hosting is its end',
    async () => {
      const ada = await Game.start('--name', 'Ada');
      const url = await invitePhones(ada, 'Open');
      const code = (await ada.page.locator('.short-code .code').textContent()) ?? '';
      const led = await fetch(new URL(`/?code=${code}`, url), { redirect: 'manual' });
      expect(led.headers.get('location')).toBe(`/${url.search}`);
      const phone = await openPage(url, PHONE);
      await phone.untilStatus('2 here');
      await ada.untilStatus('2 here');
      await ada.press('Stop hosting');
      await confirmClosing(ada);
      await phone.untilLobby();
      await phone.untilAlert('Test yard was closed by its host.');
      await until('the page to be gone', () =>
        fetch(url).then(
          () => false,
          () => true,
        ),
      );
    },
    THREE_SCREENS_TIMEOUT_MS,
  );

  test(
    'a phone comes into a yard for the invited by the QR code alone, also by the same one when there is a new invite',
    async () => {
      const ada = await Game.start('--name', 'Ada');
      const url = await invitePhones(ada, 'Invited');
      const phone = await openPage(url, PHONE);
      await phone.untilStatus('2 here');
      await ada.press('New invite, and old ones end');
      await ada.page.getByText('The invite is a new one.').waitFor();
      const another = await openPage(url, PHONE);
      for (const screen of [ada, phone, another]) await screen.untilStatus('3 here');
    },
    THREE_SCREENS_TIMEOUT_MS,
  );

  test(
    'phones go with the host’s page when the yard is handed over, are told that alone, and the next host invites them',
    async () => {
      const [ada, grace] = await Promise.all([Game.start('--name', 'Ada'), Game.start('--name', 'Grace')]);
      const phone = await openPage(await invitePhones(ada, 'Secured'), PHONE);
      await grace.page.getByRole('button', { name: 'Join Test yard', exact: true }).click();
      await ada.untilStatus('3 here');
      await ada.press('Hand over to Grace');
      await grace.press('Accept');
      await grace.page.getByRole('region', { name: 'You host Test yard' }).waitFor();
      await ada.untilAlert('Phones have to be invited there again.');
      await phone.untilAlert('The computer that this page comes from has closed it.');
      expect(await phone.page.getByText('and you with it').count()).toBe(0);
      for (const game of [ada, grace]) await game.untilStatus('2 here');
      await grace.press('Invite a phone');
      await grace.page.getByRole('img', { name: /QR code/ }).waitFor();
    },
    THREE_SCREENS_TIMEOUT_MS,
  );
});
