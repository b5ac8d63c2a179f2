/** What one forged packet in the name of another server, or one clock that is wrong, may do: nothing that lasts. */
import { packBundle } from '../../shared/protocol/bundles';
import { MemoryNetwork } from './bus.fixture';
import { nameOf, run, TestServer } from './cluster.fixture';
import { CLUSTER_TABLE, type ClusterMessage } from './messages';
import { SequenceGaps } from './sequence-gaps';

/** Two servers that are together, and somebody who publishes in the name of the second. */
function forged() {
  const network = new MemoryNetwork();
  const [a, b] = [new TestServer(network, 'a'), new TestServer(network, 'b')];
  const epoch = String(network.nowMs);
  run(network, [a, b], 3000);
  const bus = network.bus('x');
  const forge = (subject: string, sequence: number, ...messages: ClusterMessage[]): void => {
    const from = { address: '/cluster/from', server: nameOf('b'), epoch, sequence } as const;
    bus.publish(
      subject,
      packBundle(
        [from, ...messages].map((each) => CLUSTER_TABLE.encode(each)),
        network.nowMs,
      ),
    );
    run(network, [a, b], 25);
  };
  return { network, a, b, both: [a, b], bus, epoch, forge, subjects: a.cluster.subjects };
}

test('a number that is far ahead silences no server for longer than some of its packets', () => {
  const { network, a, b, both, forge, subjects } = forged();
  for (const subject of [subjects.events, subjects.digest, subjects.servers]) forge(subject, 1_000_000_000);
  forge(subjects.events, 1_000_000_001);
  // By then it has been asked for what was missed.
  run(network, both, 3000);
  b.join(7);
  run(network, both, 12_000);
  expect(a.remote.ids(b.name)).toEqual([7]);
  b.join(8);
  run(network, both, 50);
  expect(a.remote.ids(b.name)).toContain(7);
  expect(a.cluster.peers.partners).toHaveLength(1);
});

test('a player whose departure is forged with such a number is there again', () => {
  const { network, a, b, both, forge, subjects } = forged();
  b.join(7);
  run(network, both, 3000);
  forge(subjects.events, 1_000_000_000);
  const left = {
    address: '/cluster/player',
    id: 7,
    name: 'Thief',
    colour: '#e69f00',
    wantedName: 'Thief',
  } as const;
  forge(subjects.events, 1_000_000_001, { ...left, flags: 0, keyHash: '', identity: '', loginMs: '1' });
  expect(a.remote.known(b.name, 7)?.player.profile.name).toBe('Thief');
  for (let id = 10; id < 15; id++) b.join(id);
  run(network, both, 5000);
  expect(a.remote.known(b.name, 7)?.player.profile.name).not.toBe('Thief');
});

test('a server whose goodbye is forged is one of them again with its next heartbeat', () => {
  const { network, a, both, forge, subjects } = forged();
  forge(subjects.servers, 100, { address: '/cluster/leaving' });
  expect(a.cluster.peers.partners).toEqual([]);
  run(network, both, 5000);
  expect(a.cluster.peers.partners).toHaveLength(1);
});

test('numbers in a row that are far back are a new beginning; one of them, and what comes twice, is not', () => {
  const gaps = new SequenceGaps();
  const note = (...sequences: number[]) => sequences.map((sequence) => gaps.note('s', sequence));
  expect(note(100, 101, 50, 102, 51, 103)).toEqual(['next', 'next', 'repeated', 'next', 'repeated', 'next']);
  expect(note(98, 99, 100, 101, 102, 103)).toEqual(Array(6).fill('repeated'));
  expect(note(104, 7, 8, 9, 10, 11)).toEqual([
    ...['next', 'repeated', 'repeated', 'repeated'],
    ...['restarted', 'next'],
  ]);
});

test('who has logged in at a server whose clock is hours ahead, and goes on to one whose clock is right, is known at a third', () => {
  const network = new MemoryNetwork();
  const hours = 5 * 3_600_000;
  const [ahead, right, third] = [
    new TestServer(network, 'a', hours),
    new TestServer(network, 'b'),
    new TestServer(network, 'c'),
  ];
  run(network, [ahead, right, third], 3000);
  const ada = right.join(7);
  // As the yard has it: later than the login at the other one.
  ada.loginMs = network.nowMs + hours + 1;
  right.feed?.changed(ada);
  run(network, [ahead, right, third], 100);
  expect([ahead, third].map(({ remote }) => remote.ids(right.name))).toEqual([[7], [7]]);
  expect(third.cluster.counters.dropped.malformed).toBe(0);
});

test('packets for cells that are none are not remembered', () => {
  const { a, bus, epoch, network, subjects } = forged();
  const before = a.cluster.counters.dropped.refused;
  const note = jest.spyOn(SequenceGaps.prototype, 'note');
  const from = { address: '/cluster/from', server: nameOf('b'), epoch, sequence: 1 } as const;
  const packet = packBundle([CLUSTER_TABLE.encode(from)], network.nowMs);
  for (let row = 0; row < 1000; row++) bus.publish(subjects.cell({ column: 1, row: 100 + row }), packet);
  network.advance(network.nowMs);
  expect(note).not.toHaveBeenCalled();
  expect(a.cluster.counters.dropped.refused).toBe(before + 1000);
});
