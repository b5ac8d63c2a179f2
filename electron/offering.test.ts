import type { ToRenderer } from '../shared/bridge';
import type { Access } from '../shared/hosted-yard';
import { Offering } from './offering';
import type { MoveTo } from './utility-program';

const [KEY, OWN_KEY, TICKET] = ['A'.repeat(43), 'E'.repeat(43), 'A'.repeat(22)];
const SERVER = 'tcp://127.0.0.1:6000';
const NO_SECRETS = { key: '', ticket: '' };

const hereOf = (access: Access) => ({
  access,
  port: 5557,
  serverKey: access === 'open' ? undefined : OWN_KEY,
});

/** A question to player 2, and what the host is told. @param probe whether a yard answers there */
function ask(probe: (moveTo: MoveTo) => Promise<boolean> = () => Promise.resolve(true)) {
  const posts: ToRenderer[] = [];
  const offering = new Offering((message) => posts.push(message), probe);
  offering.begin(2, () => undefined);
  const words = () => posts.flatMap((post) => (post.address === 'fault' ? [post.reason] : []));
  const asked = () => posts.flatMap((post) => (post.address === 'offering' ? [post.id] : [])).at(-1);
  return { offering, words, asked };
}

/** Player 2 answers so. Resolves with whether the yard goes there, and with what the host is told. */
async function answered(
  moveTo: { key: string; ticket: string; server?: string } | undefined,
  access: Access,
  isYard = true,
) {
  const { offering, words, asked } = ask(() => Promise.resolve(isYard));
  const isAccepted = await offering.accept(2, moveTo && { server: SERVER, ...moveTo }, hereOf(access));
  expect(asked()).toBeUndefined();
  return { isAccepted, words: words() };
}

test.each<[Access, { key: string; ticket: string }]>([
  ['open', NO_SECRETS],
  ['open', { key: KEY, ticket: '' }],
  ['secured', { key: KEY, ticket: '' }],
  ['ask', { key: KEY, ticket: '' }],
  ['invited', { key: KEY, ticket: TICKET }],
])('a yard that is %s goes to one with %j', async (access, moveTo) => {
  expect(await answered(moveTo, access)).toEqual({ isAccepted: true, words: [] });
});

test.each<[Access, { key: string; ticket: string; server?: string }, string]>([
  ['secured', NO_SECRETS, 'is not encrypted'],
  ['ask', NO_SECRETS, 'is not encrypted'],
  ['invited', { key: '', ticket: TICKET }, 'is not encrypted'],
  ['invited', { key: KEY, ticket: '' }, 'asks nobody for a ticket'],
  ['secured', { key: OWN_KEY, ticket: '' }, 'this yard itself'],
  ['open', { ...NO_SECRETS, server: 'tcp://127.0.0.1:5557' }, 'this yard itself'],
  ['open', { ...NO_SECRETS, server: 'tcp://[::1]:5557' }, 'this yard itself'],
])('a yard that is %s does not go to one with %j, and the host is told why', async (access, moveTo, why) => {
  const { isAccepted, words } = await answered(moveTo, access);
  expect(isAccepted).toBe(false);
  expect(words).toEqual([expect.stringContaining(why)]);
  expect(words[0]).toContain('The yard stays with you.');
});

test('who will not, and where no yard answers, leave the yard with its host', async () => {
  expect((await answered(undefined, 'open')).words).toEqual([
    expect.stringContaining('declined, or has left'),
  ]);
  const { isAccepted, words } = await answered(NO_SECRETS, 'open', false);
  expect([isAccepted, words]).toEqual([false, [expect.stringContaining('cannot be reached')]]);
});

test('while it is looked there the host takes it back, or asks somebody else: the yard does not go there', async () => {
  for (const next of [0, 3, 2]) {
    let answer: (isYard: boolean) => void = () => undefined;
    const { offering, words, asked } = ask(() => new Promise((resolve) => (answer = resolve)));
    const accepted = offering.accept(2, { server: SERVER, ...NO_SECRETS }, hereOf('open'));
    offering.begin(next, () => undefined);
    answer(true);
    expect(await accepted).toBe(false);
    expect([asked(), words()]).toEqual([next === 0 ? undefined : next, []]);
    offering.end();
  }
});

test('who was asked before does not answer for who is asked now', async () => {
  const { offering, asked } = ask();
  offering.begin(3, () => undefined);
  expect(await offering.accept(2, { server: SERVER, ...NO_SECRETS }, hereOf('open'))).toBe(false);
  expect(await offering.accept(2, undefined, hereOf('open'))).toBe(false);
  expect(asked()).toBe(3);
  expect(await offering.accept(3, { server: SERVER, ...NO_SECRETS }, hereOf('open'))).toBe(true);
});
