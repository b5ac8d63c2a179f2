/**
 * A finder among forged beacons of 64 loopback addresses. It is played in a network namespace, so that no other game and no
 * other test on this machine finds them; where namespaces cannot be made it is skipped, and the name of the skip says why.
 */
import { insideNamespace, ip } from './support/namespaces';
import { killAll, Program, startServerInside } from './support/programs';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

const NAMESPACE = `zy-forged-${process.pid}`;
const inside = insideNamespace(NAMESPACE);

const fault = ip('netns', 'add', NAMESPACE) ?? ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up');
const missing = fault && `there are no network namespaces: ${fault}`;

afterEach(killAll);
afterAll(() => ip('netns', 'delete', NAMESPACE));

interface Report {
  seconds: number;
  forged: number;
  questions: number;
  changes: number;
  names: string[];
}

testUnless(missing, 'find says when no yard announces itself, while it listens and at its end', async () => {
  const finder = new Program('find', ['--seconds', '6'], inside);
  await until('the sentence', () => finder.errors.includes('No yard announces itself here so far'));
  expect(await finder.exit()).toBe(0);
  expect(finder.errors).toContain('No yard was found.');
  expect(finder.output).toBe('');
});

testUnless(
  missing,
  '64 senders that forge beacons without an end neither hide a yard nor have it ask or tell the page without an end',
  async () => {
    const flood = new Program('beacon-flood', [], inside);
    const report = (): Report =>
      JSON.parse(flood.output.split('\n').at(-2) ?? '{"seconds":0,"names":[]}') as Report;
    await until('the list to be full of what is forged', () => report().names.length >= 60);
    await startServerInside(inside, 5557, '--name', 'Real', '--announce');
    await until('the real yard to be found', () => report().names.includes('Real'));
    const found = report().seconds;
    await until('three more seconds', () => report().seconds > found + 3);
    const { names, seconds, forged, questions, changes } = report();
    console.log(JSON.stringify({ seconds, forged, questions, changes }));
    expect(names).toContain('Real');
    expect(changes).toBeLessThanOrEqual(4 * (seconds + 1));
    expect(questions).toBeGreaterThan(0);
    expect(questions).toBeLessThanOrEqual(40 * (seconds + 1));
    // Rather than all of them for each beacon.
    expect(questions / forged).toBeLessThan(0.1);
  },
);
