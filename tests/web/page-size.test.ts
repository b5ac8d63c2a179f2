/** How many bytes a browser has to fetch before the page can be played, whatever of it is asked for later. */
import { extname, join } from 'node:path';
import { readFiles } from '../../web/files';

/** Of markup, scripts and styles as they are served: gzipped. Letters and icons are not waited for. */
const MAX_KB = 320;
const BUILT = join(__dirname, '../../.vite');
const WAITED_FOR = new Set(['.html', '.js', '.css']);

test('the page stays under 320 kB gzipped', async () => {
  const files = await readFiles([join(BUILT, 'renderer'), join(BUILT, 'web')]);
  const sizes = [...files]
    .filter(([path]) => WAITED_FOR.has(extname(path)))
    .map(([, { body, gzipped }]) => (gzipped ?? body).length);
  const kB = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  process.stdout.write(`The page: ${kB.toFixed(1)} kB gzipped, in ${sizes.length} files.\n`);
  // Fewer would be no whole page.
  expect(kB).toBeGreaterThan(100);
  expect(kB).toBeLessThan(MAX_KB);
});
