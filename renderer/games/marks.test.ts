import { ROLES, type GamePhase } from '../../shared/protocol/games';
import type { Part, PlayedGame } from './game-standing';
import { marksOf } from './marks';

const part = (role: number, more: Partial<Part> = {}): Part => ({
  ...{ role, isHidden: false, isInGrace: false, score: 0 },
  ...more,
});
const game = (name: string, phase: Exclude<GamePhase, 'none'> = 'running'): PlayedGame => ({
  ...{ name, phase, round: 1, n: 1, endsAtMs: undefined },
});

test('who is it wears a ring, a lighter one in grace, and who runs wears none', () => {
  const it = part(ROLES.it);
  const parts = new Map([
    [1, it],
    [2, part(ROLES.free)],
    [3, part(ROLES.free, { isInGrace: true })],
  ]);
  const marks = marksOf(game('tag'), parts, it);
  expect([...marks]).toEqual([
    [1, { ring: 'it', isLight: false, alpha: 1 }],
    [3, { ring: 'grace', isLight: false, alpha: 1 }],
  ]);
  const light = marksOf(game('tag'), new Map([[1, part(ROLES.it, { isInGrace: true })]]), undefined);
  expect(light.get(1)).toEqual({ ring: 'it', isLight: true, alpha: 1 });
});

test('seekers, who is found and both teams have rings of their own', () => {
  const roles = [ROLES.it, ROLES.found, ROLES.teamOne, ROLES.teamTwo];
  const parts = new Map(roles.map((role, id) => [id, part(role)]));
  const rings = [...marksOf(game('hide'), parts, undefined).values()].map(({ ring }) => ring);
  expect(rings).toEqual(['seeker', 'found', 'sun', 'pond']);
});

test('who hides is not drawn for a seeker, and half transparent for all others and itself', () => {
  const seeker = part(ROLES.it);
  const hider = part(ROLES.free, { isHidden: true });
  const parts = new Map([
    [1, seeker],
    [2, hider],
  ]);
  const alphaFor = (own: Part | undefined) => marksOf(game('hide'), parts, own).get(2)?.alpha;
  expect(alphaFor(seeker)).toBe(0);
  for (const own of [hider, part(ROLES.free), part(ROLES.found), undefined]) expect(alphaFor(own)).toBe(0.5);
});

test('who counts sees nobody who hides, and the other seekers', () => {
  const seeker = part(ROLES.it);
  const parts = new Map([
    [1, seeker],
    [2, part(ROLES.free)],
    [3, part(ROLES.it)],
  ]);
  const alphas = (name: string, phase: 'counting' | 'running') =>
    [2, 3].map((id) => marksOf(game(name, phase), parts, seeker).get(id)?.alpha);
  expect(alphas('hide', 'counting')).toEqual([0, 1]);
  expect(alphas('hide', 'running')).toEqual([undefined, 1]);
  expect(alphas('tag', 'counting')).toEqual([undefined, 1]);
});

test('a seeker whom the server calls hidden sees itself', () => {
  const seeker = part(ROLES.it, { isHidden: true });
  expect(marksOf(game('hide'), new Map([[1, seeker]]), seeker).get(1)?.alpha).toBe(0.5);
});

test.each(['waiting', 'podium'] as const)('in the phase "%s" nobody is marked', (phase) => {
  expect(marksOf(game('tag', phase), new Map([[1, part(ROLES.it)]]), undefined).size).toBe(0);
  expect(marksOf(undefined, new Map([[1, part(ROLES.it)]]), undefined).size).toBe(0);
});
