/** A yard that a window hosts, from its opening to whatever ends it. */
import { execFileSync } from 'node:child_process';
import { HOST_KEY_VARIABLE } from '../../shared/process-reports';
import { freePort } from '../support/free-port';
import { startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { closeAll, Game } from './game';
import { confirmClosing, host } from './host';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(closeAll);

const processesOf = (text: string) => {
  const all = execFileSync('ps', ['-eo', 'args', '--width', '3000'], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(text));
};

test('one hosts with a click, the other sees it and joins with a click, both walk, and the end is said', async () => {
  const [ada, grace] = await Promise.all([Game.start('--name', 'Ada'), Game.start('--name', 'Grace')]);
  const yard = await host(ada, port);
  await grace.page.getByRole('button', { name: `Join ${yard}`, exact: true }).click();
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  for (const [walker, watcher, name] of [
    [ada, grace, 'Ada'],
    [grace, ada, 'Grace'],
  ] as const) {
    const from = await watcher.untilAtRest(name);
    await walker.page.keyboard.down('ArrowDown');
    await until(
      `${name} to be seen walking`,
      async () => ((await watcher.other(name))?.y ?? 0) > from.y + 30,
    );
    await walker.page.keyboard.up('ArrowDown');
  }
  await ada.page.getByText(`zeroyard://join/127.0.0.1:${port}`).waitFor();
  await ada.press('Stop hosting');
  await confirmClosing(ada, 'Somebody else is in your yard');
  await ada.untilLobby();
  await grace.untilLobby();
  await grace.untilAlert(`${yard} was closed by its host.`);
  // It is not open any more, and stays among the recent ones.
  await grace.page.getByRole('button', { name: `Join ${yard} again` }).waitFor();
  const open = grace.page.getByRole('button', { name: `Join ${yard}`, exact: true });
  await until('the yard to be listed no more', async () => (await open.count()) === 0);
});

test('the host is known to its server by a key of which nobody else is told, also when its page is loaded again', async () => {
  const ada = await Game.start('--name', 'Ada');
  await ada.app.evaluate(({ utilityProcess }, name) => {
    const fork = utilityProcess.fork.bind(utilityProcess);
    utilityProcess.fork = (path, args, options) => {
      Reflect.set(globalThis, 'hostKey', Reflect.get(options?.env ?? {}, name));
      return fork(path, args, options);
    };
  }, HOST_KEY_VARIABLE);
  await host(ada, port);
  const key = await ada.app.evaluate(() => String(Reflect.get(globalThis, 'hostKey')));
  expect(key).toMatch(/^[\da-f-]{36}$/);
  expect(processesOf(key)).toEqual([]);
  const watcher = new RawPeer(port);
  await watcher.introduce('Watcher');
  const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Ada');
  // Who is silent for as long as a page may take is gone.
  const beat = setInterval(() => void watcher.send({ address: '/ping', n: 1 }), 1000);
  try {
    await ada.page.reload();
    await ada.untilStatus('2 here');
  } finally {
    clearInterval(beat);
  }
  const heir = new RawPeer(port);
  await heir.send({ address: '/profile', protocol: 2, name: 'Heir', colour: '#e69f00', key });
  await watcher.until('/player/profile', (profile) => profile.id === id && profile.name === 'Heir');
  const profiles = watcher.messages().filter(({ address }) => address === '/player/profile');
  expect(profiles).toEqual(profiles.map((profile) => ({ ...profile, id })));
});

test('a taken port is said, and the next free one offered', async () => {
  await startServer(port);
  const ada = await Game.start('--name', 'Ada');
  await ada.page.getByLabel('Port').fill(String(port));
  await ada.press('Host a yard');
  await ada.untilAlert(`Port ${port} on 127.0.0.1 is taken by another program`);
  expect((await ada.page.getByRole('alert').allTextContents()).join()).not.toMatch(/--\w/);
  expect(await ada.page.getByLabel('Port').inputValue()).toBe(String(port));
  await ada.press(/^Host at port \d+ instead$/);
  await ada.untilStatus(/Ada’s yard at tcp:\/\/127\.0\.0\.1:\d+ · only you here/);
});

test('a server that dies is started again once; the second time the yard is closed', async () => {
  const ada = await Game.start('--name', 'Ada');
  await host(ada, port);
  const killed = new Set<number>();
  const kill = async () => {
    const id = await until('the server’s process', () =>
      ada.app.evaluate(
        ({ app }, dead) =>
          app.getAppMetrics().find(({ name, pid }) => name === 'Zeroyard server' && !dead.includes(pid))?.pid,
        [...killed],
      ),
    );
    killed.add(id);
    process.kill(id, 'SIGKILL');
  };
  await kill();
  await ada.untilAlert('The yard’s server stopped by a fault and was started again.');
  await ada.untilStatus('only you here');
  await kill();
  await ada.untilLobby();
  await ada.untilAlert('The yard’s server stopped a second time');
});

test.each([
  ['closing the window', async (game: Game) => closeWindow(game).then(() => confirmClosing(game))],
  ['the menu', async (game: Game) => quitByMenu(game).then(() => confirmClosing(game))],
  [
    'the menu, twice',
    async (game: Game) => {
      await quitByMenu(game);
      await game.page.getByRole('alertdialog').waitFor();
      // A double click is one.
      await pause(600);
      await quitByMenu(game);
    },
  ],
  ['SIGTERM', (game: Game) => game.app.process().kill('SIGTERM')],
  ['SIGHUP', (game: Game) => game.app.process().kill('SIGHUP')],
  ['Ctrl+C', pressCtrlC],
])('quitting a host by %s tells everybody, and leaves no process behind', async (_, quit) => {
  const ada = await Game.start('--name', 'Ada');
  await host(ada, port);
  const grace = new RawPeer(port);
  const id = await grace.introduce('Grace');
  // Who is silent is gone, and nobody is asked for one.
  const beat = setInterval(() => void grace.send({ address: '/ping', n: 1 }), 1000);
  try {
    await ada.untilStatus('2 here');
    // The main process, the page, and the server among them.
    expect(processesOf(ada.userData).length).toBeGreaterThan(2);
    await Promise.resolve(quit(ada)).catch(() => undefined);
    // What a window makes of it is in the first test.
    await grace.until('/player/left', (left) => left.id === id);
  } finally {
    clearInterval(beat);
  }
  await until('no process to be left', () => processesOf(ada.userData).length === 0);
});

test('who closes the window of a yard with others in it, or presses Ctrl+Q, is asked, stays by Esc, and is not asked when alone', async () => {
  const ada = await Game.start('--name', 'Ada');
  const yard = await host(ada, port);
  for (const name of ['Grace', 'Edsger']) await new RawPeer(port).introduce(name);
  await ada.untilStatus('3 here');
  const dialog = ada.page.getByRole('alertdialog', { name: '2 people are in your yard' });
  for (const close of [quitByKey, closeWindow, quitByMenu, (game: Game) => game.press('Stop hosting')]) {
    await close(ada);
    await dialog.waitFor();
    const standing = await ada.own();
    await ada.page.keyboard.down('ArrowRight');
    await pause(200);
    await ada.page.keyboard.up('ArrowRight');
    expect(await ada.own()).toEqual(standing);
    await ada.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  // What was open behind it still is.
  await ada.page.getByRole('region', { name: 'You host' }).waitFor();
  await ada.untilStatus(`${yard} at`);
  closePeers();
  await ada.untilStatus('only you here');
  await closeWindow(ada);
  await until('no process to be left', () => processesOf(ada.userData).length === 0);
});

/** As its button does. Playwright's own way to close a page asks nobody. */
function closeWindow({ app }: Game): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

/** As a keyboard does: a key that the page does not take is the menu's. Playwright's keys never are. */
function quitByKey({ app }: Game): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.focus();
    for (const type of ['keyDown', 'keyUp'] as const)
      window?.webContents.sendInputEvent({ type, keyCode: 'Q', modifiers: ['control'] });
  });
}

