/** What tcpdump sees of a yard: of a secured one nothing that was said in it, of an open one all of it. */
import { capture, CAPTURE_OBSTACLE } from './support/capture';
import { freePort } from './support/free-port';
import { HostedServer, identityOf, type Guest } from './support/hosted-server';
import { killAll } from './support/programs';
import { closePeers } from './support/raw-peer';
import { keysFolder } from './support/secured';
import { testUnless } from './support/test-unless';

afterEach(async () => {
  closePeers();
  await killAll();
});

const IDENTITY = identityOf(0x5a);
const PLACE = { x: 1234.5, y: 567.25 };
const WALK = { address: '/motion', ...PLACE, vx: 100, vy: 0 } as const;
const LINE = 'The Analytical Engine weaves';

/** In the order of what is expected of an open yard. */
function secretsOf(ticket: string): Record<string, Buffer[]> {
  const place = Object.values(PLACE).map((pixels) => {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatBE(pixels);
    return bytes;
  });
  const encoded = (text: string) => [Buffer.from(text), Buffer.from(text, 'base64url')];
  return {
    name: [Buffer.from('Ada-Lovelace')],
    other: [Buffer.from('Grace-Hopper')],
    chat: [Buffer.from(LINE)],
    place,
    ticket: encoded(ticket),
    identity: encoded(IDENTITY),
    key: [Buffer.from('resume-key-of-Ada')],
    addresses: ['/profile', '/motion', '/say', '/player', '/yard'].map((text) => Buffer.from(text)),
  };
}

/** Which of them stand in captured bytes, in any of their forms. */
function found(captured: Buffer, ticket: string): string[] {
  return Object.entries(secretsOf(ticket)).flatMap(([name, forms]) =>
    forms.some((form) => captured.includes(form)) ? [name] : [],
  );
}

/** One comes in, walks and talks, and another one, who came before, is told of it. */
async function walkAndTalk(server: HostedServer, ticket: string): Promise<void> {
  const grace = await server.peer('Grace-Hopper', { identity: identityOf(1), ticket });
  await grace.enter();
  const ada: Guest = await server.peer('Ada-Lovelace', {
    ...{ identity: IDENTITY, ticket, key: 'resume-key-of-Ada' },
  });
  const id = await ada.enter();
  await ada.send(WALK);
  await ada.send({ address: '/say', text: LINE });
  await grace.until('/player/profile', ({ name }) => name === 'Ada-Lovelace');
  await grace.until('/player/said', ({ text }) => text === LINE);
  await grace.until('/motions', ({ ids }) => ids.includes(id));
}

describe.each(['zmtp', 'zeromq'])('tcpdump on loopback, at the Router %s,', (transport) => {
  testUnless(
    CAPTURE_OBSTACLE,
    'captures no name, chat, place, ticket, identity or key of a secured yard, and each of them of an open one',
    async () => {
      const [securedPort, openPort] = [await freePort(), await freePort()];
      const router = ['--transport', transport];
      const secured = await HostedServer.start(
        securedPort,
        ...['--secure', '--keys', keysFolder(), '--invited-only', ...router],
      );
      const ticket = await secured.ticket();
      const sealed = await capture(securedPort, () => walkAndTalk(secured, ticket));
      const open = await HostedServer.start(openPort, ...router);
      const clear = await capture(openPort, () => walkAndTalk(open, ticket));

      expect(found(clear, ticket)).toEqual(Object.keys(secretsOf(ticket)));
      expect(found(sealed, ticket)).toEqual([]);
      // It is this conversation that was captured: CURVE's own words are in the clear.
      const commands = ['HELLO', 'WELCOME', 'INITIATE', 'MESSAGE'];
      expect(commands.filter((command) => sealed.includes(command))).toEqual(commands);
    },
  );
});
