import { isEmote, speechMs, wrapText } from './speech';

/** Each character is 10 px wide. */
const widthOf = (text: string) => 10 * Array.from(text).length;

test.each(['👋', ' 😀 ', '👩🏽‍🚀', '🇫🇷', '❤️', '1️⃣'])('"%s" is an emote', (text) => {
  expect(isEmote(text)).toBe(true);
});

test.each(['', 'a', '1', '👋👋', 'hi 👋', '#', '…'])('"%s" is a line of chat', (text) => {
  expect(isEmote(text)).toBe(false);
});

test('each code point is an emote where the emoji of Unicode have it, alone and with a variation selector', () => {
  const oneEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v');
  for (let code = 0; code <= 0x1ffff; code++) {
    // Between these there are Chinese characters, Hangul and halves of code points.
    if (code === 0x3400) code = 0x1f000;
    const character = String.fromCodePoint(code);
    // What is trimmed is another text.
    if (character.trim() === '') continue;
    for (const text of [character, `${character}\ufe0f`])
      if (isEmote(text) !== oneEmoji.test(text) && !isMinimallyQualified(text))
        throw new Error(`U+${code.toString(16)} in "${text}" is ${isEmote(text) ? 'one' : 'none'}`);
  }
});

/** An emoji in colour already, with a variation selector that says so once more: not recommended, but one nevertheless. */
function isMinimallyQualified(text: string): boolean {
  return /^\p{Emoji_Presentation}\ufe0f$/u.test(text);
}

test('the longer a line, the longer it is shown, up to a limit', () => {
  expect(speechMs('')).toBe(4000);
  expect(speechMs('0123456789')).toBe(4600);
  expect(speechMs('x'.repeat(200))).toBe(8000);
});

test('a text is broken between words', () => {
  expect(wrapText('one two three', 80, 3, widthOf)).toEqual(['one two', 'three']);
  expect(wrapText('short', 80, 3, widthOf)).toEqual(['short']);
});

test('a word that is too long is broken anywhere, but not inside a character', () => {
  expect(wrapText('go aaaaaaaaaaaa', 80, 3, widthOf)).toEqual(['go', 'aaaaaaaa', 'aaaa']);
  expect(wrapText('早上好早上好早上好早上好', 60, 3, widthOf)).toEqual(['早上好早上好', '早上好早上好']);
  const family = '👩‍👩‍👧';
  expect(wrapText(family.repeat(3), 60, 3, widthOf)).toEqual([family, family, family]);
});

test('what does not fit is left out, and that is shown', () => {
  const lines = wrapText('one two three four five six', 60, 3, widthOf);
  expect(lines).toEqual(['one', 'two', 'three…']);
  for (const line of wrapText('x'.repeat(200), 80, 3, widthOf)) expect(widthOf(line)).toBeLessThanOrEqual(80);
});

test('blanks alone are no lines', () => {
  expect(wrapText('   ', 80, 3, widthOf)).toEqual([]);
});
