/** What somebody on the way between a player and a server can read. */
import { YardClient } from '../client/yard-client';
import { freePort } from './support/free-port';
import { killAll, startServerInside } from './support/programs';
import { closeProxies, Proxy } from './support/proxy';
import { keysFolder, TEST_KEYS } from './support/secured';
import { pause, until } from './support/until';

let port: number;
const clients: YardClient[] = [];
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.leave();
  closeProxies();
  await killAll();
});

/** Whether bytes hold one of these on the wire, in either byte order. */
function leaks(bytes: Buffer, texts: readonly string[], numbers: readonly number[]): string[] {
  const forms = numbers.flatMap((x) => {
    const [big, little] = [Buffer.alloc(4), Buffer.alloc(4)];
    big.writeFloatBE(x);
    little.writeFloatLE(x);
    return [big, little];
  });
  return [
    ...texts.filter((text) => bytes.includes(text)),
    ...forms.filter((form) => bytes.includes(form)).map((form) => form.toString('hex')),
  ];
}

test.each([
  ['zmtp', true],
  ['zeromq', true],
  ['zmtp', false],
] as const)(
  'between a player and the Router %s, secured: %p, names, chat and places are hidden or not',
  async (transport, isSecured) => {
    const security = isSecured ? ['--keys', keysFolder()] : [];
    await startServerInside([], port, '--transport', transport, ...security);
    const proxy = await Proxy.open(port);
    const said: string[] = [];
    const [ada] = ['Ada-Lovelace', 'Grace-Hopper'].map((name) => {
      const target = `tcp://127.0.0.1:${proxy.port}${isSecured ? `?key=${TEST_KEYS.publicKey}` : ''}`;
      const client = new YardClient(
        target,
        { name, colour: '#e69f00' },
        {
          onMessage: (message) => message.address === '/player/said' && said.push(message.text),
          onState: (state) => state === 'present' && client.move({ x: 1234.5, y: 567.25, vx: 0, vy: 0 }),
        },
      );
      clients.push(client);
      return client;
    });
    await until('a line to arrive', async () => {
      ada?.say('The Analytical Engine');
      await pause(300);
      return said.length > 0;
    });
    const texts = [
      'Ada-Lovelace',
      'Grace-Hopper',
      'Analytical',
      '/motion',
      '/profile',
      '/player',
      'Socket-Type',
    ];
    const found = [proxy.fromPeers, proxy.fromServer].map((bytes) => leaks(bytes, texts, [1234.5, 567.25]));
    if (isSecured) expect(found).toEqual([[], []]);
    // The same search finds them all where nothing is sealed.
    else
      expect(found).toEqual([
        [
          'Ada-Lovelace',
          'Grace-Hopper',
          'Analytical',
          '/motion',
          '/profile',
          'Socket-Type',
          '449a5000',
          '440dd000',
        ],
        expect.arrayContaining([
          'Ada-Lovelace',
          'Grace-Hopper',
          'Analytical',
          '/player',
          '449a5000',
          '440dd000',
        ]),
      ]);
    const { length } = proxy.fromServer;
    await until('packets', () => proxy.fromServer.length > length);
  },
);
