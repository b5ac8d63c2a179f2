/** One English: British, but for what a platform, a library or a title spells otherwise. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** CSS and HTML, Electron, Pixi, the web manifest, terminals, nipplejs, fonts, a title, and what version 0.1.0 stored. */
const THEIRS =
  /hasColors|NO_COLOR|colorize|background_?[cC]olor|theme[_-]color|type="color"|style=\{\{ color:|color: \{ back:|(?:Noto|Apple|noto-)[ -]?[cC]olor[ -][eE]moji|Color Universal Design|0\.1\.0.*color|color\?: string|profile\??\.color\b|\bcolor, colour = color\b|color: '#e69f00' \} \};|dynamicProperties: \{[^}]*color: true/;

test('it is colour in all words and names of our own', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs', '*.mts', '*.md', '*.html'], {
    encoding: 'utf8',
  });
  const ours = files.split('\n').filter((file) => !/^$|^CHANGELOG\.md$|^tests\/spelling/.test(file));
  expect(ours.length).toBeGreaterThan(300);
  const american = ours.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /color/i.test(line) && !THEIRS.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(american).toEqual([]);
});
