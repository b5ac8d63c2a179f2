/** Addresses that libzmq refuses, or that look as if it did: whatever the socket throws is said where the person asked. */
import type { ToRenderer } from '../shared/bridge';
import { YardClient } from '../client/yard-client';
import { PageSession } from '../web/page-session';
import { killAll, Program } from './support/programs';

const ADA = { name: 'Ada', colour: '#e69f00' };
const SILENT = { onMessage: () => undefined, onState: () => undefined };
afterEach(killAll);

test.each(['_', '.', '-'])('a client says in a sentence that there is no way to the host "%s"', (host) => {
  expect(() => new YardClient(`tcp://${host}:5557`, ADA, SILENT)).toThrow(
    `There is no way to tcp://${host}:5557: Invalid argument.`,
  );
});

test('an IPv6 address with a zone is one that libzmq takes', () => {
  const client = new YardClient('tcp://[fe80::1%lo]:5557', ADA, SILENT);
  client.leave();
});

test('a page of the web shell is told so at the field of its lobby, and the shell goes on', () => {
  const posted: ToRenderer[] = [];
  const session = new PageSession('tcp://_:5557', {
    post: (message) => posted.push(message),
    onMoved: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  session.handle({ address: 'profile', ...ADA });
  session.handle({ address: 'enter', position: undefined });
  expect(posted.slice(-2)).toEqual([
    { address: 'lobby', notice: undefined },
    { address: 'fault', about: 'join', reason: 'There is no way to tcp://_:5557: Invalid argument.' },
  ]);
});

describe.each(['player', 'web'] as const)('the program %s', (program) => {
  test.each(['tcp://_:5557', '.', '-x', '256.1.1.1', '[fe80::1%]'])(
    'ends with a sentence at --join %s',
    async (join) => {
      const one = new Program(program, [`--join=${join}`]);
      expect(await one.exit()).toBe(2);
      expect(one.errors).toContain(
        `"${join}" is not the address of a yard. One looks like tcp://192.168.1.20:5557.`,
      );
      expect(one.errors.trim().split('\n')).toHaveLength(1);
    },
  );
});
