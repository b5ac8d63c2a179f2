import fc from 'fast-check';
import { validateChatLine, validateName } from './profile';
import { cleanText, escapeUnprintable, foldText, isolated, quoted } from './text';

test('what turns the direction of a sentence is no part of a name', () => {
  const overrides = '\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C';
  for (const override of overrides) expect(cleanText(`A${override}da`)).toBe('Ada');
  expect(cleanText(isolated('Ada'))).toBe('Ada');
});

test.each([
  ['a zero-width space', '\u200B'],
  ['a joiner between letters', '\u200D'],
  ['a soft hyphen', '\u00AD'],
  ['a byte order mark', '\uFEFF'],
  ['a Hangul filler, which is a letter', '\u3164'],
  ['a variation selector without an emoji', '\uFE0F'],
  ['a tag', '\u{E0041}'],
  ['an annotation', '\uFFF9'],
  ['a control character', '\u001B'],
  ['private use', '\uE000'],
  ['half of a surrogate pair', '\uD83D'],
])('%s is no part of a name, and alone it is none', (_, invisible) => {
  expect(cleanText(`Zo${invisible}ë`)).toBe('Zoë');
  expect(validateName(cleanText(invisible))).toMatch('1 to 24 characters');
  expect(validateChatLine(cleanText(invisible.repeat(3)))).toMatch('1 to 200 characters');
});

test('a name and a line need one visible character: marks and blanks of whatever kind are none', () => {
  for (const unseen of ['\u0301', '\u0301 \u0302', '\u{13441}\u0301'])
    for (const validate of [validateName, validateChatLine])
      expect(validate(cleanText(unseen))).toMatch('at least one character that can be seen');
  for (const blank of ['\u00A0', '\u3000', '\u2800', '\u2028', '\u{1D159}', '\u{13442}'])
    expect(cleanText(`${blank}Ada${blank}Lovelace${blank}`)).toBe('Ada Lovelace');
  for (const seen of ['A', '7', '!', '🦊', '한', 'é']) expect(validateName(seen)).toBeUndefined();
});

test.each(['❤️', '👩‍🚀', '🏳️‍🌈', '👩🏽‍❤️‍💋‍👨🏿', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇳🇱', '👍🏽'])('%s stays as it is', (emoji) => {
  expect(cleanText(`a${emoji}b`)).toBe(`a${emoji}b`);
});

test('joiners around an emoji and not in it are stripped', () => {
  expect(cleanText('\u200D🦊\u200D\uFE0F a\uFE0F')).toBe('🦊 a');
  expect(cleanText('🏴\u{E0067}\u{E007F}')).toBe('🏴');
});

test('a letter keeps two marks, of however many', () => {
  expect(cleanText(`Z${'\u0351'.repeat(20)}oe\u0308\u0301\u0302`)).toBe('Z\u0351\u0351oe\u0308\u0301');
  expect(cleanText(`กิ${'\u0E49'.repeat(9)}`)).toBe('กิ้');
  expect(cleanText(`a\u0488\u0489\u20DD`)).toBe('a\u0488\u0489');
});

test.each([
  'Zoë',
  'Nguyễn',
  'Nguyễn'.normalize('NFD'),
  'चीज़ें',
  'မြန်မာ',
  'ภูมิใจ',
  'مُحَمَّد',
  'Łukasz',
  '한국',
  '山田',
])('%s is written as it is', (name) => expect(cleanText(name)).toBe(name));

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('a1 \u200D\uFE0F\u20E3\u0301\u093C\u202E\t\u2800👩🏽🏴\u{E0067}\u{E007F}❤'),
    ),
  }),
);

test('what was cleaned once stays as it is, and holds nothing that turns or hides', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const clean = cleanText(text);
      expect(cleanText(clean)).toBe(clean);
      expect(clean).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u200B\u3164]|[\u0300-\u036F]{3}|[\u00A0\t]|^ | $/u);
    }),
  );
});

test('names that read as one are one', () => {
  for (const [one, other] of [
    ['Root', 'ROOT'],
    ['Ｒoot', 'root'],
    ['Zoë', 'ZOE\u0308'],
    ['Straße', 'STRASSE'],
    ['Ada  Lovelace', 'Ada\u3000Lovelace'],
    ['ΟΔΟΣ', 'οδος'],
    ['Root 😀', 'Root 😀\uFE0F'],
    ['Root 😀😀', 'Root 😀\u200D😀'],
    ['Root 🏴', 'Root 🏴\u{E007A}\u{E007A}\u{E007A}\u{E007F}'],
  ] as const)
    expect(foldText(one)).toBe(foldText(other));
  expect(foldText('Root')).not.toBe(foldText('Root 2'));
});

test('a line for a terminal holds no command to it', () => {
  expect(escapeUnprintable('a\u001B[2Jb\u202E\u{E0041}')).toBe('a\\u001b[2Jb\\u202e\\u{e0041}');
  expect(quoted('Ada". "\\')).toBe('"Ada\\". \\"\\\\"');
  expect(quoted('Zoë 🦊')).toBe('"Zoë 🦊"');
});
