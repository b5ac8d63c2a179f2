/**
 * 10,000 conversations with a secured Router's session, most of them spoiled at a place that a seed chooses: whatever comes,
 * the session ends it by a ProtocolError or waits for more, and hands on nothing that the client did not say.
 */
import { CurveServer } from '../server/net/zmtp/curve/curve-handshake';
import { makePair } from '../server/net/zmtp/curve/curve-client.fixture';
import { ProtocolError } from '../server/net/zmtp/protocol-error';
import { Session } from '../server/net/zmtp/session';
import { seeded } from '../shared/random';
import { CurveConversation, framesAfterGreeting } from './support/curve-conversations';
import { chooseSeed } from './support/random';

const CONVERSATIONS = 10_000;

test(`of ${CONVERSATIONS} conversations, most of them spoiled, each hands on what was said up to the fault and no more`, () => {
  const seed = chooseSeed('CURVE conversations');
  const keys = makePair();
  const server = new CurveServer(keys);
  const counts = { faultless: 0, refused: 0, waiting: 0 };
  for (let i = 0; i < CONVERSATIONS; i++) {
    const conversation = new CurveConversation(seeded(seed + i), keys.publicKey);
    let sent = Buffer.alloc(0);
    const told: Uint8Array[] = [];
    const session = new Session(
      {
        isFull: false,
        reply: (bytes) => (sent = Buffer.concat([sent, bytes])),
        opened: () => undefined,
        received: (content) => typeof content !== 'string' && told.push(content),
      },
      server,
    );
    let isRefused = false;
    try {
      session.receive(conversation.opening());
      if (framesAfterGreeting(sent)[0]?.length === 168)
        session.receive(conversation.goOn(framesAfterGreeting(sent)));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      isRefused = true;
    }
    const { spoiledAt, payloads } = conversation;
    const isFaultless = spoiledAt === undefined;
    const isOneLeftOut = spoiledAt === 'order' || spoiledAt === 'traffic';
    // A later box may come first, and ends it when its place comes; one may be cut to nothing, and nonces need only grow. One that
    // is right but for its flags may be a message.
    const rest = [...payloads];
    const isNext = (content: Uint8Array): boolean => rest.shift()?.equals(content) === true;
    const isLater = (content: Uint8Array): boolean => {
      while (rest.length > 0) if (isNext(content)) return true;
      return false;
    };
    const isPrefix = spoiledAt === 'sealed' || told.every(isOneLeftOut ? isLater : isNext);
    const isAll = told.length === payloads.length && payloads.length > 0;
    if (!isPrefix || (isFaultless && (isRefused || !isAll)))
      throw new Error(`seed ${seed + i}, spoiled at ${spoiledAt}: ${told.length} of ${payloads.length} told`);
    counts[isFaultless ? 'faultless' : isRefused ? 'refused' : 'waiting']++;
  }
  console.log(JSON.stringify(counts));
  expect(counts.faultless).toBeGreaterThan(CONVERSATIONS / 10);
  expect(counts.refused).toBeGreaterThan(CONVERSATIONS / 3);
}, 180_000);
