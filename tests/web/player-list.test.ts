/** The list of players in a real Chromium. */
import { closeChromium, closeScreens, describeInChromium, DESKTOP, openPage } from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, Program, startServer } from '../support/programs';
import { until } from '../support/until';
import { closePages, FakePage, startWeb } from '../support/web';

afterEach(async () => {
  await closeScreens();
  closePages();
  await killAll();
});
afterAll(closeChromium);

describeInChromium('the list of players', () => {
  test('that was scrolled shows the same rows when somebody comes above them, and leaves', async () => {
    const [port, yardPort] = [await freePort(), await freePort()];
    await startServer(yardPort);
    const { url } = await startWeb(port, yardPort);
    const join = ['--join', `127.0.0.1:${yardPort}`, '--walk', 'none'];
    new Program('player', [...join, '--name', 'Walker', '--count', '40']);
    const { page, untilStatus } = await openPage(url, DESKTOP).then((screen) => ({
      page: screen.page,
      untilStatus: (words: string) => screen.untilStatus(words),
    }));
    await untilStatus('41 here');
    await page.keyboard.down('Tab');
    const row = page.locator('.players li').filter({ hasText: /^Walker 30$/ });
    await page.locator('.players').evaluate((card) => card.scrollTo(0, 28 * 29));
    const height = () => page.locator('.players').evaluate((card) => card.scrollHeight);
    await row.waitFor();
    const [yPx, heightPx] = [(await row.boundingBox())?.y ?? NaN, await height()];
    for (const [name, here] of [
      ['Aaron', '42 here'],
      ['Abel', '43 here'],
    ] as const) {
      await FakePage.enter(port, name);
      await untilStatus(here);
    }
    await until('two rows more', async () => (await height()) > heightPx + 40);
    expect((await row.boundingBox())?.y).toBeCloseTo(yPx, 0);
    closePages();
    await untilStatus('41 here');
    await until('two rows less', async () => (await height()) === heightPx);
    expect((await row.boundingBox())?.y).toBeCloseTo(yPx, 0);
  });
});
