import { FIRST_CHOICES } from '../shared/hosted-yard';
import { choicesAfter, healChoices } from './choices';

const PLAN = { name: 'Attic', reach: 'network', access: 'ask', port: 7000, size: 'large' } as const;

test('the name, the reach, the port, the size and who may come in are those of the last yard', () => {
  expect(choicesAfter(FIRST_CHOICES, PLAN, 'Ada')).toEqual({
    ...{ name: 'Attic', reach: 'network', port: 7000, size: 'large' },
    access: { computer: 'open', network: 'ask' },
  });
});

test('a yard that is named after its host is so the next time, whatever they are called by then', () => {
  expect(choicesAfter(FIRST_CHOICES, { ...PLAN, name: ' Ada’s yard ' }, 'Ada').name).toBeUndefined();
});

test('that one’s own computer may come in openly opens nothing to a network', () => {
  const choices = choicesAfter(FIRST_CHOICES, { ...PLAN, reach: 'computer', access: 'open' }, 'Ada');
  expect(choices.access).toEqual({ computer: 'open', network: 'secured' });
});

test('each value that makes no sense is as it is at the first time, and the others are kept', () => {
  const stored = {
    name: 'Attic',
    reach: 'network',
    access: { network: 'invited' },
    port: 7000,
    size: 'large',
  };
  const whole = healChoices(stored);
  expect(whole).toEqual({ ...stored, access: { computer: 'open', network: 'invited' } });
  for (const [key, wrong] of Object.entries({
    ...{ name: ' \u0000 ', reach: 'world', port: 70_000.5, size: 'endless' },
    access: { network: 'toString' },
  }))
    expect(healChoices({ ...stored, [key]: wrong })).toEqual({
      ...whole,
      [key]: FIRST_CHOICES[key as keyof typeof FIRST_CHOICES],
    });
  expect(healChoices({})).toEqual(FIRST_CHOICES);
});
