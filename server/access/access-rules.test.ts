import { PROFILE_TIMEOUT_MS } from '../../shared/config';
import { AccessRules, type AccessOptions, type KeptAccess } from './access-rules';
import { BANS_MAX } from './bans';
import { EXPULSION_MS } from './expulsions';
import { KNOWN_IDENTITIES_MAX } from './known-identities';
import { WAITING_MAX } from './waiting-list';

const TICKET = Buffer.alloc(16, 1).toString('base64url');
const OTHER_TICKET = Buffer.alloc(16, 2).toString('base64url');
const profile = { name: 'Ada', colour: '#e69f00' };

function identityOf(n: number): string {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32BE(n);
  return bytes.toString('base64url');
}

function rulesOf(options: Partial<AccessOptions>, kept: Partial<KeptAccess> = {}): AccessRules {
  return new AccessRules(
    { secure: true, invitedOnly: false, askFirst: false, ...options },
    { bans: [], identities: [], ticket: options.invitedOnly ? TICKET : undefined, ...kept },
  );
}

/** A connection from an address. */
const at = (address: string) => ({ address });
/** The code with which somebody is refused; undefined when it is let in. */
const ask = (rules: AccessRules, identity?: string, ticket?: string, connection = at(''), nowMs = 0) =>
  rules.checkNewcomer({ profile, identity, ticket }, connection, nowMs)?.code;

describe('a yard that is locked', () => {
  test('lets in neither newcomers nor guests, known ones neither, until it is unlocked', () => {
    const rules = rulesOf({}, { identities: [identityOf(1)] });
    const changes = jest.fn();
    rules.onChange = changes;
    rules.isLocked = true;
    expect([ask(rules, identityOf(1)), rules.checkGuest()?.code]).toEqual(['locked', 'locked']);
    rules.isLocked = false;
    expect([ask(rules, identityOf(1)), rules.checkGuest()]).toEqual([undefined, undefined]);
    expect(changes).toHaveBeenCalledTimes(2);
  });
});

describe('a yard for the invited', () => {
  test('lets in who has the ticket, knows it from then on, and nobody else', () => {
    const rules = rulesOf({ invitedOnly: true });
    const [ada, grace] = [identityOf(1), identityOf(2)];
    for (const ticket of [undefined, '', OTHER_TICKET, 'x', `${TICKET} `])
      expect(ask(rules, grace, ticket)).toBe('invite');
    expect(rules.wrongTickets).toBe(3);
    expect(ask(rules, ada, TICKET)).toBeUndefined();
    rules.admitted(ada);
    expect([ask(rules, ada), ask(rules, grace)]).toEqual([undefined, 'invite']);
  });

  test('refuses guests and who has no identity, also with the ticket', () => {
    const rules = rulesOf({ invitedOnly: true });
    expect(rules.checkGuest()?.code).toBe('invite');
    expect(ask(rules, undefined, TICKET)).toBe('invite');
  });

  test('with a new ticket the old one does not hold, and who was let in stays known', () => {
    const rules = rulesOf({ invitedOnly: true });
    rules.admitted(identityOf(1));
    rules.ticket = OTHER_TICKET;
    expect([ask(rules, identityOf(2), TICKET), ask(rules, identityOf(2), OTHER_TICKET)]).toEqual([
      'invite',
      undefined,
    ]);
    expect(ask(rules, identityOf(1), TICKET)).toBeUndefined();
  });

  test('knows so many, and forgets first who has not been here for the longest', () => {
    const rules = rulesOf({ invitedOnly: true });
    for (let n = 0; n < KNOWN_IDENTITIES_MAX; n++) rules.admitted(identityOf(n));
    rules.admitted(identityOf(0));
    rules.admitted(identityOf(KNOWN_IDENTITIES_MAX));
    expect([rules.known.has(identityOf(0)), rules.known.has(identityOf(1))]).toEqual([true, false]);
    expect(rules.known.all).toHaveLength(KNOWN_IDENTITIES_MAX);
  });
});

