/** What the rules of access (server/access) mean for who is in the yard, comes back to it, or is its host. */
import { PROTOCOL_VERSION } from '../../shared/config';
import type { ProfileMessage } from '../../shared/protocol/messages';
import { AccessRules, type AccessOptions } from '../access/access-rules';
import { PresenceBudget } from './presence-budget';
import { Yard } from './yard';
import type { YardOptions } from './yard-options';
import type { YardPlayer } from './yard-player';
import { controlMessagesTo, joinAsGuest, testYard } from './yard.fixture';

const [ADA, GRACE] = [1, 2].map((n) => Buffer.alloc(32, n).toString('base64url')) as [string, string];
const TICKET = Buffer.alloc(16, 1).toString('base64url');
const HOST_KEY = 'key of the host';

function open(access: Partial<AccessOptions> = {}, options: Partial<YardOptions> = {}): Yard {
  const rules = new AccessRules(
    { secure: true, invitedOnly: false, askFirst: false, ...access },
    { bans: [], identities: [], ticket: access.invitedOnly ? TICKET : undefined },
  );
  const all = { ...testYard().options, hostKey: HOST_KEY, ...options };
  return new Yard(all, undefined, undefined, rules);
}

/** Somebody shows a profile: the player that it is, or the code with which it is refused. */
function show(
  yard: Yard,
  said: Partial<ProfileMessage>,
  player?: YardPlayer,
  nowMs = 0,
): YardPlayer | string {
  const message = {
    ...({ address: '/profile', protocol: PROTOCOL_VERSION, name: 'Ada', colour: '#e69f00' } as const),
    ...said,
  };
  const admission = yard.applyProfile(player, message, nowMs, new PresenceBudget(nowMs));
  return admission.ok ? admission.player : (admission.refusal?.code ?? 'too often');
}

const present = (shown: YardPlayer | string): YardPlayer => {
  if (typeof shown === 'string') throw new Error(`It is refused: ${shown}.`);
  return shown;
};

test('an identity is 32 bytes, or the profile is refused', () => {
  for (const yard of [open(), open({ secure: false })])
    for (const identity of ['', 'x', ADA.slice(1), `${ADA.slice(1)}B`])
      expect(show(yard, { identity })).toBe('profile');
  expect(present(show(open(), { identity: ADA })).identity).toBe(ADA);
});

test('an open yard knows no identities: there it is as if none was shown', () => {
  const yard = open({ secure: false });
  yard.access.ban({ identity: ADA, name: 'Ada' }, undefined, 0);
  expect(present(show(yard, { identity: ADA })).identity).toBeUndefined();
});

test('what is wrong with a protocol or a profile is said before who is banned, and that before who is locked out', () => {
  const yard = open();
  yard.access.ban({ identity: ADA, name: 'Ada' }, undefined, 0);
  yard.access.isLocked = true;
  expect(show(yard, { identity: ADA, protocol: 9, name: '' })).toBe('protocol');
  expect(show(yard, { identity: ADA, name: '' })).toBe('profile');
  expect(show(yard, { identity: ADA })).toBe('banned');
  expect(show(yard, { identity: GRACE })).toBe('locked');
});

test('locked: who is here stays, as somebody else too, and comes back by its key; others do not come in', () => {
  const yard = open();
  const ada = present(show(yard, { key: 'a', identity: ADA }));
  const guest = joinAsGuest(yard);
  yard.access.isLocked = true;
  expect(show(yard, { key: 'a', identity: ADA, name: 'Countess' }, ada)).toBe(ada);
  expect(show(yard, { key: 'g', name: 'Grace' }, guest)).toBe(guest);
  yard.remove(ada, 0);
  expect(present(show(yard, { key: 'a', identity: ADA })).id).toBe(ada.id);
  expect(show(yard, { key: 'b', identity: GRACE })).toBe('locked');
  expect(() => joinAsGuest(yard)).toThrow('This yard is locked');
});

test('who comes back by its key needs no ticket another time, and with an old ticket it is not refused', () => {
  const yard = open({ invitedOnly: true });
  const ada = present(show(yard, { key: 'a', identity: ADA, ticket: TICKET }));
  yard.access.ticket = Buffer.alloc(16, 9).toString('base64url');
  expect(show(yard, { key: 'a', identity: ADA, ticket: TICKET }, ada)).toBe(ada);
  expect(() => joinAsGuest(yard)).toThrow('with an identity');
  expect(show(yard, { key: 'b' })).toBe('invite');
});

