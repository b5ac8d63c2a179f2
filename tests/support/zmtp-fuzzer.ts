/**
 * A fuzzer that knows ZMTP: `zmtp-fuzzer.js PORT SEED SECONDS MAX_CONNECTIONS [curve]`. Says one conversation after another to a
 * Router that echoes, many at a time, until either limit is reached. Prints one line of JSON: how many connections it made.
 * Ends with 1 and a line for each failure, with the seed of that conversation: a server that takes no connection any more,
 * or a conversation without a fault that is not answered as it should be.
 */
import { connect, type Socket } from 'node:net';
import { seeded } from '../../shared/random';
import { CurveConversation, framesAfterGreeting } from './curve-conversations';
import { TEST_KEYS } from './secured';
import { pause } from './until';
import { converse, inOrder, type Conversation } from './zmtp-conversations';

const AT_A_TIME = 48;
const WAIT_MS = 60;
const ANSWER_DEADLINE_MS = 15_000;
const WELCOME_BYTES = 168;

const [port = 0, firstSeed = 0, seconds = 0, maxConnections = 0] = process.argv.slice(2).map(Number);
const isSecured = process.argv[6] === 'curve';
const serverKey = Buffer.from(TEST_KEYS.publicKey, 'base64url');
const endMs = performance.now() + seconds * 1000;
const failures: string[] = [];
let connections = 0;

async function main(): Promise<void> {
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  for (const failure of failures) console.error(failure);
  console.log(JSON.stringify({ connections }));
  process.exitCode = failures.length > 0 ? 1 : 0;
}

async function worker(): Promise<void> {
  while (performance.now() < endMs && connections < maxConnections && failures.length === 0) {
    const seed = firstSeed + connections++;
    const random = seeded(seed);
    const fault = isSecured
      ? await saySecurely(new CurveConversation(random, serverKey))
      : await say(converse(random));
    if (fault !== undefined) failures.push(`seed ${seed}: ${fault}`);
  }
}

/** Says one conversation. Resolves with what went wrong, if it did. */
async function say(conversation: Conversation): Promise<string | undefined> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = Buffer.alloc(0);
  let [isConnected, isClosed] = [false, false];
  let error = '';
  socket.on('connect', () => (isConnected = true));
  socket.on('close', () => (isClosed = true));
  socket.on('error', ({ message }) => (error = message));
  if (conversation.answer) socket.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
  else if (conversation.reads) socket.resume();
  for (const piece of conversation.pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    await new Promise(setImmediate);
  }
  const { answer, ending } = conversation;
  const isAnswered = (): boolean => answer !== undefined && received.length >= answer.length;
  const waitMs = answer ? ANSWER_DEADLINE_MS : ending === 'wait' ? WAIT_MS : 0;
  const waitEndMs = performance.now() + waitMs;
  while (!isClosed && !isAnswered() && performance.now() < waitEndMs) await pause(2);
  if (isConnected || isClosed) finish(socket, ending);
  while (!isClosed) await pause(2);
  if (!isConnected) return `no connection: ${error}`;
  if (answer && !inOrder(received).equals(inOrder(answer)))
    return `${received.length} bytes of an answer of ${answer.length}: ${received.toString('hex', 0, 100)}; ${error}`;
  return undefined;
}

/** Likewise, with a secured Router: each step after the answer to the one before. */
async function saySecurely(conversation: CurveConversation): Promise<string | undefined> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = Buffer.alloc(0);
  let [isConnected, isClosed] = [false, false];
  socket.on('connect', () => (isConnected = true));
  socket.on('close', () => (isClosed = true));
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
  const { spoiledAt, payloads } = conversation;
  const isFaultless = spoiledAt === undefined;
  const untilOr = async (isDone: () => boolean): Promise<void> => {
    const waitEndMs = performance.now() + (isFaultless ? ANSWER_DEADLINE_MS : WAIT_MS);
    while (!isClosed && !isDone() && performance.now() < waitEndMs) await pause(1);
  };
  const echoes = (): Buffer[] => conversation.echoes(framesAfterGreeting(received));
  socket.write(conversation.opening());
  await untilOr(() => framesAfterGreeting(received)[0]?.length === WELCOME_BYTES);
  if (framesAfterGreeting(received)[0]?.length === WELCOME_BYTES) {
    socket.write(conversation.goOn(framesAfterGreeting(received)));
    await untilOr(() => isFaultless && echoes().length >= payloads.length);
  }
  if (isConnected || isClosed) finish(socket, isFaultless ? 'end' : 'reset');
  while (!isClosed) await pause(2);
  if (!isConnected) return 'no connection';
  if (isFaultless && !Buffer.concat(echoes()).equals(Buffer.concat(payloads)))
    return `${echoes().length} of ${payloads.length} echoes came, or other ones`;
  return undefined;
}

function finish(socket: Socket, ending: Conversation['ending']): void {
  if (ending === 'reset') socket.resetAndDestroy();
  else socket.destroy();
}

void main();
