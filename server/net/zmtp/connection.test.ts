/** What one connection holds of what its peer sent, while nothing is taken. */
import { MESSAGE_MAX_BYTES } from '../../../shared/config';
import { ZmtpConnection } from './connection';
import { QUEUE_MAX_BYTES } from './limits';
import { Served, stopAll, until } from './router.fixture';
import { message } from './zmtp.fixture';

const MESSAGES = 20;

afterEach(stopAll);

test('messages whose last byte comes alone count with all their bytes', async () => {
  const served = await new Served().listen();
  const peer = await served.join();
  served.isServing = false;
  // A batch is waiting already, and takes this.
  peer.say('taken');
  await until('it to be taken', () => served.log.includes('0: taken'));
  const connection = served.connection(0);
  if (!(connection instanceof ZmtpConnection)) throw new Error('It is of our own Router.');
  const { inbox } = connection;
  const longest = message('', Buffer.alloc(MESSAGE_MAX_BYTES));
  peer.write(longest.subarray(0, -1));
  // A read for each: the end of one message, and then the beginning of the next.
  for (let i = 0; i < MESSAGES && !inbox.isFull; i++) {
    peer.write(longest.subarray(-1));
    await until('a message', () => inbox.length === i + 1);
    peer.write(longest.subarray(0, -1));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(inbox.isFull).toBe(true);
  expect(inbox.length * MESSAGE_MAX_BYTES).toBeLessThanOrEqual(QUEUE_MAX_BYTES + MESSAGE_MAX_BYTES);
});
