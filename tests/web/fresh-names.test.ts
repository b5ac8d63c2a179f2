/** Names in letters that no name had before, in a real Chromium: they cost a page no more the longer they come. */
import { closeChromium, closeScreens, describeInChromium, DESKTOP, openPage } from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, Program } from '../support/programs';
import { until } from '../support/until';
import { startWeb } from '../support/web';

const WINDOW_MS = 4000;
/** So long the names have come before it is looked again. */
const BETWEEN_MS = 8000;
/** How many textures of names may be there at one moment more than at another, of the ten that change. */
const TEXTURES_MORE = 10;
/** What share of its frames a page still draws, be this computer ever so busy meanwhile; with a font that grows it draws none. */
const FRAMES_LEFT = 0.15;
jest.setTimeout(90_000);

afterEach(async () => {
  await closeScreens();
  await killAll();
});
afterAll(closeChromium);

/** Counts the textures of a page's graphics from the beginning on. */
function countTextures(): void {
  const { prototype } = WebGL2RenderingContext;
  const textures = new Set<WebGLTexture>();
  Object.assign(window, { textures });
  const { createTexture, deleteTexture } = Object.getOwnPropertyDescriptors(prototype);
  prototype.createTexture = function createCounted() {
    const texture = createTexture.value?.call(this) as WebGLTexture;
    textures.add(texture);
    return texture;
  };
  prototype.deleteTexture = function deleteCounted(texture) {
    if (texture) textures.delete(texture);
    deleteTexture.value?.call(this, texture);
  };
}

/** How many frames a page draws in a while, and how many textures it has then. */
function observe(windowMs: number): Promise<{ frames: number; textures: number }> {
  const { textures } = window as unknown as { textures: Set<WebGLTexture> };
  const endMs = performance.now() + windowMs;
  return new Promise((resolve) => {
    let frames = 0;
    requestAnimationFrame(function next() {
      if (performance.now() > endMs) resolve({ frames, textures: textures.size });
      else requestAnimationFrame(next);
      frames++;
    });
  });
}

describeInChromium('lettering', () => {
  test('ten fresh names a second, in letters outside of the shared font, freeze no page and do not grow its textures', async () => {
    const [port, yardPort] = [await freePort(), await freePort()];
    const hostile = new Program('hostile-server', ['fresh-names', String(yardPort), '90']);
    await until('the server', () => hostile.output.includes('listening'));
    const { url } = await startWeb(port, yardPort);
    const screen = await openPage(url, DESKTOP);
    await screen.page.addInitScript(countTextures);
    await screen.page.reload();
    await screen.untilDrawn();
    await until('the names to be there', async () => (await screen.others()).length === 10);
    const before = await screen.page.evaluate(observe, WINDOW_MS);
    const names = (await screen.others()).map(({ name }) => name);
    await screen.page.waitForTimeout(BETWEEN_MS);
    const after = await screen.page.evaluate(observe, WINDOW_MS);
    console.log(`fresh names: ${JSON.stringify({ before, after })}`);
    expect((await screen.others()).some(({ name }) => names.includes(name))).toBe(false);
    expect(after.textures).toBeLessThanOrEqual(before.textures + TEXTURES_MORE);
    expect(after.frames).toBeGreaterThan(FRAMES_LEFT * before.frames);
  });
});
