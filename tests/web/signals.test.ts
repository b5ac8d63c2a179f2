/** How the web shell ends when it is told to. */
import { CLOSE_CODES } from '../../web/close-codes';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePages, FakePage, startWeb } from '../support/web';

afterEach(async () => {
  closePages();
  await killAll();
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'at %s the web shell disconnects its pages in order, and ends with 0',
  async (signal) => {
    const [port, webPort] = [await freePort(), await freePort()];
    await startServer(port);
    const web = await startWeb(webPort, port);
    const page = await FakePage.enter(webPort, 'Ada');
    expect(await web.program.stop(signal)).toBe(0);
    expect((await page.untilClosed()).code).toBe(CLOSE_CODES.goingAway);
    expect(web.program.output).toContain(`All pages are closed (${signal}).`);
  },
);
