import { Connections } from './connections';

const counted = (n: number) => Buffer.from([0, 0, 0, 0, n]);

test('a connection is the same peer each time, until it is closed', () => {
  const connections = new Connections(100);
  const ada = connections.of(counted(1), 0);
  const grace = connections.of(counted(2), 0);
  expect(connections.of(counted(1), 1)).toBe(ada);
  expect([...connections]).toEqual([ada, grace]);
  connections.delete(ada);
  expect([...connections]).toEqual([grace]);
  expect(connections.of(counted(1), 2)).not.toBe(ada);
});

test('ids that peers bring along are told apart, whatever is in them', () => {
  const connections = new Connections(100);
  const ids = ['1', '\0\0\0\0\0\x01', '\x01\0\0\0\x01', '\0\0\0\x01', '\xff', 'Ada'].map((id) =>
    Buffer.from(id, 'latin1'),
  );
  expect(new Set([counted(1), ...ids].map((id) => connections.of(id, 0))).size).toBe(ids.length + 1);
});
