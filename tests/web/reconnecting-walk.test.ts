/** A walk in a real Chromium whose connection to its shell breaks. */
import { closeChromium, closeScreens, describeInChromium, DESKTOP, openPage } from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { pause, until } from '../support/until';
import { startWeb } from '../support/web';

afterEach(async () => {
  await closeScreens();
  await killAll();
});
afterAll(closeChromium);

describeInChromium('a page', () => {
  test('whose connection breaks while it walks goes on from where it is, and not from where it turned last', async () => {
    const [port, yardPort] = [await freePort(), await freePort()];
    await startServer(yardPort, '--size', '9600x800');
    const { url, program } = await startWeb(port, yardPort);
    const screen = await openPage(url, DESKTOP);
    await screen.untilStatus('only you here');
    // All places at which it was drawn, in each frame.
    await screen.page.evaluate(() => {
      const view = window as { zeroyard?: { own: { x: number } }; farthestBackPx?: number; lastX?: number };
      view.farthestBackPx = 0;
      const look = (): void => {
        const x = view.zeroyard?.own.x ?? 0;
        view.farthestBackPx = Math.max(view.farthestBackPx ?? 0, (view.lastX ?? x) - x);
        view.lastX = x;
        requestAnimationFrame(look);
      };
      look();
    });
    await screen.page.keyboard.down('ArrowRight');
    const from = await screen.own();
    await until('a walk', async () => (await screen.own()).x > from.x + 600);
    await program.stop('SIGKILL');
    await screen.untilStatus(/Reconnecting/);
    await startWeb(port, yardPort);
    await screen.untilStatus('only you here');
    await pause(500);
    const backPx = await screen.page.evaluate(() => (window as { farthestBackPx?: number }).farthestBackPx);
    expect(backPx).toBeLessThan(0.1 * ((await screen.own()).x - from.x));
    expect((await screen.own()).x).toBeGreaterThan(from.x + 600);
  });
});
