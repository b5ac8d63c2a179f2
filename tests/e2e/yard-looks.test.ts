/** What is seen of a yard, as pictures: with less motion asked for, nothing moves by itself, so that equal is equal. */
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { closeGames, Game } from './game';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await closeGames();
  closePeers();
  await killAll();
});

/** A window that is calm, in a yard with a guest who stands in the middle. */
async function openCalmYard(): Promise<{ game: Game; guest: RawPeer }> {
  await startServer(port);
  const game = await Game.start();
  await game.page.emulateMedia({ reducedMotion: 'reduce' });
  const field = game.page.getByLabel('Join by address or invite');
  await field.fill(`127.0.0.1:${port}`);
  await field.press('Enter');
  await game.untilStatus('only you here');
  const guest = new RawPeer(port);
  await guest.send({ address: '/position', x: 1200, y: 800 });
  await game.untilStatus('2 here');
  // Not by a style of the screenshot, which the page's policy keeps out.
  await game.page.evaluate(() => document.getElementById('panels')?.style.setProperty('opacity', '0'));
  return { game, guest };
}

/** Of the yard alone: the panels that lie over it are not to be seen. */
const picture = (game: Game) => game.page.locator('#yard canvas').screenshot();

/** A picture that stays as it is: everything has arrived. */
async function pictureAtRest(game: Game): Promise<Buffer> {
  let last = await picture(game);
  return until('the yard to be at rest', async () => {
    const now = await picture(game);
    const isAtRest = now.equals(last);
    last = now;
    return isAtRest && now;
  });
}

test('after the graphics card forgot everything the yard is drawn as before', async () => {
  const { game } = await openCalmYard();
  const before = await pictureAtRest(game);
  await game.page.evaluate(() => {
    const gl = document.querySelector<HTMLCanvasElement>('#yard canvas')?.getContext('webgl2');
    const extension = gl?.getExtension('WEBGL_lose_context');
    if (!extension) throw new Error('This browser cannot lose its context.');
    Object.assign(window, { restoreContext: () => extension.restoreContext() });
    extension.loseContext();
  });
  await until('the yard to vanish', async () => !(await picture(game)).equals(before));
  await game.page.evaluate(() => (window as unknown as { restoreContext: () => void }).restoreContext());
  await until('the yard to be drawn as before', async () => (await picture(game)).equals(before));
});

/** Shown as long as anything is, since pictures take their time without a graphics card. */
const LONG =
  'Come over to the pond, the ducks are here, and so is everybody else, with bread and a ball!'.repeat(2);

test('what somebody says is shown for a while', async () => {
  const { game, guest } = await openCalmYard();
  // Beside the window's own player, which stands in the middle of what is seen.
  const { x, y } = await game.own();
  await guest.send({ address: '/position', x: x + 60, y });
  await until('the guest beside us', async () => (await game.others())[0]?.x === Math.fround(x + 60));
  const before = await pictureAtRest(game);
  await guest.send({ address: '/say', text: LONG });
  await until('the bubble to be seen', async () => !(await picture(game)).equals(before));
  await until('the bubble to be gone', async () => (await picture(game)).equals(before));
});

/** How many pixels of a picture are of exactly this colour. */
const countPixels = (game: Game, png: Buffer, rgb: readonly number[]) =>
  game.page.evaluate(
    async ({ base64, wanted }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const pen = canvas.getContext('2d');
      pen?.drawImage(image, 0, 0);
      const { data } = pen?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      let count = 0;
      for (let i = 0; i < data.length; i += 4) if (wanted.every((value, c) => data[i + c] === value)) count++;
      return count;
    },
    { base64: png.toString('base64'), wanted: rgb },
  );

test('an emote is seen in the yard as we have drawn it, whatever fonts there are', async () => {
  const { game, guest } = await openCalmYard();
  const { x, y } = await game.own();
  await guest.send({ address: '/position', x: x + 60, y });
  await until('the guest beside us', async () => (await game.others())[0]?.x === Math.fround(x + 60));
  await game.page.evaluate(() => document.getElementById('panels')?.remove());
  const skin = [0xf2, 0xc1, 0x4e];
  const before = await countPixels(game, await pictureAtRest(game), skin);
  await until('its face to be seen', async () => {
    await guest.send({ address: '/say', text: '😄' });
    return (await countPixels(game, await picture(game), skin)) > before + 200;
  });
});
