import { splitGraphemes, splitPlainly } from './graphemes';

const TEXTS = [
  '',
  'Ada',
  'é e\u0301 ñ n\u0303',
  '早上好',
  '👩‍👩‍👧👩🏽‍🚀',
  '🇫🇷🇩🇪🇫',
  '❤️1️⃣👍🏿',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}!',
];

test.each(TEXTS)('without Intl.Segmenter "%s" is broken in the same places', (text) => {
  expect(splitPlainly(text)).toEqual(splitGraphemes(text));
});

test('nothing is lost or added, whatever the text', () => {
  const odd = '\u200d\u0301a\u200d\ufe0f🇫\ud800';
  expect(splitPlainly(odd).join('')).toBe(odd);
});
