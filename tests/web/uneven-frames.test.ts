/** What the others are told of a walk in a real Chromium whose frames are uneven, or stop for a while. */
import { recordAt, type MotionRecord } from '../../shared/protocol/motions';
import { closeChromium, closeScreens, describeInChromium, DESKTOP, openPage } from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { pause, until } from '../support/until';
import { closePages, FakePage, startWeb } from '../support/web';

const STALL_MS = 1500;
const WALK_S = 4;
/** Told each second without any change. */
const REPEATS_PER_S = 1;

afterEach(async () => {
  await closeScreens();
  closePages();
  await killAll();
});
afterAll(closeChromium);

/** The motions of all others that a page was told, in order, each once. */
function motionsTold({ received }: FakePage): MotionRecord[] {
  const told: MotionRecord[] = [];
  for (const message of received) {
    if (message.address !== '/motions') continue;
    for (let i = 0; i < message.ids.length; i++) {
      const record = recordAt(message, i, message.sentMs);
      if (record.atMs > (told.at(-1)?.atMs ?? -Infinity) + 2) told.push(record);
    }
  }
  return told;
}

/** A page's player who walks right in a large yard, and somebody who is told of it. @param prepare run in that page before its own scripts */
async function walkRight(prepare?: () => void) {
  const [port, yardPort] = [await freePort(), await freePort()];
  await startServer(yardPort, '--size', '9600x800');
  const { url } = await startWeb(port, yardPort);
  const watcher = await FakePage.enter(port, 'Watcher');
  const walker = await openPage(url, DESKTOP, prepare);
  await walker.untilStatus('2 here');
  await walker.page.keyboard.down('ArrowRight');
  await until('the walk to be told', () => motionsTold(watcher).some(({ vx }) => vx > 0));
  return { watcher, walker };
}

/** A page in which other scripts take up to 12 ms of each frame. */
function takeTime(): void {
  const take = (): void => {
    const untilMs = performance.now() + 12 * Math.random();
    while (performance.now() < untilMs);
    requestAnimationFrame(take);
  };
  requestAnimationFrame(take);
}

describeInChromium('a page', () => {
  test('in whose frames other scripts take their time tells of a straight walk no more often than of an even one', async () => {
    const { watcher } = await walkRight(takeTime);
    const before = motionsTold(watcher).length;
    await pause(WALK_S * 1000);
    const toldPerS = (motionsTold(watcher).length - before) / WALK_S;
    expect(toldPerS).toBeLessThanOrEqual(2 * REPEATS_PER_S);
  });

  test('that stood still for a while has walked on for so long, as the others saw it', async () => {
    const { watcher, walker } = await walkRight();
    const before = motionsTold(watcher).at(-1);
    await walker.page.evaluate((ms) => {
      const untilMs = performance.now() + ms;
      while (performance.now() < untilMs);
    }, STALL_MS);
    const after = await until('it to tell its motion again', () => {
      const last = motionsTold(watcher).at(-1);
      return last && before && last.atMs > before.atMs + STALL_MS ? last : undefined;
    });
    const last =
      motionsTold(watcher)
        .filter(({ atMs }) => atMs < after.atMs)
        .at(-1) ?? after;
    const ledPx = last.x + (last.vx * (after.atMs - last.atMs)) / 1000;
    expect(after.vx).toBe(last.vx);
    // Not thrown back: what it went is what the others believed, but for a little.
    expect(Math.abs(after.x - ledPx)).toBeLessThan(0.1 * (ledPx - (before?.x ?? 0)));
  });
});
