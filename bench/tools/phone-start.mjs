// How long a phone takes from its first request to its avatar standing in the yard, and how many bytes that costs:
// `npm run bench:phone`. The yard, the web shell and a Chromium that plays the phone are all on this machine.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearInterval } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Dealer } from 'zeromq';
import { chromium } from 'playwright-core';
import { ensureBuilt } from '../../scripts/build.mjs';
import { giveUp, ROOT } from '../../scripts/setup.mjs';
import { quantile } from '../quantile.mjs';
import { readNumbers, start, stop } from './measuring.mjs';
import { positionsIn, profilePacket } from './messages.mjs';

const YARD_PORT = 5657;
const WEB_PORT = 5680;
const { rounds } = readNumbers('Measures how fast a phone is in the yard.', {
  rounds: { what: 'phones, one after the other', preset: 5, low: 1, high: 50 },
});
const executablePath = [process.env['ZEROYARD_TEST_CHROMIUM'] ?? '', '/usr/bin/chromium'].find((path) =>
  existsSync(path),
);
if (executablePath === undefined)
  giveUp('There is no Chromium here: install it, or name it in ZEROYARD_TEST_CHROMIUM.');

await ensureBuilt();
printBundle();
const server = await start('.vite/build/server.js', ['--port', String(YARD_PORT)]);
const web = await start('.vite/build/web.js', [
  '--join',
  `127.0.0.1:${YARD_PORT}`,
  '--port',
  String(WEB_PORT),
]);
// Another player, who sees the phone's avatar come.
const watcher = new Dealer({ linger: 0 });
watcher.connect(`tcp://127.0.0.1:${YARD_PORT}`);
const introduce = () => watcher.send(['', profilePacket('Watcher')]);
await introduce();
const presence = setInterval(() => void introduce(), 1000);
/** When somebody was seen in the yard for the first time since this was reset; undefined before. @type {number | undefined} */
let seenMs;
void watch();

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const switches = [...sandbox, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const browser = await chromium.launch({ executablePath: String(executablePath), args: switches });
const results = [];
for (let round = 0; round < rounds; round++) results.push(await openPhone());
await browser.close();
clearInterval(presence);
watcher.close();
await stop(web);
await stop(server);

const times = results.map(({ ms }) => ms);
const [first] = results;
console.log(`${first?.requests} requests, ${kilobytes(first?.bytes ?? 0)} over the wire, nothing cached`);
console.log(`from the first request to the avatar in the yard, as another player sees it:`);
console.log(
  `median ${quantile(times, 0.5).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms of ${rounds}`,
);
process.exit();

/** Opens the page in a browser that has seen nothing yet, until its avatar stands in the yard. */
async function openPhone() {
  // One pixel a point: where a processor draws instead of a graphics card, a phone's nine would be all that is measured.
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  let startMs = 0;
  let requests = 0;
  let bytes = 0;
  cdp.on('Network.requestWillBeSent', () => {
    startMs ||= performance.now();
    requests++;
  });
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  seenMs = undefined;
  await page.goto(`http://127.0.0.1:${WEB_PORT}/`);
  while (seenMs === undefined) await pause(5);
  const ms = seenMs - startMs;
  await context.close();
  // The yard is to be empty again.
  await pause(500);
  return { ms, requests, bytes };
}

async function watch() {
  for await (const frames of watcher) {
    const bundle = frames.at(-1);
    if (bundle && !positionsIn(bundle).next().done) seenMs ??= performance.now();
  }
}

/** What of the page is code, after compression: the renderer's and the shell's. */
function printBundle() {
  const folders = [join(ROOT, '.vite/renderer/assets'), join(ROOT, '.vite/web/assets')];
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const sizes = files
    .filter((file) => /\.(js|css)$/.test(file))
    .map((file) => gzipSync(readFileSync(file), { level: 9 }).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`all code and styles of the page: ${kilobytes(total)} gzipped, in ${sizes.length} files`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
