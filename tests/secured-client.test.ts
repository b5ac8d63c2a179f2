/** A player at a secured yard: what it shows of itself there, and what it makes of each refusal. */
import { readFileSync } from 'node:fs';
import { identifyBy } from '../client/identity';
import { YardClient } from '../client/yard-client';
import type { CloseReason } from '../client/events';
import type { ConnectionState, YardMessage } from '../shared/bridge';
import { JOIN_VARIABLE } from '../shared/process-reports';
import type { Refusal } from '../shared/protocol/messages';
import { formatInvite } from '../shared/target';
import { closeYards, FakeYard } from './support/fake-yard';
import { freePort } from './support/free-port';
import { killAll, Program } from './support/programs';
import { pause, until } from './support/until';

const ADA = { name: 'Ada', colour: '#e69f00' };
const SECRET = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const TICKET = Buffer.alloc(16, 9).toString('base64url');
/** Longer than two heartbeats. */
const SILENCE_MS = 2500;

let port: number;
const players = new Set<YardClient>();
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const player of players) player.leave();
  players.clear();
  closeYards();
  await killAll();
});

function enter(server: string) {
  const states: ConnectionState[] = [];
  const messages: YardMessage[] = [];
  const reasons: (CloseReason | undefined)[] = [];
  const player = new YardClient(
    server,
    ADA,
    {
      onMessage: (message) => messages.push(message),
      onState: (state, reason) => {
        states.push(state);
        reasons.push(reason);
      },
    },
    'key',
    identifyBy(SECRET),
  );
  players.add(player);
  return { player, states, messages, reasons };
}

function refusal(code: Refusal['code']): Refusal {
  return { address: '/refused', code, reason: 'Because.' };
}

test('a secured yard is shown the identity that belongs to its key, and the ticket; an open one neither', async () => {
  const [secured, opened] = [
    await FakeYard.open(port, 'Secured', true),
    await FakeYard.open(await freePort(), 'Open', false),
  ];
  const identity = identifyBy(SECRET)(secured.serverKey ?? '');
  enter(secured.targetText);
  await until('a profile', () => secured.profiles.length > 0);
  expect(secured.profiles[0]).toEqual({ address: '/profile', protocol: 2, ...ADA, key: 'key', identity });
  secured.profiles.length = 0;
  enter(`${secured.targetText}&ticket=${TICKET}`);
  await until('a profile with a ticket', () => secured.profiles.some(({ ticket }) => ticket === TICKET));
  enter(opened.targetText);
  await until('a profile in the open yard', () => opened.profiles.length > 0);
  expect(opened.profiles[0]).toEqual({ address: '/profile', protocol: 2, ...ADA, key: 'key' });
});

test('with another key than the yard’s, or without one, a player is not in it, and it never falls back to plain', async () => {
  const yard = await FakeYard.open(port, 'Secured', true);
  const opened = await FakeYard.open(await freePort(), 'Open', false);
  const strangers = [
    enter(`tcp://127.0.0.1:${port}?key=${SECRET}`),
    enter(`tcp://127.0.0.1:${port}`),
    enter(`${opened.targetText}?key=${SECRET}`),
  ];
  await pause(SILENCE_MS);
  expect([yard.profiles, opened.profiles]).toEqual([[], []]);
  expect(strangers.map(({ states, messages }) => [states, messages])).toEqual([
    [[], []],
    [[], []],
    [[], []],
  ]);
  enter(yard.targetText);
  await until('who has the key to be there', () => yard.profiles.length > 0);
});

test('who waits repeats its profile, and is in the yard as soon as it is let in', async () => {
  const yard = await FakeYard.open(port, 'Secured', true);
  yard.refuse = () => refusal('waiting');
  const { states, messages } = enter(yard.targetText);
  await until('the third profile', () => yard.profiles.length >= 3);
  expect(messages[0]).toEqual(refusal('waiting'));
  expect(states).toEqual([]);
  yard.refuse = () => undefined;
  await until('it to be in the yard', () => states.at(-1) === 'present');
});

test.each(['kicked', 'banned', 'locked'] as const)(
  'who is %s goes, with the reason, and says nothing more',
  async (code) => {
    const yard = await FakeYard.open(port, 'Secured', true);
    const { states, reasons } = enter(yard.targetText);
    await until('it to be in the yard', () => states.at(-1) === 'present');
    yard.remove(code, 'Because.');
    await until('it to go', () => states.at(-1) === 'closed');
    expect(reasons.at(-1)).toEqual(refusal(code));
    yard.profiles.length = 0;
    await pause(SILENCE_MS);
    expect([yard.profiles, states]).toEqual([[], ['present', 'closed']]);
  },
);

test('headless players take an invite from the environment, each as somebody of its own, and say why they had to go', async () => {
  const yard = await FakeYard.open(port, 'Secured', true);
  const invite = formatInvite({ ...yard.target, ticket: TICKET });
  const program = new Program('player', ['--count', '2', '--seconds', '600'], [], {
    env: { [JOIN_VARIABLE]: invite },
  });
  await until('both', () => new Set(yard.profiles.map(({ identity }) => identity)).size === 2);
  expect(yard.profiles.every(({ ticket }) => ticket === TICKET)).toBe(true);
  expect(readFileSync(`/proc/${program.process.pid}/cmdline`, 'utf8')).not.toContain(TICKET);
  yard.remove('kicked', 'Too many walkers.');
  await until('the reason', () => program.errors.includes('had to leave: Too many walkers.'));
  await program.stop('SIGINT');
  expect(program.output + program.errors).not.toContain(TICKET);
});

test.each(['player', 'web'] as const)(
  '%s says of a damaged invite that it is, and not what is in it',
  async (name) => {
    const invite = `zeroyard://join/127.0.0.1:${port}?key=${SECRET}&ticket=${TICKET}x`;
    for (const program of [
      new Program(name, ['--join', invite]),
      new Program(name, [], [], { env: { [JOIN_VARIABLE]: invite } }),
    ]) {
      expect(await program.exit()).toBe(2);
      expect(program.errors).toContain('This invite is damaged');
      expect(program.errors).not.toContain(TICKET);
    }
  },
);
