/** The host's words on a server's standard input, and what it is when that is none, ends, or is full of nonsense. */
import { freePort } from './support/free-port';
import { HostedServer } from './support/hosted-server';
import { killAll, Program, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  closePeers();
  await killAll();
});

test('list, say, kick, mute, unmute, lock and unlock, in an open yard', async () => {
  const server = await HostedServer.start(port);
  const [ada, grace] = [await server.peer('Ada'), await server.peer('Grace')];
  const [adasId, gracesId] = [await ada.enter(), await grace.enter()];
  expect((await server.order('list')).msg).toBe(`2 here: ${adasId} "Ada", ${gracesId} "Grace".`);
  expect((await server.order('say Supper is ready')).msg).toBe('Told to 2, as the host’s.');
  for (const peer of [ada, grace])
    expect(await peer.until('/player/said')).toMatchObject({ id: 0, text: 'Supper is ready' });

  expect((await server.order(`mute ${adasId}`)).isError).toBe(false);
  await ada.send({ address: '/say', text: 'unheard' });
  await ada.until('/player/said', ({ text }) => text.startsWith('Nobody is told what you say'));
  await server.order(`unmute ${adasId}`);
  await ada.send({ address: '/say', text: 'heard' });
  await grace.until('/player/said', ({ text }) => text === 'heard');
  expect(JSON.stringify(grace.messages())).not.toContain('unheard');

  await server.order('lock');
  const late = await server.peer('Edsger');
  expect(await late.untilRefused('locked')).toBe('This yard is locked: nobody new comes in for now.');
  const guest = new RawPeer(port);
  await guest.send({ address: '/ping', n: 1 });
  expect((await guest.until('/refused')).code).toBe('locked');
  await server.order('unlock');
  await late.enter();

  expect((await server.order(`kick ${adasId}`)).msg).toContain(`${adasId} "Ada" is removed`);
  expect((await ada.until('/refused')).code).toBe('kicked');
  await grace.until('/player/left', ({ id }) => id === adasId);
  await ada.untilRefused('kicked');
  expect((await server.order('list')).msg).not.toContain('Ada');
  expect((await server.order(`ban ${gracesId}`)).msg).toContain('no identity (--secure)');
});

test('stop closes the yard as a signal does', async () => {
  const server = await HostedServer.start(port);
  const ada = await server.peer('Ada');
  const id = await ada.enter();
  server.type('stop\n');
  await ada.until('/player/left', (left) => left.id === id);
  expect(await server.program.exit()).toBe(0);
  expect(server.lines().at(-1)).toMatchObject({ msg: 'The yard is closed (stop).' });
});

test('without --json an answer is a line for people', async () => {
  const server = new Program('server', ['--port', String(port)], [], { stdin: 'pipe' });
  await until('the server to listen', () => server.output.includes('is open at'));
  server.process.stdin?.write('kick 7\n');
  await until('the answer', () => server.output.includes('\nThere is no player 7. Nobody is here.\n'));
});

test('lines that are too long, no words or no text are answered, and the yard goes on', async () => {
  const server = await HostedServer.start(port);
  server.type(`${'x'.repeat(1_000_000)}\n`);
  server.type('\0\x1b[2J\n\n   \n');
  server.program.process.stdin?.write(Buffer.from([0xff, 0xfe, 0x0a]));
  expect((await server.order('list')).msg).toBeDefined();
  await until('four answers', () => server.answers().length === 4);
  const [tooLong, ...others] = server.answers();
  expect(tooLong).toMatchObject({
    isError: true,
    msg: expect.stringContaining('at most 4096 bytes') as string,
  });
  expect(others.map(({ isError }) => isError)).toEqual([true, true, false]);
});

test.each(['its end', 'its end within a line'])('%s is not the end of the yard', async (end) => {
  const server = await HostedServer.start(port);
  if (end !== 'its end') server.type('lis');
  server.program.process.stdin?.end();
  await pause(300);
  await (await server.peer('Ada')).enter();
  expect(server.program.process.exitCode).toBeNull();
});

test('a server without standard input serves', async () => {
  await startServer(port);
  await new RawPeer(port).introduce('Ada');
});

test('hundreds of lines at once are all answered, and players are served meanwhile', async () => {
  const server = await HostedServer.start(port);
  const ada = await server.peer('Ada');
  await ada.enter();
  // As many as are kept for a reader that takes nothing for a while.
  server.type('bans\n'.repeat(400));
  await ada.send({ address: '/ping', n: 7 });
  await ada.until('/pong', ({ n }) => n === 7);
  await until('all answers', () => server.answers().length === 400);
});
