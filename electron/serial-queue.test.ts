import { SerialQueue } from './serial-queue';

test('an operation begins when the one before has ended, also when that failed', async () => {
  const queue = new SerialQueue();
  const log: string[] = [];
  const operation =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const first = queue.add(operation('first', true));
  const second = queue.add(operation('second'));
  await expect(first).rejects.toThrow('first');
  expect(await second).toBe('second');
  expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});
