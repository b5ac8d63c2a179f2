import { encodeError } from './commands';
import { SENT_WAITING_MAX_BYTES } from './limits';
import { RawZmtpPeer, Served, stopAll, until } from './router.fixture';
import { greeting, greeting20, message, ping, pong, ready } from './zmtp.fixture';

afterEach(stopAll);

test('a peer is opened, taken from, sent to, and closed', async () => {
  const served = await new Served().listen();
  const peer = await served.join();
  expect(served.connection(0).remoteAddress).toBe('127.0.0.1');
  peer.say('hello');
  await until('hello', () => served.log.includes('0: hello'));
  expect(served.router.send(served.connection(0), Buffer.from('hi'))).toBe(true);
  await until('hi', () => peer.traffic.equals(message('', 'hi')));
  peer.socket.destroy();
  await until('the end', () => served.log.length === 3);
  expect(served.log).toEqual(['opened 0', '0: hello', 'closed 0 ended']);
  expect(served.router.send(served.connection(0), Buffer.from('hi'))).toBe(false);
});

test('who sends and leaves at once is taken from before its end is told', async () => {
  const served = await new Served().listen();
  served.isServing = false;
  new RawZmtpPeer(served.port).socket.end(Buffer.concat([greeting(), ready(), message('', 'bye')]));
  await until('the peer', () => served.log.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  served.isServing = true;
  await until('the end', () => served.log.length === 3);
  expect(served.log).toEqual(['opened 0', '0: bye', 'closed 0 ended']);
});

test('an address that is taken is refused as node refuses it', async () => {
  const { port } = await new Served().listen();
  await expect(new Served().router.listen({ host: '127.0.0.1', port })).rejects.toThrow(
    expect.objectContaining({ code: 'EADDRINUSE' }) as Error,
  );
});

test('a peer of ZMTP 2.0 is sent messages, and no commands', async () => {
  const served = await new Served().listen();
  const peer = new RawZmtpPeer(served.port);
  peer.write(greeting20(), message('', 'old'));
  await until('old', () => served.log.includes('0: old'));
  served.router.send(served.connection(0), Buffer.from('new'));
  await until('new', () => peer.received.subarray(14).equals(message('', 'new')));
});

test('commands and malformed messages are handed on to be charged, and PING is answered', async () => {
  const served = await new Served().listen();
  const peer = await served.join();
  peer.write(ping('a'), message('not', 'delimited'), pong(), ping('b'), message('end'));
  await until('the end', () => served.log.includes('0: end'));
  expect(served.log.slice(1)).toEqual(['0: command', '0: malformed', '0: command', '0: command', '0: end']);
  await until('the answers', () => peer.traffic.equals(Buffer.concat([pong('a'), pong('b')])));
});

test('who breaks the protocol is closed at once, and what it had sent is dropped', async () => {
  const served = await new Served().listen();
  const peer = await served.join();
  served.isServing = false;
  await new Promise((resolve) => setTimeout(resolve, 20));
  peer.write(message('', 'dropped'), message('', 'a', 'b'));
  await until('the end', () => served.log.includes('closed 0 protocol'));
  await until('the end', () => peer.isClosed);
  const other = new RawZmtpPeer(served.port);
  other.write(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
  await until('the end', () => other.isClosed);
  served.isServing = true;
  await served.join();
  expect(served.log).not.toContain('0: dropped');
});

test('a socket that no Router takes is told so, and closed', async () => {
  const served = await new Served().listen();
  const peer = new RawZmtpPeer(served.port);
  peer.write(greeting(), ready('PUB'));
  await until('the end', () => peer.isClosed);
  expect(peer.received.subarray(64)).toEqual(encodeError('Invalid socket type'));
  expect(served.log).toEqual([]);
});

test('a handshake has 3 s, however busy it looks', async () => {
  const served = await new Served().listen();
  await served.join();
  const [silent, slow] = [new RawZmtpPeer(served.port), new RawZmtpPeer(served.port)];
  const bytes = [...greeting()];
  const dripping = setInterval(() => slow.write(Buffer.of(bytes.shift() ?? 0)), 100);
  try {
    await until('both to be closed', () => silent.isClosed && slow.isClosed);
  } finally {
    clearInterval(dripping);
  }
  expect(bytes.length).toBeGreaterThan(0);
  expect(served.log).toEqual(['opened 0']);
});

test('of a flood no more is read than the queue holds, nothing is lost, and others have their turns', async () => {
  const served = await new Served().listen();
  const [flooder, other] = [await served.join(), await served.join()];
  served.isServing = false;
  await new Promise((resolve) => setTimeout(resolve, 20));
  const COUNT = 50_000;
  for (let i = 0; i < COUNT; i++) flooder.say(String(i));
  await new Promise((resolve) => setTimeout(resolve, 300));
  other.say('here');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const from = served.log.length;
  const taken = await served.batch();
  expect(served.log.indexOf('1: here')).toBeLessThan(from + 2);
  expect(taken).toBeLessThanOrEqual(64 + 1);
  served.isServing = true;
  await until('all of it', () => served.log.includes(`0: ${COUNT - 1}`));
  expect(served.log.filter((line) => line.startsWith('0: '))).toEqual(
    Array.from({ length: COUNT }, (_, i) => `0: ${i}`),
  );
});

test('large messages of a flood wait in the sender', async () => {
  const served = await new Served().listen();
  const flooder = await served.join();
  served.isServing = false;
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (let i = 0; i < 500; i++) flooder.write(message('', Buffer.alloc(4096)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await served.batch()).toBeLessThanOrEqual(8);
});

test('a reader that stops is known, and gets all that was taken when it reads again', async () => {
  const served = await new Served().listen();
  const [reader, other] = [await served.join(), await served.join()];
  reader.socket.pause();
  const sent: Buffer[] = [];
  const send = (): boolean => {
    const payload = Buffer.alloc(20_000, sent.length % 256);
    const isTaken = served.router.send(served.connection(0), payload);
    if (isTaken) sent.push(message('', payload));
    return isTaken;
  };
  while (send()) await new Promise(setImmediate);
  expect(served.router.send(served.connection(1), Buffer.from('for you'))).toBe(true);
  await until('the other', () => other.traffic.equals(message('', 'for you')));
  reader.socket.resume();
  const all = Buffer.concat(sent);
  await until('all of it', () => reader.traffic.length >= all.length);
  expect(reader.traffic.equals(all)).toBe(true);
  expect(all.length).toBeGreaterThan(SENT_WAITING_MAX_BYTES);
  expect(send()).toBe(true);
});

test('close() lets what was sent leave, and is told at once', async () => {
  const served = await new Served().listen();
  const peer = await served.join();
  served.onContent = (connection) => {
    served.router.send(connection, Buffer.from('refused'));
    served.router.close(connection, 'flood');
    served.log.push('after close');
  };
  for (let i = 0; i < 100; i++) peer.say('flood');
  await until('the end', () => peer.isClosed);
  expect(peer.traffic).toEqual(message('', 'refused'));
  expect(served.log).toEqual(['opened 0', '0: flood', 'closed 0 flood', 'after close']);
});

test('close() drops what a peer had sent also when the peer ended it first', async () => {
  const served = await new Served().listen();
  const peer = await served.join();
  // The batch that it waits for already is its last.
  served.isServing = false;
  peer.say('first word');
  await until('a word', () => served.log.includes('0: first word'));
  peer.say('last word');
  peer.socket.end();
  await until('the end', () => peer.isClosed);
  served.router.close(served.connection(0));
  const log = ['opened 0', '0: first word', 'closed 0 ended'];
  expect(served.log).toEqual(log);
  served.isServing = true;
  await served.join();
  expect(served.log).toEqual([...log, 'opened 1']);
});

test('stop() lets what was sent leave, closes all connections, and ends the waiting', async () => {
  const served = await new Served().listen();
  const [peer, other] = [await served.join(), await served.join()];
  const handshaking = new RawZmtpPeer(served.port);
  await until('the signature', () => handshaking.received.length > 0);
  served.router.send(served.connection(0), Buffer.from('goodbye'));
  const waiting = served.router.receive(() => true);
  await served.router.stop(2000);
  expect(await waiting).toBe(true);
  expect(await served.router.receive(() => true)).toBe(true);
  await until('all to be closed', () => peer.isClosed && other.isClosed && handshaking.isClosed);
  expect(peer.traffic).toEqual(message('', 'goodbye'));
  expect(served.log.slice(2)).toEqual(['closed 0 closed', 'closed 1 closed']);
  const { port } = served;
  expect(await new Served().router.listen({ host: '127.0.0.1', port })).toBe(port);
});

test('stop() waits no longer than it may for a reader that has stopped', async () => {
  const served = await new Served().listen();
  const reader = await served.join();
  reader.socket.pause();
  while (served.router.send(served.connection(0), Buffer.alloc(50_000)))
    await new Promise((resolve) => setTimeout(resolve, 1));
  await served.router.stop(100);
  expect(served.log.at(-1)).toBe('closed 0 closed');
});

test('there are no more connections than there may be, and who leaves makes room', async () => {
  const served = await new Served({ maxConnections: 2 }).listen();
  const [first] = [await served.join(), await served.join()];
  const third = new RawZmtpPeer(served.port);
  await until('the third to be closed', () => third.isClosed);
  expect(third.received).toHaveLength(0);
  const fourth = new RawZmtpPeer(served.port);
  await until('the fourth to be closed', () => fourth.isClosed);
  expect(served.log.filter((line) => line.startsWith('refusing'))).toEqual(['refusing full']);
  first.socket.destroy();
  await until('room', () => served.log.includes('closed 0 ended'));
  await served.join();
  expect(served.connections).toHaveLength(3);
});

test('who is silent and does not answer is closed, and who cannot answer when it does not read; others stay', async () => {
  const served = await new Served().listen();
  const [silent, answering] = [await served.join(), await served.join()];
  const [old, stuck] = [new RawZmtpPeer(served.port), new RawZmtpPeer(served.port)];
  old.write(greeting20());
  await until('an old one', () => served.connections.length === 3);
  stuck.write(greeting20());
  await until('another', () => served.connections.length === 4);
  stuck.socket.pause();
  while (served.router.send(served.connection(3), Buffer.alloc(50_000))) await new Promise(setImmediate);
  answering.socket.on('data', () => answering.write(pong()));
  await until('the silent one to be closed', () => silent.isClosed);
  expect(silent.traffic).toEqual(Buffer.concat([ping(), ping()]));
  await until('the stuck one to be closed', () => served.log.includes('closed 3 silent'));
  const closed = served.log.filter((line) => line.startsWith('closed'));
  expect(closed).toEqual(['closed 0 silent', 'closed 3 silent']);
  expect([answering.isClosed, old.isClosed]).toEqual([false, false]);
});

test('a connection of another Router is none of its', async () => {
  const served = await new Served().listen();
  const stranger = { remoteAddress: '127.0.0.1', state: 0 };
  expect(() => served.router.send(stranger, Buffer.alloc(1))).toThrow(TypeError);
});
