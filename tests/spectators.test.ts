/** Who looks on at a real server: a plain Dealer by the document, and our own by `npm run player -- --watch`. */
import { freePort } from './support/free-port';
import { HostedServer } from './support/hosted-server';
import { killAll, Program } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { until } from './support/until';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  closePeers();
  await killAll();
});

test('spectators are told who comes, walks, speaks and goes, are counted by the host, and come back to a new server', async () => {
  const server = await HostedServer.start(port);
  const watcher = new Program('player', ['--watch', '--join', `127.0.0.1:${port}`]);
  const said = (line: string) =>
    until(`the watcher to print ${line}; it printed ${watcher.output} ${watcher.errors}`, () =>
      watcher.output.split('\n').includes(line),
    );
  await said('Looking on at the yard "My yard".');
  const spectator = new RawPeer(port);
  await spectator.send({ address: '/watch', protocol: 2 });
  expect((await spectator.until('/yard')).id).toBe(0);

  const ada = new RawPeer(port);
  const id = await ada.introduce('Ada');
  await said('"Ada" is here.');
  expect(await spectator.until('/player/profile')).toMatchObject({ id, name: 'Ada' });
  await ada.send({ address: '/motion', x: 300, y: 200, vx: 240, vy: 0 });
  expect(Array.from((await spectator.until('/motions')).ids)).toEqual([id]);
  await ada.send({ address: '/say', text: 'Is anybody looking?' });
  await said('"Ada": Is anybody looking?');
  expect((await server.order('list')).msg).toBe(`1 here: ${id} "Ada". 2 look on.`);
  expect(ada.messages().filter(({ address }) => address === '/player/profile')).toEqual([]);
  await ada.send({ address: '/leave' });
  await said('"Ada" left.');

  await server.program.stop('SIGKILL');
  await HostedServer.start(port);
  const grace = new RawPeer(port);
  await grace.introduce('Grace');
  await said('"Grace" is here.');
  expect(await watcher.stop('SIGINT')).toBe(0);
  expect(watcher.output).toMatch(/^\d+ motions? of one player\.$/m);
});

test('when the yard closes they are told so, and what is for players alone is refused with a sentence', async () => {
  const server = await HostedServer.start(port);
  const watcher = new Program('player', ['--watch', '--join', `127.0.0.1:${port}`]);
  await until('the watcher to look on', () => watcher.output.includes('Looking on'));
  const wrong = new Program('player', ['--watch', '--count', '2', '--join', `127.0.0.1:${port}`]);
  expect([await wrong.exit(), wrong.errors.includes('--count is for players')]).toEqual([2, true]);
  await server.program.stop('SIGTERM');
  expect(await watcher.exit()).toBe(0);
  expect(watcher.output).toContain('My yard was closed by its host.');
});
