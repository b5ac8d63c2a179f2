import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ToRenderer } from '../shared/bridge';
import type { Access } from '../shared/hosted-yard';
import { Offering } from './offering';

const [KEY, TICKET] = ['A'.repeat(43), 'A'.repeat(22)];

let listener: Server;
let server: string;
beforeEach(async () => {
  listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  server = `tcp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});
afterEach(() => listener.close());

/** Somebody is asked, and answers so. Resolves with whether the yard goes there, and with what the host is told. */
async function answered(
  moveTo: { key: string; ticket: string; server?: string } | undefined,
  access: Access,
) {
  const posts: ToRenderer[] = [];
  const offering = new Offering((message) => posts.push(message));
  offering.begin(2, () => undefined);
  const isAccepted = await offering.accept(moveTo && { server, ...moveTo }, access);
  const words = posts.flatMap((post) => (post.address === 'fault' ? [post.reason] : []));
  expect(posts.filter(({ address }) => address === 'offering').at(-1)).toMatchObject({ id: undefined });
  return { isAccepted, words };
}

test.each<[Access, { key: string; ticket: string }]>([
  ['open', { key: '', ticket: '' }],
  ['open', { key: KEY, ticket: '' }],
  ['secured', { key: KEY, ticket: '' }],
  ['ask', { key: KEY, ticket: '' }],
  ['invited', { key: KEY, ticket: TICKET }],
])('a yard that is %s goes to one with %j', async (access, moveTo) => {
  expect(await answered(moveTo, access)).toEqual({ isAccepted: true, words: [] });
});

test.each<[Access, { key: string; ticket: string }, string]>([
  ['secured', { key: '', ticket: '' }, 'is not encrypted'],
  ['ask', { key: '', ticket: '' }, 'is not encrypted'],
  ['invited', { key: '', ticket: TICKET }, 'is not encrypted'],
  ['invited', { key: KEY, ticket: '' }, 'asks nobody for a ticket'],
])('a yard that is %s does not go to one with %j, and the host is told why', async (access, moveTo, why) => {
  const { isAccepted, words } = await answered(moveTo, access);
  expect(isAccepted).toBe(false);
  expect(words).toEqual([expect.stringContaining(why)]);
  expect(words[0]).toContain('The yard stays with you.');
});

test('who will not, and who is not reached, leave the yard with its host', async () => {
  expect((await answered(undefined, 'open')).words).toEqual([
    expect.stringContaining('declined, or has left'),
  ]);
  listener.close();
  await once(listener, 'close');
  const { isAccepted, words } = await answered({ key: '', ticket: '' }, 'open');
  expect([isAccepted, words]).toEqual([false, [expect.stringContaining('cannot be reached')]]);
});
