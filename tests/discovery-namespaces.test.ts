/**
 * Discovery between two machines, played by network namespaces that are joined by two cables: nothing leaves them. Where
 * namespaces cannot be made the tests are skipped, and the name of the skip says why.
 */
import { insideNamespace, ip } from './support/namespaces';
import { killAll, Program } from './support/programs';
import { until } from './support/until';

const PORT = 5557;
const [HOST, GUEST] = [`zy-host-${process.pid}`, `zy-guest-${process.pid}`];

/** Joins the two by a cable whose ends are 10.99.N.1 and 10.99.N.2. */
function joinBy(n: number): string | undefined {
  const [a, b] = [`zy${process.pid % 10_000}a${n}`, `zy${process.pid % 10_000}b${n}`];
  return (
    ip('-n', HOST, 'link', 'add', a, 'type', 'veth', 'peer', 'name', b, 'netns', GUEST) ??
    ip('-n', HOST, 'addr', 'add', `10.99.${n}.1/24`, 'dev', a) ??
    ip('-n', GUEST, 'addr', 'add', `10.99.${n}.2/24`, 'dev', b) ??
    ip('-n', HOST, 'link', 'set', a, 'up') ??
    ip('-n', GUEST, 'link', 'set', b, 'up')
  );
}

function makeNetwork(): string | undefined {
  for (const namespace of [HOST, GUEST]) {
    const fault = ip('netns', 'add', namespace) ?? ip('-n', namespace, 'link', 'set', 'lo', 'up');
    if (fault !== undefined) return fault;
  }
  return joinBy(1) ?? joinBy(2);
}

const obstacle = makeNetwork();
if (obstacle !== undefined) console.warn(`Discovery between namespaces is not tested: ${obstacle}`);
const testInNamespaces = obstacle === undefined ? test : test.skip;
const why = obstacle === undefined ? '' : ` (skipped: no network namespaces here: ${obstacle})`;

afterEach(killAll);
afterAll(() => {
  for (const namespace of [HOST, GUEST]) ip('netns', 'delete', namespace);
});

/** A yard for the whole network. */
function open(name: string, yardPort: number): Program {
  const yard = ['--name', name, '--port', String(yardPort)];
  return new Program('server', ['--host', '0.0.0.0', '--announce', ...yard], insideNamespace(HOST));
}

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  testInNamespaces(
    `a yard is found on both machines, once, and is gone after its ${signal === 'SIGTERM' ? 'goodbye' : 'silence'}${why}`,
    async () => {
      const finders = [HOST, GUEST].map((namespace) => new Program('find', [], insideNamespace(namespace)));
      const untilFound = async (name: string) => {
        for (const finder of finders)
          await until(name, () => new RegExp(`^here .*${name}`, 'm').test(finder.output));
      };
      // Found first and named first, it is gone first where two are gone at once.
      const silent = open('A silent yard', PORT + 2);
      await untilFound('A silent yard');
      const server = open('Far yard', PORT);
      await untilFound('Far yard');
      const joined = new Program('player', ['--join', `tcp://10.99.1.1:${PORT}`], insideNamespace(GUEST));
      for (const finder of finders)
        await until('the player', () => finder.output.includes('1 of 64 players'));
      await joined.stop('SIGTERM');
      await silent.stop('SIGKILL');
      await server.stop(signal);
      for (const finder of finders)
        await until('it to be gone', () => /^gone .*Far yard/m.test(finder.output));
      for (const { output } of finders) {
        expect(new Set(output.match(/tcp:\/\/10\.99\.[12]\.1:5557/g)).size).toBe(1);
        expect(output.match(/^gone .*Far yard/gm)).toHaveLength(1);
        // A goodbye is sooner than the silence of one that was killed before.
        const earlier = output.slice(0, output.search(/^gone .*Far yard/m));
        if (signal === 'SIGTERM') expect(earlier).not.toMatch(/^gone .*silent yard/m);
      }
    },
  );
}
