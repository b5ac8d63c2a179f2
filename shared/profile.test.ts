import { cleanText, validateColour, validateName, PALETTE, paletteColour, validateChatLine } from './profile';

test('control characters and outer blanks are not part of a name', () => {
  expect(cleanText(' \u0007Zo\u0000ë\n ')).toBe('Zoë');
});

test.each(['A', 'Zoë', '🦊'.repeat(24)])('%s is a name', (name) => {
  expect(validateName(name)).toBeUndefined();
});

test('an empty and an overlong name say how long a name is', () => {
  expect(validateName('')).toBe('A name has 1 to 24 characters; this one has 0.');
  expect(validateName('x'.repeat(25))).toBe('A name has 1 to 24 characters; this one has 25.');
});

test('a line of chat has one to 200 characters', () => {
  for (const right of ['x', '🦊'.repeat(200)]) expect(validateChatLine(right)).toBeUndefined();
  for (const wrong of ['', 'x'.repeat(201)]) expect(validateChatLine(wrong)).toMatch('1 to 200 characters');
});

test('colours are #rrggbb', () => {
  expect(validateColour('#E69f00')).toBeUndefined();
  for (const wrong of ['red', '#fff', '#12345g', '#1234567', ''])
    expect(validateColour(wrong)).toMatch('#rrggbb');
});

test('the palette repeats, also below zero', () => {
  expect(paletteColour(9)).toBe(PALETTE[1]);
  expect(paletteColour(-1)).toBe(PALETTE[1]);
});
