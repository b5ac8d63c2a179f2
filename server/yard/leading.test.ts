/** Who comes to the old server while the yard is on its way to another, as reports of other games have it. */
import { AccessRules, type AccessOptions } from '../access/access-rules';
import { PresenceBudget } from './presence-budget';
import type { Yard } from './yard';
import { join, testYard } from './yard.fixture';

const MOVED = {
  address: '/moved',
  server: 'tcp://192.168.1.30:6000',
  key: 'A'.repeat(43),
  ticket: 'B'.repeat(22),
} as const;
const IDENTITY = Buffer.alloc(32, 1).toString('base64url');
const identityOf = (name: string) => name.padEnd(43, 'A');
const TICKET = Buffer.alloc(16, 1).toString('base64url');

function moving(options: Partial<AccessOptions> = {}): { yard: Yard; rules: AccessRules } {
  const all = { secure: true, invitedOnly: false, askFirst: false, ...options };
  const rules = new AccessRules(all, { bans: [], identities: [], ticket: TICKET });
  const yard = testYard({}, undefined, rules);
  const [ada, grace] = ['Ada', 'Grace'].map((name) => {
    rules.known.see(identityOf(name));
    const admission = come(yard, { key: `key of ${name}`, identity: identityOf(name) }, 0);
    if (!admission.ok) throw new Error(admission.refusal?.reason);
    return admission.player;
  });
  if (!ada || !grace) throw new Error('They are not in.');
  yard.remove(grace, 500);
  yard.handOver.begin(MOVED, 1000);
  yard.remove(ada, 1100);
  return { yard, rules };
}

function come(yard: Yard, said: { key?: string; identity?: string; ticket?: string }, nowMs = 1200) {
  const profile = { address: '/profile', protocol: 2, name: 'Late', colour: '#e69f00' } as const;
  return yard.applyProfile(undefined, { ...profile, ...said }, nowMs, new PresenceBudget(nowMs));
}

const back = (yard: Yard, name: string) => come(yard, { key: `key of ${name}`, identity: identityOf(name) });

const LED = { ok: false, moved: MOVED };

test('who comes back by its key is led on, and so is who is new where all may come in', () => {
  const { yard } = moving();
  expect(back(yard, 'Grace')).toMatchObject(LED);
  expect(back(yard, 'Ada')).toMatchObject(LED);
  expect(come(yard, { key: 'another key' })).toMatchObject(LED);
  expect(yard.size).toBe(0);
});

test('through a lock who comes back alone', () => {
  const { yard, rules } = moving();
  rules.isLocked = true;
  expect(back(yard, 'Grace')).toMatchObject(LED);
  expect(come(yard, { key: 'another key' })).toMatchObject({ refusal: { code: 'locked' } });
});

test('the next ticket is told to nobody who has not the present one', () => {
  const { yard } = moving({ invitedOnly: true });
  const identity = IDENTITY;
  expect(JSON.stringify(come(yard, { identity }))).not.toContain(MOVED.ticket);
  expect(come(yard, { identity, ticket: Buffer.alloc(16, 2).toString('base64url') })).toMatchObject({
    refusal: { code: 'invite' },
  });
  expect(come(yard, { identity, ticket: TICKET })).toMatchObject(LED);
  expect(back(yard, 'Grace')).toMatchObject(LED);
});

test('who waits for the host is led on, to wait there', () => {
  const { yard } = moving({ askFirst: true });
  expect(come(yard, { identity: IDENTITY })).toMatchObject(LED);
});

test('who was removed is told so, and led nowhere', () => {
  const { yard, rules } = moving();
  rules.kick({ key: 'key of Grace' }, 600);
  expect(back(yard, 'Grace')).toMatchObject({ refusal: { code: 'kicked' } });
});

test('elsewhere than before it waits 5 s for who was away, or waits; at the same address for nobody', () => {
  const { yard } = moving();
  expect([yard.handOver.isOver(1100, true), yard.handOver.isOver(1100, false)]).toEqual([false, true]);
  expect(yard.handOver.isOver(6000, true)).toBe(true);
  const nobodyAway = testYard();
  const ada = join(nobodyAway, 'Ada', 0, 'key of Ada');
  nobodyAway.handOver.begin(MOVED, 0);
  nobodyAway.remove(ada, 100);
  expect(nobodyAway.handOver.isOver(100, true)).toBe(true);
});
