/** Pages in a real Chromium whose shell goes and comes back, and that are loaded again. */
import { closeChromium, closeScreens, describeInChromium, DESKTOP, openPage } from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { until } from '../support/until';
import { startWeb } from '../support/web';

let port: number;
let yardPort: number;
beforeEach(async () => {
  [port, yardPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  await closeScreens();
  await killAll();
});
afterAll(closeChromium);

describeInChromium('a page', () => {
  test('offers no way into a yard whose shell is closed, and does again when it is back', async () => {
    await startServer(yardPort, '--name', 'Test yard');
    const web = await startWeb(port, yardPort);
    const screen = await openPage(web.url, DESKTOP);
    await screen.untilStatus('only you here');
    await web.program.stop('SIGTERM');
    await screen.untilLobby();
    const join = screen.page.getByRole('button', { name: 'Join Test yard' });
    await screen.untilAlert('does not answer');
    expect(await join.isDisabled()).toBe(true);
    expect(await screen.page.getByText('is open to you').count()).toBe(0);
    await startWeb(port, yardPort);
    await until('the yard to be offered again', () => join.isEnabled());
    await join.click();
    await screen.untilStatus('only you here');
  });

  test('says that it is the same page when it is loaded again, and another one in another tab', async () => {
    await startServer(yardPort);
    const { url } = await startWeb(port, yardPort);
    const screen = await openPage(url, DESKTOP);
    await screen.untilStatus('only you here');
    const id = await screen.page.evaluate(() => sessionStorage.getItem('zeroyard.page'));
    await screen.page.reload();
    await screen.untilDrawn();
    await screen.untilStatus('only you here');
    expect(await screen.page.evaluate(() => sessionStorage.getItem('zeroyard.page'))).toBe(id);
    const copy = await openPage(url, screen.page.context());
    await copy.untilStatus('2 here');
    expect(await copy.page.evaluate(() => sessionStorage.getItem('zeroyard.page'))).not.toBe(id);
  });
});
