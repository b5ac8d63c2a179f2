/** Players among each other: what they say and show, who is here, and what helps them to it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { axeViolations } from './axe';
import { closeGames, Game } from './game';

let port: number;
beforeEach(async () => {
  port = await freePort();
  await startServer(port, '--name', 'Test yard');
});
afterEach(async () => {
  await closeGames();
  closePeers();
  await killAll();
});

const options = (name: string) => ['--join', `tcp://127.0.0.1:${port}`, '--name', name];

/** In the yard, with the help of the first start closed. */
async function enter(name: string): Promise<Game> {
  const game = await Game.start(...options(name));
  await game.untilStatus('Test yard at');
  await game.press('Close the help');
  return game;
}

const log = (game: Game) => game.page.getByRole('log').locator('p').allTextContents();
const untilLogged = (game: Game, line: string) =>
  until(`"${line}" in the log`, async () => (await log(game)).includes(line));
const field = (game: Game) => game.page.getByLabel('Say something', { exact: true });

async function say(game: Game, text: string): Promise<void> {
  await game.page.keyboard.press('Enter');
  await field(game).fill(text);
  await game.page.keyboard.press('Enter');
}

test('a line is said with Enter, and read in both windows; those of guests too; who comes and goes is told', async () => {
  const ada = await enter('Ada');
  const grace = await enter('Grace');
  await untilLogged(ada, 'Grace came in.');
  await say(grace, ' hello,  Ada ');
  await untilLogged(ada, 'Grace: hello,  Ada');
  await untilLogged(grace, 'Grace: hello,  Ada');
  // It was there before her, and is no news.
  expect(await log(grace)).toEqual(['Grace: hello,  Ada']);

  const guest = new RawPeer(port);
  await guest.send({ address: '/say', text: 'ping' });
  const id = await guest.id();
  for (const game of [ada, grace]) await untilLogged(game, `Guest ${id}: ping`);

  await grace.close();
  await untilLogged(ada, 'Grace left.');
});

test('while one types nobody walks, and Escape gives the keys back, and keeps what was typed', async () => {
  const ada = await enter('Ada');
  const { keyboard } = ada.page;
  await keyboard.down('KeyD');
  const start = await ada.own();
  await until('a step to the right', async () => (await ada.own()).x > start.x + 20);
  await keyboard.press('Enter');
  await field(ada).waitFor();
  // The key is still down.
  const rest = await ada.own();
  await keyboard.type('wasd 1nmk');
  await pause(300);
  expect(await ada.own()).toEqual(rest);
  expect(await field(ada).inputValue()).toBe('wasd 1nmk');
  await keyboard.up('KeyD');

  await keyboard.press('Escape');
  expect(await field(ada).count()).toBe(0);
  await keyboard.down('KeyD');
  await until('a walk', async () => (await ada.own()).x > rest.x + 20);
  await keyboard.up('KeyD');
  await keyboard.press('Enter');
  expect(await field(ada).inputValue()).toBe('wasd 1nmk');
});

test('keys and buttons show emotes; who is too fast or says too much is told, and loses nothing', async () => {
  const ada = await enter('Ada');
  const grace = await enter('Grace');
  await grace.page.keyboard.press('1');
  await untilLogged(ada, 'Grace: 👋');
  await grace.press('Heart');
  await untilLogged(ada, 'Grace: ❤️');
  await grace.page.keyboard.press('Enter');
  await field(grace).fill('a line');
  // Faster than hands are, so that a slow machine is no excuse.
  await grace.page.evaluate(() => {
    const wave = document.querySelector<HTMLElement>('.emotes button[aria-keyshortcuts="1"]');
    for (let i = 0; i < 4; i++) wave?.click();
    document.querySelector<HTMLFormElement>('.company form')?.requestSubmit();
  });
  await grace.untilTold('Not so fast. Try again in a second.');
  expect(await field(grace).inputValue()).toBe('a line');
  await until('the line to be said', async () => {
    if ((await field(grace).count()) > 0) await grace.page.keyboard.press('Enter');
    return (await log(ada)).includes('Grace: a line');
  });

  await say(grace, 'x'.repeat(201));
  await grace.untilTold('A line of chat has 1 to 200 characters; this one has 201.');
  expect(await field(grace).inputValue()).toHaveLength(201);
});

test('Tab that is held shows who is here, Tab that is pressed moves the focus', async () => {
  const ada = await enter('Ada');
  const guest = new RawPeer(port);
  await guest.send({ address: '/position', x: 100, y: 200 });
  const id = await guest.id();
  const zoe = new RawPeer(port);
  await zoe.introduce('Zoe');
  await ada.untilStatus('3 here');
  const players = ada.page.getByRole('region', { name: 'Players' });
  const focused = () => ada.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  await ada.page.keyboard.down('Tab');
  await players.getByRole('heading', { name: '3 here' }).waitFor();
  expect(await players.getByRole('listitem').allTextContents()).toEqual([
    'Adayou',
    `Guest ${id}guest`,
    'Zoe',
  ]);
  expect(await focused()).toBeNull();
  await ada.page.keyboard.up('Tab');
  await players.waitFor({ state: 'detached' });

  await until('the focus to move', async () => {
    await ada.page.keyboard.press('Tab');
    return (await focused()) === 'Players';
  });
  await ada.page.keyboard.press('Enter');
  await players.waitFor();
  await ada.page.keyboard.press('Escape');
  await players.waitFor({ state: 'detached' });
});

