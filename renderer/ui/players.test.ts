import { listPlayers } from './players';

const of = (name: string) => ({ name, colour: '#e69f00' });

test('everybody stands by name, you among them, as people sort names', () => {
  const others = new Map([
    [3, of('walker 10')],
    [4, of('Walker 9')],
    [5, of('Émile')],
    [6, of('Zoe')],
  ]);
  const list = listPlayers(of('Fay'), others);
  expect(list.map(({ name }) => name)).toEqual(['Émile', 'Fay', 'Walker 9', 'walker 10', 'Zoe']);
  expect(list.find(({ name }) => name === 'Fay')).toEqual({ ...of('Fay'), id: undefined, label: 'you' });
});

test('who gave no name is a guest', () => {
  const list = listPlayers(of('Ada'), new Map([[7, of('Guest 7')], [8, of('Guest 9')]])); // prettier-ignore
  expect(list.map(({ label }) => label)).toEqual(['you', 'guest', undefined]);
});

test('a spectator is not among them', () => {
  expect(listPlayers(undefined, new Map([[7, of('Ada')]])).map(({ name }) => name)).toEqual(['Ada']);
});
