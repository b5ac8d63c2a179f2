/** Nonsense to the web shell: it disturbs nobody, and the shell lives. */
import { MESSAGE_MAX_BYTES } from '../../shared/config';
import { seeded } from '../../shared/random';
import * as pictures from '../support/pictures';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { chooseSeed, pick } from '../support/random';
import { pause } from '../support/until';
import { expectUndisturbed } from '../support/walks';
import { closePages, FakePage, startWeb } from '../support/web';

let port: number;
let yardPort: number;
beforeEach(async () => {
  [port, yardPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  closePages();
  pictures.leaveAll();
  await killAll();
});

test('10,000 random, truncated and oversized messages from 10 connections disturb nobody', async () => {
  const random = seeded(chooseSeed('Messages to the web shell'));
  await startServer(yardPort);
  const { program } = await startWeb(port, yardPort);
  const [ada, grace] = [pictures.join(yardPort, 'Ada'), pictures.join(yardPort, 'Grace')];
  const bystander = await FakePage.enter(port, 'Bystander');
  let sent = 0;
  const fuzzing = Promise.all(
    Array.from({ length: 10 }, async () => {
      let page = await FakePage.open(port);
      for (let i = 0; i < 1000; i++) {
        // Some of them get the connection closed: then the next one goes on.
        if (page.socket.readyState !== page.socket.OPEN) page = await FakePage.open(port);
        page.sendFrame(nonsense(random));
        sent++;
        if (i % 50 === 0) await pause(5);
      }
    }),
  );
  let isOver = false;
  void fuzzing.then(() => (isOver = true));
  await expectUndisturbed([ada, grace], () => isOver);
  await fuzzing;
  expect(sent).toBe(10_000);
  expect(bystander.closed).toBeUndefined();
  expect(program.process.exitCode).toBeNull();
  expect(program.errors).toBe('');
  bystander.received.length = 0;
  await bystander.until('/yard');
});

const VALID = [
  '{"address":"profile","name":"Ada","colour":"#e69f00"}',
  '{"address":"/say","text":"Hello"}',
  '{"address":"join","target":"tcp://127.0.0.1:1"}',
  '{"address":"host","name":"x","reach":"network","port":1}',
  '{"address":"leave"}',
  '{"address":"enter","position":{"x":1,"y":2}}',
];

function nonsense(random: () => number): string | Uint8Array<ArrayBuffer> {
  const whole = VALID[pick(random, VALID.length)] ?? '';
  switch (pick(random, 8)) {
    case 0:
      return Uint8Array.from({ length: pick(random, 64) }, () => pick(random, 256));
    case 1:
      return Uint8Array.from({ length: 8 }, () => pick(random, 256));
    case 2:
      return String.fromCodePoint(...Array.from({ length: 20 }, () => pick(random, 0xd000)));
    case 3:
      return '['.repeat(pick(random, MESSAGE_MAX_BYTES));
    case 4:
      return whole.replace(
        /"[^"]*"}/,
        () => `${['7', 'null', '{}', '"\\u0000"', '1e999'][pick(random, 5)] ?? ''}}`,
      );
    case 5:
      return pick(random, 10) === 0 ? 'x'.repeat(MESSAGE_MAX_BYTES + pick(random, 10_000)) : '';
    default:
      return whole.slice(0, pick(random, whole.length));
  }
}