test('the help comes by itself at the first start only, and lets one walk; F1 brings it back', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const first = await Game.startIn(userData, ...options('Ada'));
  const help = (game: Game) => game.page.getByRole('region', { name: 'How to play' });
  await help(first).waitFor();
  const start = await first.own();
  await first.page.keyboard.down('ArrowLeft');
  await until('a walk', async () => (await first.own()).x < start.x - 20);
  await first.page.keyboard.up('ArrowLeft');
  expect(await help(first).count()).toBe(1);
  await first.app.close();

  const second = await Game.startIn(userData, ...options('Ada'));
  await second.untilStatus('only you here');
  await pause(300);
  expect(await help(second).count()).toBe(0);
  await second.page.getByRole('button', { name: 'Leave' }).focus();
  await second.page.keyboard.press('F1');
  await until('the focus in the help', () =>
    second.page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Close the help'),
  );
  await second.page.keyboard.press('Escape');
  await help(second).waitFor({ state: 'detached' });
  // The focus is where it was.
  expect(await second.page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Leave');
});

test('others are heard, unless one is mute, which is remembered', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const grace = new RawPeer(port);
  await grace.introduce('Grace');
  const speaking = setInterval(() => void grace.send({ address: '/ping', n: 1 }), 1000);
  const mute = (game: Game) => game.page.getByRole('button', { name: 'Mute' });
  const countNotes = (game: Game) =>
    game.page.evaluate(() => {
      const counted = window as unknown as { notes: number };
      counted.notes = 0;
      OscillatorNode.prototype.start = () => counted.notes++;
    });
  const notes = (game: Game) => game.page.evaluate(() => (window as unknown as { notes: number }).notes);
  try {
    const first = await Game.startIn(userData, ...options('Ada'));
    await first.untilStatus('2 here');
    await first.press('Close the help');
    await countNotes(first);
    await until('a sound', async () => {
      await grace.send({ address: '/say', text: 'hello' });
      await pause(600);
      return (await notes(first)) > 0;
    });
    await first.page.keyboard.press('k');
    expect(await mute(first).getAttribute('aria-pressed')).toBe('true');
    await first.app.close();

    const second = await Game.startIn(userData, ...options('Ada'));
    await second.untilStatus('2 here');
    expect(await mute(second).getAttribute('aria-pressed')).toBe('true');
    await countNotes(second);
    // A gesture, after which there may be sounds.
    await second.page.keyboard.press('Escape');
    await grace.send({ address: '/say', text: 'psst' });
    await untilLogged(second, 'Grace: psst');
    await pause(300);
    expect(await notes(second)).toBe(0);
    await mute(second).click();
    await until('a sound', async () => {
      await grace.send({ address: '/say', text: 'hello' });
      await pause(600);
      return (await notes(second)) > 0;
    });
  } finally {
    clearInterval(speaking);
  }
});

test('a gamepad walks at the angle of its stick, and its buttons do what keys do', async () => {
  const ada = await enter('Ada');
  // There is none here: the page is given one of the browser's shape.
  await ada.page.evaluate(() => {
    const buttons = Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 }));
    const pad = { index: 0, id: 'Test', mapping: 'standard', connected: true, axes: [0, 0, 0, 0], buttons };
    Object.assign(window, { pad });
    navigator.getGamepads = () => [pad as unknown as Gamepad];
    window.dispatchEvent(Object.assign(new Event('gamepadconnected'), { gamepad: pad }));
  });
  const tilt = (x: number, y: number) =>
    ada.page.evaluate((axes) => Object.assign((window as never)['pad'], { axes }), [x, y, 0, 0]);
  const press = async (button: number) => {
    for (const pressed of [true, false]) {
      await ada.page.evaluate(
        ({ button, pressed }) => {
          const { pad } = window as unknown as { pad: { buttons: { pressed: boolean }[] } };
          Object.assign(pad.buttons[button] ?? {}, { pressed });
        },
        { button, pressed },
      );
      // Buttons are looked at once a frame.
      await ada.page.evaluate(
        () => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))),
      );
    }
  };
  await untilLogged(ada, 'A gamepad is connected: walk with its left stick or its cross.');
  const start = await ada.own();
  await tilt(0.15, 0.1);
  await pause(300);
  expect(await ada.own()).toEqual(start);
  await tilt(0.8, -0.6);
  await until('a walk', async () => (await ada.own()).x > start.x + 40);
  await tilt(0, 0);
  await pause(100);
  const end = await ada.own();
  expect((end.y - start.y) / (end.x - start.x)).toBeCloseTo(-0.75, 3);

  await press(2);
  await untilLogged(ada, 'Ada: 👋');
  await press(9);
  await ada.page.getByRole('region', { name: 'How to play' }).waitFor();
  await press(1);
  await ada.page.getByRole('region', { name: 'How to play' }).waitFor({ state: 'detached' });

  await tilt(1, 0);
  await until('a walk', async () => (await ada.own()).x > end.x + 20);
  await ada.page.evaluate(() =>
    window.dispatchEvent(
      Object.assign(new Event('gamepaddisconnected'), { gamepad: (window as never)['pad'] }),
    ),
  );
  await untilLogged(ada, 'The gamepad is gone.');
  const rest = await ada.own();
  await pause(200);
  expect(await ada.own()).toEqual(rest);
});

test('axe finds nothing to mend in chat, list of players and help', async () => {
  const ada = await Game.start(...options('Ada'));
  await ada.page.getByRole('region', { name: 'How to play' }).waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
  await ada.page.keyboard.press('Escape');
  const grace = new RawPeer(port);
  await grace.introduce('Grace');
  await grace.send({ address: '/say', text: 'hello' });
  await untilLogged(ada, 'Grace: hello');
  await say(ada, 'x'.repeat(201));
  await ada.untilTold('A line of chat has 1 to 200 characters');
  expect(await axeViolations(ada.page)).toEqual([]);
  await ada.page.keyboard.press('Escape');
  await ada.press('Players');
  await ada.page.getByRole('region', { name: 'Players' }).waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
});
