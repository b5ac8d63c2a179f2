/** docs/games.md shows a whole game and its test: those of the project. */
import { readFileSync } from 'node:fs';
import { GAME_NAMES } from '../server/games/games';

const document = readFileSync('docs/games.md', 'utf8');

test.each(['server/games/ghosts.ts', 'server/games/ghosts.test.ts'])('%s is shown as it is', (path) => {
  const blocks = Array.from(document.matchAll(/^```ts\n(.*?)^```$/gms), ([, code]) => code);
  expect(blocks).toContain(readFileSync(path, 'utf8'));
});

test('all games are in the list', () => {
  const listed = Array.from(document.matchAll(/^\| `([a-z-]+)` /gm), ([, name]) => name);
  expect(listed).toEqual(GAME_NAMES);
});
