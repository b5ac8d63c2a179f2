/** The lobby in windows of every width and zoom: nothing is squeezed, a fault stands at its field, nothing is covered. */
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { pause, until } from '../support/until';
import { closeGames, Game } from './game';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await closeGames();
  await killAll();
});

/** What of the lobby has too little room: fields whose text does not fit, and whatever reaches over the lobby's edge. */
function squeezed(game: Game): Promise<string[]> {
  return game.page.evaluate(() => {
    const lobby = document.querySelector('.lobby');
    if (!lobby) return ['there is no lobby'];
    const { left, right } = lobby.getBoundingClientRect();
    const faults: string[] = [];
    if (left < 0 || right > innerWidth) faults.push('the lobby reaches over the window');
    if (lobby.scrollWidth > lobby.clientWidth) faults.push('the lobby can be scrolled sideways');
    for (const part of lobby.querySelectorAll<HTMLElement>('input[type=text], button, .segments span')) {
      const box = part.getBoundingClientRect();
      const name = part.textContent || document.querySelector(`label[for="${part.id}"]`)?.textContent;
      if (box.left < left || box.right > right) faults.push(`${name} reaches over the lobby`);
      if (part.scrollWidth > part.clientWidth + 1) faults.push(`${name} is cut off`);
      // Five digits, what is around them, and some air.
      if (part instanceof HTMLInputElement && box.width < 80) faults.push(`${name} is ${box.width} px wide`);
    }
    const [field, button] = lobby.querySelectorAll('.by-address :is(input, button)');
    const offPx = Math.abs(
      (field?.getBoundingClientRect().y ?? NaN) - (button?.getBoundingClientRect().y ?? NaN),
    );
    if (!(offPx < 2)) faults.push('Join is not beside its field');
    return faults;
  });
}

test('from 480 to 1440 px, at 100, 144 and 150 %, nothing in the lobby is squeezed', async () => {
  const ada = await Game.start('--name', 'Ada');
  await ada.page.getByLabel('Port').fill('65535');
  const faults: Record<string, string[]> = {};
  for (const width of [480, 761, 800, 860, 919, 1200, 1440])
    for (const zoom of [1, 1.44, 1.5]) {
      await ada.resize(width, 900, zoom);
      const found = await squeezed(ada);
      if (found.length > 0) faults[`${width} px at ${zoom * 100} %`] = found;
    }
  expect(faults).toEqual({});
});

/** What is said to be wrong with a field, where it is. */
async function faultOf(game: Game, label: string): Promise<string> {
  const field = game.page.getByLabel(label, { exact: true });
  const id = await until(`a fault at ${label}`, () => field.getAttribute('aria-describedby'));
  // In one look: the lobby may scroll between two.
  const [fault, gapPx] = await field.evaluate((element, faultId) => {
    const text = document.getElementById(faultId);
    const below = text?.getBoundingClientRect().top ?? NaN;
    return [text?.textContent ?? '', below - element.getBoundingClientRect().bottom] as const;
  }, id);
  expect(gapPx).toBeGreaterThanOrEqual(0);
  expect(gapPx).toBeLessThan(12);
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  return fault;
}

test('a fault of a yard that is to be hosted stands at its field: the name, the port, the taken port', async () => {
  await startServer(port);
  const ada = await Game.start('--name', 'Ada');
  const [name, portField] = [ada.page.getByLabel('Yard’s name'), ada.page.getByLabel('Port')];
  await name.fill('');
  await ada.press('Host a yard');
  expect(await faultOf(ada, 'Yard’s name')).toMatch(/^A name has 1 to 24 characters/);
  expect(await portField.getAttribute('aria-invalid')).toBe('false');
  await name.fill('Yard');
  await portField.fill('abc');
  await ada.press('Host a yard');
  expect(await faultOf(ada, 'Port')).toBe('A port is a whole number from 1 to 65535.');
  expect(await name.getAttribute('aria-invalid')).toBe('false');
  await portField.fill(String(port));
  // What is mended is wrong no more.
  expect(await portField.getAttribute('aria-invalid')).toBe('false');
  await ada.press('Host a yard');
  expect(await faultOf(ada, 'Port')).toMatch(`Port ${port} on 127.0.0.1 is taken`);
  await ada.press(/^Host at port \d+ instead$/);
  await ada.untilStatus('only you here');
});

test.each(['Host a yard', 'Join'])(
  'an empty name is said where it is, and not replaced by the one before: %s',
  async (button) => {
    await startServer(port, '--name', 'Test yard');
    const ada = await Game.start('--name', 'Ada');
    await ada.page.getByLabel('Port').fill(String(await freePort()));
    await ada.page.getByLabel('Join by address or invite').fill(`127.0.0.1:${port}`);
    const name = ada.page.getByLabel('Name', { exact: true });
    await name.fill(' ');
    await ada.page.getByRole('button', { name: button, exact: true }).click();
    expect(await faultOf(ada, 'Name')).toMatch(/^A name has 1 to 24 characters/);
    await until('the focus in the name', () => name.evaluate((field) => field === document.activeElement));
    await pause(300);
    expect([await ada.status(), await name.inputValue()]).toEqual(['', ' ']);
    await name.fill('Grace');
    await ada.page.getByRole('button', { name: button, exact: true }).click();
    await ada.untilStatus('only you here');
    await ada.press(button === 'Join' ? 'Leave' : 'Stop hosting');
    await ada.untilLobby();
    expect(await name.inputValue()).toBe('Grace');
  },
);

test('a notice in the lobby covers no button, however small the window', async () => {
  const server = await startServer(port, '--name', 'Test yard');
  const ada = await Game.start('--name', 'Ada', '--join', `tcp://127.0.0.1:${port}`);
  await ada.untilStatus('Test yard at');
  await server.stop('SIGTERM');
  await ada.untilAlert('Test yard was closed by its host.');
  for (const [width, height] of [
    [480, 360],
    [800, 600],
    [1200, 800],
  ] as const) {
    await ada.resize(width, height);
    const notice = await ada.page.getByRole('alert').first().boundingBox();
    const lobby = await ada.page.locator('.lobby').boundingBox();
    if (!notice || !lobby) throw new Error('There is no notice, or no lobby.');
    expect(lobby.y + lobby.height <= notice.y || notice.y + notice.height <= lobby.y).toBe(true);
    expect(notice.y).toBeGreaterThanOrEqual(0);
    expect(Math.max(lobby.y + lobby.height, notice.y + notice.height)).toBeLessThanOrEqual(height);
    expect(lobby.height).toBeGreaterThan(height / 2);
  }
});
