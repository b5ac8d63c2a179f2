import { YardServers } from './yard-servers';

const KEY = 'A'.repeat(43);
const OTHER_KEY = `${'A'.repeat(42)}E`;
const TICKET = 'A'.repeat(22);
const HERE = 'tcp://192.168.1.20:5557';
const first = () => 0;

/** Which servers are tried after what was told at `from`. */
function triedAfter(from: string, ...entries: string[]): string[] {
  const servers = new YardServers();
  servers.learn(from, [from.split('&')[0], ...entries].join(' '));
  return servers.inTurn(first);
}

test('the others are tried by rising load, this one and what is told twice left out', () => {
  const [a, b] = ['tcp://192.168.1.30:6000', 'tcp://203.0.113.9:5557'];
  expect(triedAfter(HERE, a, b, a, HERE)).toEqual([a, b]);
});

test('what a server says of itself counts for nothing, since it was reached otherwise', () => {
  const servers = new YardServers();
  servers.learn('tcp://yard.example:5557', 'tcp://10.0.0.1:5557 tcp://203.0.113.9:5557');
  expect(servers.inTurn(first)).toEqual(['tcp://203.0.113.9:5557']);
});

test.each([
  ['127.0.1.1', ['tcp://127.0.0.1:6000', 'tcp://10.0.0.1:6000', 'tcp://203.0.113.9:6000']],
  ['10.0.0.2', ['tcp://10.0.0.1:6000', 'tcp://203.0.113.9:6000']],
  [undefined, ['tcp://203.0.113.9:6000']],
])('of a name that was connected to by %s others are as near as that and not nearer', (reached, tried) => {
  const servers = new YardServers();
  const list = 'tcp://127.0.0.1:6000 tcp://10.0.0.1:6000 tcp://203.0.113.9:6000';
  servers.learn('tcp://yard.example:5557', `tcp://127.0.1.1:5557 ${list}`, reached);
  expect(servers.inTurn(first)).toEqual(tried);
});

test('in a secured yard others have the same key, and the ticket is shown to them too', () => {
  const other = 'tcp://192.168.1.30:6000';
  expect(triedAfter(`${HERE}?key=${KEY}&ticket=${TICKET}`, `${other}?key=${KEY}`)).toEqual([
    `${other}?key=${KEY}&ticket=${TICKET}`,
  ]);
});

test.each([
  ['out of a secured yard into an open one', `${HERE}?key=${KEY}`, 'tcp://192.168.1.30:6000'],
  ['to another key', `${HERE}?key=${KEY}`, `tcp://192.168.1.30:6000?key=${OTHER_KEY}`],
  ['out of an open yard to a key', HERE, `tcp://192.168.1.30:6000?key=${KEY}`],
  ['to a name', HERE, 'tcp://evil.example:6379'],
  ['from a network to a port of the own computer', HERE, 'tcp://127.0.0.1:6379'],
  ['the same as IPv6', HERE, 'tcp://[::1]:6379'],
  ['from outside into the own network', 'tcp://203.0.113.9:5557', 'tcp://192.168.1.1:80'],
])('a server leads nobody %s, and to the rest of its list it does', (_, from, entry) => {
  const key = from.split('?')[1];
  const good = `tcp://198.51.100.7:6000${key === undefined ? '' : `?${key}`}`;
  expect(triedAfter(from, entry, good)).toEqual([good]);
});

test.each([
  ['a thousand entries', Array.from({ length: 1000 }, (_, i) => `tcp://192.168.1.30:${1000 + i}`)],
  ['a port that is none', ['tcp://192.168.1.30:0']],
  ['an address in an unusual form', ['tcp://127.1:6379']],
])('a list with %s is passed over, and the one before counts', (_, entries) => {
  const servers = new YardServers();
  servers.learn(HERE, `${HERE} tcp://192.168.1.40:5557`);
  servers.learn(HERE, [HERE, 'tcp://192.168.1.30:6000', ...entries].join(' '));
  expect(servers.inTurn(first)).toEqual(['tcp://192.168.1.40:5557']);
});

test('at another server the one before is one of the others, until that one says who they are', () => {
  const [a, b] = ['tcp://192.168.1.30:6000', 'tcp://192.168.1.40:6000'];
  const servers = new YardServers();
  servers.learn(HERE, `${HERE} ${a} ${b}`);
  servers.follow(HERE, a, 0);
  expect(servers.inTurn(first)).toEqual([b, HERE]);
  servers.learn(a, `${a} ${b}`);
  expect(servers.inTurn(first)).toEqual([b]);
});

test('three times in a minute one goes on, and then waits', () => {
  const servers = new YardServers();
  for (const atMs of [0, 10_000, 20_000]) {
    expect(servers.waitMs(atMs)).toBe(0);
    servers.follow(HERE, 'tcp://192.168.1.30:6000', atMs);
  }
  expect(servers.waitMs(30_000)).toBe(30_000);
  expect(servers.waitMs(60_000)).toBe(0);
});

test('of a thousand who lose one server of five most come to one of the freer ones, and not all to the same', () => {
  const others = [1, 2, 3, 4].map((n) => `tcp://192.168.1.3${n}:5557`);
  const servers = new YardServers();
  servers.learn(HERE, [HERE, ...others].join(' '));
  let seed = 1;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const counts = others.map(() => 0);
  for (let i = 0; i < 1000; i++) {
    const turns = servers.inTurn(random);
    expect([...turns].sort()).toEqual(others);
    const place = others.indexOf(turns[0] ?? '');
    counts[place] = (counts[place] ?? 0) + 1;
  }
  // Of two at random the better one of n: (2 (n - i) - 1) / n².
  [7, 5, 3, 1].forEach((share, i) =>
    expect(Math.abs((counts[i] ?? 0) - (1000 * share) / 16)).toBeLessThan(60),
  );
});
