/** What players say to each other, and how it looks and sounds. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { nextFrames } from './frames';
import { Game } from './game';
import { chatField, enter, joining, logOf, say, sayLines, untilLogged, useYard } from './joined';

const port = useYard();

test('a line is said with Enter, and read in both windows; those of guests too; who comes and goes is logged', async () => {
  const ada = await enter(port(), 'Ada');
  const grace = await enter(port(), 'Grace');
  await untilLogged(ada, 'Grace came in.');
  await say(grace, ' hello,  Ada ');
  await untilLogged(ada, 'Grace: hello,  Ada');
  await untilLogged(grace, 'Grace: hello,  Ada');
  // It was there before her, so it did not come in.
  expect(await logOf(grace)).toEqual(['Grace: hello,  Ada']);

  const guest = new RawPeer(port());
  await guest.send({ address: '/say', text: 'ping' });
  const id = await guest.id();
  for (const game of [ada, grace]) await untilLogged(game, `Guest ${id}: ping`);

  await grace.close();
  await untilLogged(ada, 'Grace left.');
});

test('while one types nobody walks, and Escape gives the keys back, and keeps what was typed', async () => {
  const ada = await enter(port(), 'Ada');
  const { keyboard } = ada.page;
  await keyboard.down('KeyD');
  const start = await ada.own();
  await until('a step to the right', async () => (await ada.own()).x > start.x + 20);
  await keyboard.press('Enter');
  await chatField(ada).waitFor();
  // The key is still down, and what it began ends with a frame.
  await nextFrames(ada);
  const rest = await ada.own();
  await keyboard.type('wasd 1nmk');
  await pause(300);
  expect(await ada.own()).toEqual(rest);
  expect(await chatField(ada).inputValue()).toBe('wasd 1nmk');
  await keyboard.up('KeyD');

  await keyboard.press('Escape');
  expect(await chatField(ada).count()).toBe(0);
  await keyboard.down('KeyD');
  await until('a walk', async () => (await ada.own()).x > rest.x + 20);
  await keyboard.up('KeyD');
  await keyboard.press('Enter');
  expect(await chatField(ada).inputValue()).toBe('wasd 1nmk');
});

test('keys and buttons show emotes; who is too fast or says too much gets a sentence, and loses nothing', async () => {
  const ada = await enter(port(), 'Ada');
  const grace = await enter(port(), 'Grace');
  await grace.page.keyboard.press('1');
  await untilLogged(ada, 'Grace: 👋');
  await grace.press('Heart');
  await untilLogged(ada, 'Grace: ❤️');
  await grace.page.keyboard.press('Enter');
  await chatField(grace).fill('a line');
  // Faster than hands are, so that a slow machine is no excuse.
  await grace.page.evaluate(() => {
    const wave = document.querySelector<HTMLElement>('.emotes button[aria-keyshortcuts="1"]');
    for (let i = 0; i < 4; i++) wave?.click();
    document.querySelector<HTMLFormElement>('.company form')?.requestSubmit();
  });
  await grace.untilAlert('Not so fast. Try again in a second.');
  expect(await chatField(grace).inputValue()).toBe('a line');
  await until('the line to be said', async () => {
    if ((await chatField(grace).count()) > 0) await grace.page.keyboard.press('Enter');
    return (await logOf(ada)).includes('Grace: a line');
  });

  await say(grace, 'x'.repeat(201));
  await grace.untilAlert('A line of chat has 1 to 200 characters; this one has 201.');
  expect(await chatField(grace).inputValue()).toHaveLength(201);
});

test('the log scrolls while it is open, keeps its place, and ArrowUp recalls own lines', async () => {
  const ada = await enter(port(), 'Ada');
  await say(ada, 'first');
  const guest = await sayLines(port(), 30, (line) => untilLogged(ada, line));
  const id = await guest.id();
  expect(await logOf(ada)).toHaveLength(6);

  await ada.page.keyboard.press('Enter');
  await until('all lines', async () => (await logOf(ada)).length > 30);
  const log = ada.page.getByRole('log');
  const scroll = () =>
    log.evaluate(({ scrollTop, clientHeight, scrollHeight }) => ({
      scrollTop,
      end: scrollHeight - clientHeight,
    }));
  const { scrollTop, end } = await scroll();
  expect(end).toBeGreaterThan(200);
  expect(Math.abs(scrollTop - end)).toBeLessThan(2);
  await log.hover();
  await ada.page.mouse.wheel(0, -4000);
  await until('the first line', async () => (await scroll()).scrollTop === 0);
  await guest.send({ address: '/say', text: 'more' });
  await untilLogged(ada, `Guest ${id}: more`);
  expect((await scroll()).scrollTop).toBe(0);

  await chatField(ada).fill('dra');
  await ada.page.keyboard.press('ArrowUp');
  expect(await chatField(ada).inputValue()).toBe('first');
  await ada.page.keyboard.press('ArrowDown');
  expect(await chatField(ada).inputValue()).toBe('dra');
});

test('emotes need no emoji font: each button and line has a drawing', async () => {
  const ada = await enter(port(), 'Ada');
  const buttons = ada.page.locator('.emotes button[aria-keyshortcuts]');
  expect(await buttons.locator('svg path').count()).toBeGreaterThan(12);
  expect((await buttons.allTextContents()).join('')).toMatch(/^[1-6]+$/);
  await ada.page.keyboard.press('1');
  await untilLogged(ada, 'Ada: 👋');
  expect(await ada.page.getByRole('log').locator('.emote .emote-picture').count()).toBe(1);
  await ada.press('Help');
  expect(
    await ada.page
      .locator('.help .by-keys dd')
      .filter({ hasText: 'Show a feeling' })
      .first()
      .locator('svg')
      .count(),
  ).toBe(6);
});

test('others make sounds, unless one is mute, which is remembered', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const grace = new RawPeer(port());
  await grace.introduce('Grace');
  const speaking = setInterval(() => void grace.send({ address: '/ping', n: 1 }), 1000);
  const mute = (game: Game) => game.page.getByRole('button', { name: 'Mute' });
  const countSounds = (game: Game) =>
    game.page.evaluate(() => {
      const counted = window as unknown as { sounds: number };
      counted.sounds = 0;
      OscillatorNode.prototype.start = () => counted.sounds++;
    });
  const sounds = (game: Game) => game.page.evaluate(() => (window as unknown as { sounds: number }).sounds);
  try {
    const first = await Game.startIn(userData, ...joining(port(), 'Ada'));
    await first.untilStatus('2 here');
    await first.press('Close the help');
    await countSounds(first);
    await until('a sound', async () => {
      await grace.send({ address: '/say', text: 'hello' });
      await pause(600);
      return (await sounds(first)) > 0;
    });
    await first.page.keyboard.press('k');
    expect(await mute(first).getAttribute('aria-pressed')).toBe('true');
    await first.app.close();

    const second = await Game.startIn(userData, ...joining(port(), 'Ada'));
    await second.untilStatus('2 here');
    expect(await mute(second).getAttribute('aria-pressed')).toBe('true');
    await countSounds(second);
    // A gesture, after which there may be sounds.
    await second.page.keyboard.press('Escape');
    await grace.send({ address: '/say', text: 'psst' });
    await untilLogged(second, 'Grace: psst');
    await pause(300);
    expect(await sounds(second)).toBe(0);
    await mute(second).click();
    await until('a sound', async () => {
      await grace.send({ address: '/say', text: 'hello' });
      await pause(600);
      return (await sounds(second)) > 0;
    });
  } finally {
    clearInterval(speaking);
  }
});
