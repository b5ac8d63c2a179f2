import { MESSAGE_MAX_BYTES } from '../../../../shared/config';
import { CurveClient, framesIn } from './curve-client.fixture';
import { joined, refusal } from './curve-session.fixture';

test('a message leaves as two boxes, of the delimiter and of the payload, each under a nonce of its own', () => {
  const { recorded, client } = joined();
  const { framing } = recorded.session;
  for (const bytes of [0, 1, 221, 222, 223, 4000, 100_000]) {
    const payload = Buffer.alloc(bytes, 'p');
    const target = Buffer.alloc(framing.messageBytes(bytes) + 8, 0xee);
    framing.putMessage(target, 3, payload);
    const frames = framesIn(target.subarray(3, -5));
    expect(frames.map((body) => client.unsealed(body))).toEqual([
      Buffer.of(1),
      Buffer.concat([Buffer.of(0), payload]),
    ]);
    expect(target.subarray(0, 3)).toEqual(Buffer.alloc(3, 0xee));
    expect(target.subarray(-5)).toEqual(Buffer.alloc(5, 0xee));
    expect(frames[0]?.subarray(8, 16)).not.toEqual(frames[1]?.subarray(8, 16));
  }
});

test('a MESSAGE that comes again, or after a later one, ends the connection', () => {
  const { recorded, client } = joined();
  const [one, two] = [client.message('one'), client.message('two')];
  recorded.receive(one);
  refusal(recorded, one);
  const late = joined();
  const [first, second] = [late.client.message('one'), late.client.message('two')];
  late.recorded.receive(second);
  refusal(late.recorded, first);
  expect([recorded.told, late.recorded.told, two.length]).toEqual([
    ['opened', 'one'],
    ['opened', 'two'],
    one.length,
  ]);
  const skipping = joined();
  skipping.client.nonce = 2n ** 63n;
  skipping.recorded.receive(skipping.client.message('far'));
  skipping.client.nonce = 2n ** 32n;
  refusal(skipping.recorded, skipping.client.message('back'));
});

test.each<[string, (client: CurveClient) => Buffer[]]>([
  ['a third frame', (client) => [client.message('', 'a', 'b')]],
  [
    'a command between two frames',
    (client) => [client.sealed(1, Buffer.alloc(0)), client.command('PING', Buffer.alloc(2))],
  ],
  ['a command with a frame behind it', (client) => [client.sealed(3, Buffer.from('\x04PING'))]],
  ['flags that there are not', (client) => [client.sealed(8, Buffer.alloc(0))]],
  ['a MESSAGE of two outer frames', (client) => [client.sealed(0, Buffer.alloc(0), 1), client.message('x')]],
  [
    'two frames that are too long together',
    (client) => [client.message('x', Buffer.alloc(MESSAGE_MAX_BYTES))],
  ],
  ['one frame that is too long', (client) => [client.message(Buffer.alloc(MESSAGE_MAX_BYTES + 1))]],
  ['a command that is too long', (client) => [client.command('x', Buffer.alloc(1100))]],
  ['an ERROR', (client) => [client.command('ERROR', Buffer.of(0))]],
  ['a message in the clear', () => [Buffer.of(0, 2, 104, 105)]],
])('refuses %s', (_, pieces) => {
  const { recorded, client } = joined();
  refusal(recorded, ...pieces(client));
  expect(recorded.told).toEqual(['opened']);
});

test('a MESSAGE that is sent as a command, as the RFC has it, is taken too', () => {
  const { recorded, client } = joined();
  recorded.receive(client.sealed(1, Buffer.alloc(0), 4), client.sealed(0, Buffer.from('hello'), 4));
  expect(recorded.told).toEqual(['opened', 'hello']);
});

test('a silent peer is asked for a sign of life inside a box', () => {
  const { recorded, client } = joined();
  for (let tick = 0; tick < 3; tick++) recorded.session.tick();
  expect(client.unsealed(recorded.replies.at(-1) ?? Buffer.alloc(0)).toString('latin1')).toBe(
    '\x02\x04PING\0\0',
  );
});
