import type { Game } from './game';

/** Opens a yard with a name of its own: other tests announce yards on this machine too. Resolves with the name. */
export async function host(game: Game, port: number, yard = `Yard ${port}`): Promise<string> {
  await game.page.getByLabel('Yard’s name').fill(yard);
  await game.page.getByLabel('Port').fill(String(port));
  await game.press('Host a yard');
  await game.untilStatus(`${yard} at tcp://127.0.0.1:${port}`);
  return yard;
}

/** Enter says that the yard is to be closed all the same. */
export async function confirmClosing(game: Game, question = 'in your yard'): Promise<void> {
  await game.page.getByRole('alertdialog', { name: question }).waitFor();
  await game.page.keyboard.press('Enter');
}
