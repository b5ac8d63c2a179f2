/** Who may look on, as the host wants it. */
import { AccessRules } from '../access/access-rules';
import type { Ban } from '../access/bans';
import { PresenceBudget } from './presence-budget';
import { testYard } from './yard.fixture';

const TICKET = Buffer.alloc(16, 1).toString('base64url');
const IDENTITY = Buffer.alloc(32, 1).toString('base64url');
const ROOT: Ban = { identity: IDENTITY, name: 'Root' };

function open(options: { invitedOnly?: boolean; askFirst?: boolean }) {
  const rules = { secure: true, invitedOnly: false, askFirst: false, ...options };
  const access = new AccessRules(rules, { bans: [], identities: [], ticket: TICKET });
  const yard = testYard({}, undefined, access);
  const watch = (from: PresenceBudget, nowMs = 0, ticket?: string) => {
    const admission = yard.spectators.watch(
      undefined,
      { address: '/watch', protocol: 2, ...(ticket !== undefined && { ticket }) },
      nowMs,
      from,
    );
    return admission.ok ? 'in' : admission.refusal?.code;
  };
  return { yard, access, watch };
}

const connection = (address = '192.0.2.1') => new PresenceBudget(0, address);

test('a locked yard takes nobody new to look on', () => {
  const { access, watch } = open({});
  access.isLocked = true;
  expect(watch(connection())).toBe('locked');
});

test('where newcomers need an invite, so do spectators', () => {
  const { access, watch } = open({ invitedOnly: true });
  expect(watch(connection())).toBe('invite');
  expect(watch(connection(), 0, Buffer.alloc(16, 2).toString('base64url'))).toBe('invite');
  expect(access.wrongTickets).toBe(1);
  expect(watch(connection(), 0, TICKET)).toBe('in');
});

describe('where the host is asked first', () => {
  test('a spectator waits, and looks on by its connection when it is let in', () => {
    const { access, watch } = open({ askFirst: true });
    const [first, second] = [connection(), connection()];
    expect([watch(first), watch(second), watch(first)]).toEqual(['waiting', 'waiting', 'waiting']);
    const [waiting] = access.waiting.all;
    expect(access.waiting.all).toMatchObject([{ profile: { name: 'Spectator' } }, { connection: second }]);
    if (waiting) access.admit(waiting);
    expect([watch(first), watch(second)]).toEqual(['in', 'waiting']);
    access.closed(second);
    expect(access.waiting.all).toEqual([]);
  });

  test('who is sent away is not asked about for others', () => {
    const { access, watch } = open({ askFirst: true });
    const told: unknown[] = [];
    access.onExpulsion = (expulsion) => told.push(expulsion);
    watch(connection());
    const [waiting] = access.waiting.all;
    if (waiting) expect(access.reject(waiting, 0).refusal.code).toBe('kicked');
    expect([access.waiting.all, told]).toEqual([[], []]);
  });
});

describe('from an address whose player was removed', () => {
  test('nobody looks on for a minute, and from others they do', () => {
    const { access, watch } = open({});
    access.expelledAddresses.add('192.0.2.1', access.kick({ key: 'key' }, 0));
    expect([watch(connection()), watch(connection('192.0.2.2'))]).toEqual(['kicked', 'in']);
    expect(watch(connection(), 60_000)).toBe('in');
  });

  test('nobody does for as long as it is banned', () => {
    const { access, watch } = open({});
    const expulsion = access.ban(ROOT, 'key', 0);
    if (expulsion) access.expelledAddresses.add('192.0.2.1', expulsion);
    expect(watch(connection(), 9_000_000)).toBe('banned');
    access.unban(IDENTITY);
    expect(watch(connection(), 9_000_000)).toBe('in');
  });

  test.each(['127.0.0.1', '0:0:0:0::/64', ''])('who comes from %p does: several share it', (address) => {
    const { access, watch } = open({});
    access.expelledAddresses.add(address, access.kick({ key: 'key' }, 0));
    expect(watch(connection(address))).toBe('in');
  });

  test('as many addresses are remembered as fit, the newest', () => {
    const { access, watch } = open({});
    for (let i = 0; i <= 1024; i++) access.expelledAddresses.add(`192.0.2.${i}`, access.kick({}, 0));
    expect([watch(connection('192.0.2.0')), watch(connection('192.0.2.1'))]).toEqual(['in', 'kicked']);
  });
});
