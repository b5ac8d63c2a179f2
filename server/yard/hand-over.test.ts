import { PresenceBudget } from './presence-budget';
import { controlMessagesTo, join, joinAsGuest, messagesTo, settled, testYard } from './yard.fixture';
import { AccessRules } from '../access/access-rules';
import { hashKey } from '../access/key-hash';
import type { Yard } from './yard';
import type { YardPlayer } from './yard-player';

const MOVED = { address: '/moved', server: 'tcp://192.168.1.30:6000', key: '', ticket: '' } as const;
const PROFILE = { address: '/profile', protocol: 2, name: 'Edsger', colour: '#e69f00' } as const;

/** Lets time pass, and returns when Ada was told of the move. */
function toldAt(yard: Yard, player: YardPlayer, endMs: number): number[] {
  const told: number[] = [];
  for (let nowMs = 0; nowMs <= endMs; nowMs += 250) {
    yard.touch(player, nowMs);
    yard.tick(nowMs);
    const messages = messagesTo(yard.flush(nowMs), player, nowMs);
    if (messages.some(({ address }) => address === '/moved')) told.push(nowMs);
  }
  return told;
}

test('everybody is told where the yard is at the next flush, guests too, and once a second after that', () => {
  const { yard, ada } = settled('Ada', 'Grace');
  const guest = joinAsGuest(yard);
  yard.flush(0);
  yard.handOver.begin(MOVED, 0);
  const flush = yard.flush(0);
  expect(controlMessagesTo(flush, ada)).toEqual([MOVED]);
  expect(controlMessagesTo(flush, guest)).toEqual([MOVED]);
  expect(toldAt(yard, ada, 4000)).toEqual([1000, 2000, 3000, 4000]);
});

test('it is begun once: a second successor is not told of', () => {
  const { yard, ada } = settled('Ada', 'Grace');
  yard.handOver.begin(MOVED, 0);
  yard.handOver.begin({ ...MOVED, server: 'tcp://192.168.1.40:6000' }, 0);
  expect(controlMessagesTo(yard.flush(0), ada)).toEqual([MOVED]);
});

test('it is over when all have gone, or 5 s later', () => {
  const { yard, ada, grace } = settled('Ada', 'Grace');
  expect(yard.handOver.isOver(0, true)).toBe(false);
  yard.handOver.begin(MOVED, 0);
  expect(yard.handOver.isOver(4999, true)).toBe(false);
  expect(yard.handOver.isOver(5000, true)).toBe(true);
  yard.remove(ada, 10);
  yard.remove(grace, 10);
  expect(yard.handOver.isOver(10, true)).toBe(true);
});

test('who has gone ahead is not told of as gone, and nobody comes in or comes back', () => {
  const { yard, ada, grace } = settled('Ada', 'Grace');
  yard.handOver.begin(MOVED, 0);
  yard.flush(0);
  yard.remove(grace, 10);
  expect(controlMessagesTo(yard.flush(10), ada)).toEqual([]);
  const budget = new PresenceBudget(10);
  expect(yard.applyProfile(undefined, PROFILE, 10, budget).ok).toBe(false);
  expect(yard.applyProfile(undefined, { ...PROFILE, key: 'key of Grace' }, 10, budget).ok).toBe(false);
  expect(yard.applyProfile(undefined, { ...PROFILE, key: 'key of Ada' }, 10, budget).ok).toBe(false);
  expect(yard.admitGuest(10, budget).ok).toBe(false);
});

test('the state tells who can come back, where each is by now, who is muted, and no key', () => {
  const yard = testYard();
  const ada = join(yard, 'Ada', 0, 'secret of Ada');
  yard.access.mutes.add(join(yard, 'ada', 0, 'secret of another'));
  join(yard, 'Keyless', 0);
  joinAsGuest(yard);
  yard.handle(ada, { address: '/motion', x: 100, y: 200, vx: 240, vy: 0 }, 0);
  const state = yard.handOver.state(500);
  expect(state.players).toEqual([
    {
      ...{ id: 1, name: 'Ada', wantedName: 'Ada', colour: '#e69f00' },
      place: { x: 220, y: 200 },
      keyHash: hashKey('secret of Ada'),
      isMuted: false,
    },
    {
      ...{ id: 2, name: 'ada 2', wantedName: 'ada', colour: '#e69f00' },
      place: undefined,
      keyHash: hashKey('secret of another'),
      isMuted: true,
    },
  ]);
  expect(JSON.stringify(state)).not.toContain('secret');
});

test.each([
  [{ secure: false, invitedOnly: false, askFirst: false }, 'open'],
  [{ secure: true, invitedOnly: false, askFirst: false }, 'secured'],
  [{ secure: true, invitedOnly: true, askFirst: false }, 'invited'],
  [{ secure: true, invitedOnly: false, askFirst: true }, 'ask'],
] as const)('the state of a yard with %j says that it is %s, and no ticket', (options, access) => {
  const ticket = options.invitedOnly ? 'secret of the yard' : undefined;
  const rules = new AccessRules(options, { bans: [], identities: [], ticket });
  const yard = testYard({}, undefined, rules);
  expect(yard.handOver.state(0)).toEqual({ access, isLocked: false, players: [] });
  rules.isLocked = true;
  expect(yard.handOver.state(0)).toEqual({ access, isLocked: true, players: [] });
});

test('a secured yard leads nobody to a yard without a key, and goes on', () => {
  const rules = new AccessRules({ secure: true, invitedOnly: false, askFirst: false });
  const yard = testYard({}, undefined, rules);
  const ada = join(yard, 'Ada', 0, 'key of Ada');
  yard.flush(0);
  yard.handOver.begin(MOVED, 0);
  expect([yard.handOver.isUnderWay, yard.handOver.isOver(9999, true)]).toEqual([false, false]);
  expect(controlMessagesTo(yard.flush(0), ada)).toEqual([]);
  const secured = { ...MOVED, key: 'A'.repeat(43) };
  yard.handOver.begin(secured, 0);
  expect(controlMessagesTo(yard.flush(0), ada)).toEqual([secured]);
});
