import { withRecent } from './recent';

const yard = (n: number) => ({ name: `Yard ${n}`, address: `tcp://10.0.0.${n}:5557` });

test('the latest is first, each address is there once, and only a few are kept', () => {
  const recent = [1, 2, 3, 4, 5, 6, 3].reduce<ReturnType<typeof yard>[]>(
    (all, n) => withRecent(all, yard(n)),
    [],
  );
  expect(recent).toEqual([3, 6, 5, 4, 2].map(yard));
  expect(withRecent(recent, { ...yard(6), name: 'New name' })[0]).toEqual({ ...yard(6), name: 'New name' });
});
