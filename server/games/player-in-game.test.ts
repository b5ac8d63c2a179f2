import { ROLES } from '../../shared/protocol/games';
import { MotionHistory } from '../motion/motion-history';
import { PlayedYard } from './played-yard.fixture';

/** Moments of 50 ms that are judged, 5 ms apart, and those at its ends. */
const MOMENTS_MAX = 12;

test('in two crowds that all but touch each other it is looked up once where somebody was at a moment', () => {
  const played = new PlayedYard();
  const all = Array.from({ length: 60 }, (_, i) => played.guest(1000 + (i % 2) * 45, 800 + (i % 5)));
  played.play('ghosts');
  played.run(500);
  const ghosts = all.filter((each) => played.role(each) === ROLES.it);
  expect(ghosts).toHaveLength(30);
  const at = jest.spyOn(MotionHistory.prototype, 'at');
  played.run(50);
  expect(at.mock.calls.length).toBeLessThanOrEqual(all.length * MOMENTS_MAX);
  at.mockRestore();
});
