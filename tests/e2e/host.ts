import { until } from '../support/until';
import type { Game } from './game';

/**
 * Opens a yard with a name of its own: other tests announce yards on this machine too. Resolves with the name.
 * @param access who may come in, by its label in the form; undefined for what is chosen there
 */
export async function host(
  game: Game,
  port: number,
  yard = `Yard ${port}`,
  access?: string,
): Promise<string> {
  await game.page.getByLabel('Yard’s name').fill(yard);
  await game.page.getByLabel('Port').fill(String(port));
  if (access !== undefined) await game.page.getByText(access, { exact: true }).click();
  await game.press('Host a yard');
  await game.untilStatus(`${yard} at tcp://127.0.0.1:${port}`);
  return yard;
}

/** Enter says that the yard is to be closed all the same. */
export async function confirmClosing(game: Game, question = 'in your yard'): Promise<void> {
  const dialog = game.page.getByRole('alertdialog', { name: question });
  await dialog.waitFor();
  // It is seen a moment before it has the keys; until then Enter is what opened it.
  await until('the question to have the keys', () =>
    dialog.evaluate((element) => element.contains(document.activeElement)),
  );
  await game.page.keyboard.press('Enter');
}