test('a key goes with the identity with which it was shown, here and for who left', () => {
  const yard = open({ invitedOnly: true });
  const ada = present(show(yard, { key: 'a', identity: ADA, ticket: TICKET }));
  expect(show(yard, { key: 'a', identity: GRACE })).toBe('profile');
  yard.remove(ada, 0);
  expect(show(yard, { key: 'a', identity: GRACE })).toBe('profile');
  expect(present(show(yard, { key: 'a', identity: ADA })).id).toBe(ada.id);
});

test('nobody gets rid of its identity by showing another', () => {
  const yard = open();
  const ada = present(show(yard, { key: 'a', identity: ADA }));
  show(yard, { key: 'a', identity: GRACE }, ada);
  expect(ada.identity).toBe(ADA);
});

test('who is banned or was removed is refused, also where it is here as a guest, and stays what it was', () => {
  const yard = open();
  yard.access.kick({ key: 'a' }, 0);
  const guest = joinAsGuest(yard);
  expect(show(yard, { key: 'a' }, guest, 59_999)).toBe('kicked');
  expect(guest).toMatchObject({ isGuest: true, isPresent: true });
  expect(show(yard, { key: 'a' }, guest, 60_000)).toBe(guest);
});

test('who waits is nobody in the yard, though it is full; a seat is the last that it is asked for', () => {
  const yard = open({ askFirst: true }, { maxPlayers: 1 });
  present(show(yard, { key: HOST_KEY }));
  expect(show(yard, { identity: ADA })).toBe('waiting');
  const [entry] = yard.access.waiting.all;
  if (entry) yard.access.admit(entry);
  expect(show(yard, { identity: ADA })).toBe('full');
  expect(yard.size).toBe(1);
});

test('the host always gets in: banned, removed, locked out, without ticket or identity, and in a full yard', () => {
  const yard = open({ invitedOnly: true, askFirst: true }, { maxPlayers: 1 });
  yard.access.admitted(GRACE);
  present(show(yard, { key: 'g', identity: GRACE }));
  yard.access.ban({ identity: ADA, name: 'Ada' }, HOST_KEY, 0);
  yard.access.isLocked = true;
  const host = present(show(yard, { key: HOST_KEY, identity: ADA }));
  expect([yard.isHost(host), yard.size]).toEqual([true, 2]);
  expect(yard.isHost({ key: `${HOST_KEY} ` })).toBe(false);
});

describe('a player who is muted', () => {
  const linesTo = (yard: Yard, player: YardPlayer) =>
    controlMessagesTo(yard.flush(0), player).filter(({ address }) => address === '/player/said');

  test('says what it says to nobody, and is told so, at most once in five seconds', () => {
    const yard = open();
    const [ada, grace] = [present(show(yard, { key: 'a' })), present(show(yard, { key: 'g' }))];
    yard.access.mutes.add(ada);
    for (const nowMs of [0, 4000, 5000]) {
      expect(yard.handle(ada, { address: '/say', text: 'hello' }, nowMs)).toBe('refused');
      const flush = yard.flush(nowMs);
      const told = controlMessagesTo(flush, ada).filter(({ address }) => address === '/player/said');
      expect(told).toMatchObject(
        nowMs === 4000 ? [] : [{ id: 0, text: expect.stringContaining('muted') as string }],
      );
      expect(JSON.stringify(controlMessagesTo(flush, grace))).not.toContain('hello');
    }
    yard.access.mutes.remove(ada);
    expect(yard.handle(ada, { address: '/say', text: 'hello' }, 9000)).toBeUndefined();
    expect(linesTo(yard, grace)).toEqual([{ address: '/player/said', id: ada.id, text: 'hello' }]);
  });

  test('is never the host', () => {
    const yard = open();
    const host = present(show(yard, { key: HOST_KEY }));
    yard.access.mutes.add(host);
    expect(yard.isMuted(host)).toBe(false);
  });
});

test('a line of the host is told to everybody, guests too, and within the limits of all chat', () => {
  const yard = open();
  const everybody = [present(show(yard, { key: 'a' })), joinAsGuest(yard)];
  expect(yard.announce('Supper!', 0)).toBe(true);
  const flush = yard.flush(0);
  for (const player of everybody)
    expect(controlMessagesTo(flush, player)).toContainEqual({
      address: '/player/said',
      id: 0,
      text: 'Supper!',
    });
  let lines = 0;
  while (lines < 10_000 && yard.announce('x'.repeat(200), 0)) lines++;
  expect(lines).toBeLessThan(10_000);
});

test('neither identity nor ticket is told to anybody', () => {
  const yard = open({ invitedOnly: true });
  const ada = present(show(yard, { key: 'a', identity: ADA, ticket: TICKET }));
  const flush = yard.flush(0);
  expect(JSON.stringify(controlMessagesTo(flush, ada))).not.toMatch(new RegExp(`${ADA}|${TICKET}`));
});