function quitByMenu({ app }: Game): Promise<void> {
  return app.evaluate(({ Menu }) => {
    const yard = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&Yard');
    yard?.submenu?.items.find(({ role }) => role === 'quit')?.click();
  });
}

/** It comes to the whole group from the terminal, and then to the game alone from `npm start`: not at one moment. */
function pressCtrlC({ app }: Game): boolean {
  const program = app.process();
  const again = setInterval(() => {
    if (!program.kill('SIGINT')) clearInterval(again);
  }, 10);
  return process.kill(-(program.pid ?? NaN), 'SIGINT');
}

test('who joins a yard while their own is being opened is in the one that they joined', async () => {
  await startServer(port, '--name', 'Other yard');
  const ada = await Game.start('--name', 'Ada');
  await ada.page.getByLabel('Port').fill(String(await freePort()));
  await ada.page.getByLabel('Join by address or invite').fill(`127.0.0.1:${port}`);
  // In one turn: a server is faster than a hand that goes from one button to the other.
  await ada.page.evaluate(() => {
    for (const form of ['.host', '.by-address'])
      document.querySelector<HTMLFormElement>(form)?.requestSubmit();
  });
  const hasServer = () =>
    ada.app.evaluate(({ app }) => app.getAppMetrics().some(({ name }) => name === 'Zeroyard server'));
  await until('a server to be started', hasServer);
  await until('it to be ended', async () => !(await hasServer()));
  await ada.untilStatus('Other yard at');
});
