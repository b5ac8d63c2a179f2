import { join, joinAsGuest, messagesTo, testYard } from './yard.fixture';
import type { YardPlayer } from './yard-player';

const OPEN = { server: 'tcp://192.168.1.30:5557', key: '', ticket: '' };
const NOWHERE = { server: '', key: '', ticket: '' };

function three() {
  const yard = testYard({ hostKey: 'key of Ada' });
  const [ada, grace, edsger] = ['Ada', 'Grace', 'Edsger'].map((name) =>
    join(yard, name, 0, `key of ${name}`),
  ) as [YardPlayer, YardPlayer, YardPlayer];
  const able: (readonly number[])[] = [];
  const answers: unknown[] = [];
  yard.offers.onAble = (ids) => able.push(ids);
  yard.offers.onAnswer = (id, moveTo) => answers.push([id, moveTo]);
  yard.flush(0);
  const say = (player: YardPlayer, n: number, to = NOWHERE) =>
    yard.handle(player, { address: '/successor', n, ...to }, 0);
  const offersTo = (player: YardPlayer) => {
    const messages = messagesTo(yard.flush(0), player);
    return messages.filter((message) => message.address === '/offer');
  };
  return { yard, ada, grace, edsger, able, answers, say, offersTo };
}

test('who says that it could hold the yard is told of once, but for the host and guests, until it is gone', () => {
  const { yard, ada, grace, edsger, able, say } = three();
  expect(say(joinAsGuest(yard), 0)).toBe('malformed');
  for (const player of [ada, grace, grace, edsger, grace]) say(player, 0);
  yard.remove(grace, 0);
  expect(able).toEqual([[2], [2, 3], [3]]);
});

test('who would is told who is in the yard, once, and says then where it is open', () => {
  const { yard, grace, answers, say, offersTo } = three();
  say(grace, 0);
  yard.offers.offerTo(2);
  expect(offersTo(grace)).toEqual([{ address: '/offer', n: 1, id: 1, state: '' }]);
  say(grace, 1);
  say(grace, 1);
  const [offer, ...more] = offersTo(grace);
  expect(offer).toMatchObject({ n: 1, id: 1 });
  expect(JSON.parse(offer?.state ?? '')).toEqual(yard.handOver.state(0));
  expect(more).toEqual([]);
  say(grace, 1, OPEN);
  say(grace, 1, OPEN);
  expect(answers).toEqual([[2, OPEN]]);
});

test('who is not asked answers nothing, and nobody names a yard before they were told who is in this one', () => {
  const { yard, grace, edsger, answers, say, offersTo } = three();
  for (const player of [grace, edsger]) say(player, 0);
  yard.offers.offerTo(2);
  say(edsger, 1);
  say(edsger, 1, OPEN);
  say(grace, 2, OPEN);
  expect(offersTo(edsger)).toEqual([]);
  expect(answers).toEqual([]);
  say(grace, 1, OPEN);
  expect(answers).toEqual([[2, undefined]]);
});

test('who will not, who is gone, and who never could be asked leave the yard where it is', () => {
  const { yard, grace, edsger, answers, say } = three();
  for (const player of [grace, edsger]) say(player, 0);
  yard.offers.offerTo(2);
  say(grace, -1);
  yard.offers.offerTo(2);
  yard.remove(grace, 0);
  yard.offers.offerTo(1);
  yard.offers.offerTo(99);
  expect(answers).toEqual([2, 2, 1, 99].map((id) => [id, undefined]));
});

test('an offer that is taken back is over: its answer comes too late', () => {
  const { yard, grace, answers, say, offersTo } = three();
  say(grace, 0);
  yard.offers.offerTo(2);
  yard.offers.offerTo(0);
  expect(offersTo(grace).at(-1)).toEqual({ address: '/offer', n: 1, id: 0, state: '' });
  say(grace, 1);
  say(grace, 1, OPEN);
  expect(answers).toEqual([]);
});