test('in a yard that asks for nothing whoever comes is let in, and is not known for it', () => {
  const rules = rulesOf({});
  expect([ask(rules), ask(rules, identityOf(1)), rules.checkGuest()]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  rules.admitted(identityOf(1));
  expect(rules.known.all).toEqual([]);
});

describe('a yard whose host is asked first', () => {
  test('has newcomers wait under a number, once for each identity, until they are let in', () => {
    const rules = rulesOf({ askFirst: true });
    const waiting = jest.fn();
    rules.onWaiting = waiting;
    for (const n of [1, 2, 1]) expect(ask(rules, identityOf(n))).toBe('waiting');
    expect(rules.waiting.all).toMatchObject([
      { number: 1, profile },
      { number: 2, profile },
    ]);
    expect(waiting).toHaveBeenCalledTimes(2);
    const first = rules.waiting.find(1);
    if (first) rules.admit(first);
    expect([ask(rules, identityOf(1)), ask(rules, identityOf(2))]).toEqual([undefined, 'waiting']);
    expect(rules.waiting.all).toMatchObject([{ number: 2 }]);
  });

  test('shows the name that somebody has now', () => {
    const rules = rulesOf({ askFirst: true });
    const connection = at('');
    ask(rules, identityOf(1), undefined, connection);
    rules.checkNewcomer(
      { profile: { name: 'Countess', colour: '' }, identity: identityOf(1) },
      connection,
      0,
    );
    expect(rules.waiting.all).toMatchObject([{ number: 1, profile: { name: 'Countess' } }]);
  });

  test('nobody waits without a connection, or without asking again', () => {
    const rules = rulesOf({ askFirst: true });
    const [first, second] = [at(''), at('')];
    ask(rules, identityOf(1), undefined, first);
    ask(rules, identityOf(2), undefined, second);
    rules.closed(first);
    expect(rules.waiting.all).toMatchObject([{ number: 2 }]);
    rules.tick(PROFILE_TIMEOUT_MS);
    expect(rules.waiting.all).toHaveLength(1);
    rules.tick(PROFILE_TIMEOUT_MS + 1);
    expect(rules.waiting.all).toEqual([]);
  });

  test('who comes back by another connection keeps its number when the old one ends', () => {
    const rules = rulesOf({ askFirst: true });
    const [old, present] = [at('192.168.1.2'), at('192.168.1.2')];
    ask(rules, identityOf(1), undefined, old);
    ask(rules, identityOf(1), undefined, present);
    rules.closed(old);
    expect(rules.waiting.all).toMatchObject([{ number: 1, identity: identityOf(1) }]);
    rules.closed(present);
    expect(rules.waiting.all).toEqual([]);
  });

  test('who is sent away is refused for a minute, and then waits again', () => {
    const rules = rulesOf({ askFirst: true });
    ask(rules, identityOf(1));
    const [entry] = rules.waiting.all;
    if (entry) rules.reject(entry, 0);
    const refusedAt = (nowMs: number) => rules.checkExpelled({ identity: identityOf(1) }, nowMs)?.code;
    expect([refusedAt(EXPULSION_MS - 1), refusedAt(EXPULSION_MS)]).toEqual(['kicked', undefined]);
    expect(ask(rules, identityOf(1))).toBe('waiting');
  });

  test('no more wait than a host would read, and who is too many is told to wait, too', () => {
    const rules = rulesOf({ askFirst: true });
    for (let n = 0; n < 2 * WAITING_MAX; n++) expect(ask(rules, identityOf(n))).toBe('waiting');
    expect(rules.waiting.all).toHaveLength(WAITING_MAX);
  });

  test('on one connection one waits at a time, whatever identities it makes up', () => {
    const rules = rulesOf({ askFirst: true }, { identities: [identityOf(8)] });
    const [one, other] = [at('192.168.1.2'), at('192.168.1.2')];
    ask(rules, identityOf(9), undefined, other);
    for (let n = 0; n < 5; n++) expect(ask(rules, identityOf(n), undefined, one)).toBe('waiting');
    expect(rules.waiting.all.map(({ identity }) => identity)).toEqual([identityOf(9), identityOf(4)]);
    expect(ask(rules, identityOf(8), undefined, one)).toBeUndefined();
    expect(rules.waiting.all.map(({ identity }) => identity)).toEqual([identityOf(9)]);
  });

  test('when as many wait as may, the address with the most gives one up to who comes from another, and not in turn', () => {
    const rules = rulesOf({ askFirst: true });
    const numbersOf = (address: string) =>
      rules.waiting.all.filter(({ connection }) => connection.address === address).length;
    for (let n = 0; n < WAITING_MAX; n++) ask(rules, identityOf(n), undefined, at('192.168.1.66'));
    ask(rules, identityOf(100), undefined, at('192.168.1.2'));
    for (let n = 0; n < WAITING_MAX; n++) ask(rules, identityOf(n), undefined, at('192.168.1.66'));
    expect([numbersOf('192.168.1.66'), numbersOf('192.168.1.2')]).toEqual([WAITING_MAX - 1, 1]);
    for (let n = 200; n < 300; n++) ask(rules, identityOf(n), undefined, at('192.168.1.3'));
    for (let n = 0; n < WAITING_MAX; n++) ask(rules, identityOf(n), undefined, at('192.168.1.66'));
    expect([numbersOf('192.168.1.66'), numbersOf('192.168.1.3')]).toEqual([32, 31]);
    expect(rules.waiting.all.some(({ identity }) => identity === identityOf(100))).toBe(true);
  });

  test('and which is for the invited asks for the ticket before it asks the host', () => {
    const rules = rulesOf({ askFirst: true, invitedOnly: true });
    expect([ask(rules, identityOf(1)), ask(rules, identityOf(1), TICKET)]).toEqual(['invite', 'waiting']);
  });
});

describe('who had to go', () => {
  test('is refused for a minute, by its key and by its identity', () => {
    const rules = rulesOf({});
    rules.kick({ key: 'key of Ada', identity: identityOf(1) }, 0);
    const codeOf = (key: string | undefined, identity: string | undefined, nowMs: number) =>
      rules.checkExpelled({ key, identity }, nowMs)?.code;
    expect(codeOf('key of Ada', identityOf(2), 59_999)).toBe('kicked');
    expect(codeOf('another', identityOf(1), 59_999)).toBe('kicked');
    expect(codeOf('another', identityOf(2), 0)).toBeUndefined();
    expect(codeOf(undefined, undefined, 0)).toBeUndefined();
    expect(codeOf('key of Ada', identityOf(1), 60_000)).toBeUndefined();
  });

  test('of a ban is refused for good, until it is taken back: then at once, with its old key too', () => {
    const rules = rulesOf({}, { bans: [{ identity: identityOf(9), name: 'Earlier' }] });
    const expulsion = rules.ban({ identity: identityOf(1), name: 'Ada' }, 'key of Ada', 0);
    const code = (nowMs: number) =>
      rules.checkExpelled({ key: 'key of Ada', identity: identityOf(1) }, nowMs)?.code;
    expect([code(0), code(1e9)]).toEqual(['banned', 'banned']);
    expect(rules.bans.all.map(({ name }) => name)).toEqual(['Ada', 'Earlier']);
    expect(rules.unban(identityOf(1))).toBe('Ada');
    expect([code(0), expulsion?.isLifted]).toEqual([undefined, true]);
    expect([rules.unban(identityOf(1)), rules.unban(identityOf(2))]).toEqual([undefined, undefined]);
  });

  test('no more are banned than may be, and none of them is forgotten for it', () => {
    const rules = rulesOf({});
    for (let n = 0; n < BANS_MAX; n++) rules.ban({ identity: identityOf(n), name: 'Ada' }, undefined, 0);
    expect(rules.ban({ identity: identityOf(BANS_MAX), name: 'Ada' }, undefined, 0)).toBeUndefined();
    expect([rules.bans.size, rules.bans.has(identityOf(0))]).toEqual([BANS_MAX, true]);
  });
});

test('whom a host that is asked first let in and then removed has to ask again; an invite holds on', () => {
  const [asked, invited] = [rulesOf({ askFirst: true }), rulesOf({ invitedOnly: true })];
  for (const rules of [asked, invited]) {
    rules.admitted(identityOf(1));
    rules.known.isChanged = false;
    rules.kick({ key: 'key', identity: identityOf(1) }, 0);
  }
  const codes = [asked, invited].map((rules) => ask(rules, identityOf(1), undefined, at(''), EXPULSION_MS));
  expect(codes).toEqual(['waiting', undefined]);
  expect([asked.known.isChanged, invited.known.isChanged]).toEqual([true, false]);
});

test('who is muted is so by its id, and with another one by its identity', () => {
  const { mutes } = rulesOf({});
  const [ada, guest] = [
    { id: 1, identity: identityOf(1) },
    { id: 2, identity: undefined },
  ];
  mutes.add(ada);
  mutes.add(guest);
  const has = (id: number, identity?: string) => mutes.has({ id, identity });
  expect([has(1), has(7, identityOf(1)), has(2), has(7), has(7, identityOf(2))]).toEqual([
    ...[true, true, true],
    ...[false, false],
  ]);
  mutes.remove({ id: 7, identity: identityOf(1) });
  expect([has(7, identityOf(1)), mutes.isEmpty]).toEqual([false, false]);
});
