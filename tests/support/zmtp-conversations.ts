/**
 * What a hostile or broken peer may say to a Router: whole conversations of ZMTP, most of them spoiled at a place that
 * matters. The same seed gives the same conversation.
 */
import { MESSAGE_MAX_BYTES } from '../../shared/config';
import {
  command,
  cut,
  greeting,
  greeting20,
  longHeader,
  message,
  ping,
  pong,
  property,
  rawFrame,
  ready,
  ROUTER_GREETING,
  ROUTER_GREETING_20,
} from '../../server/net/zmtp/zmtp.fixture';
import { pick } from './random';

export interface Conversation {
  /** What is written, piece by piece. */
  pieces: Buffer[];
  /** Whether it reads what it is sent. */
  reads: boolean;
  /** Whether it ends by FIN or by RST; or it waits to be ended for a while. */
  ending: 'end' | 'reset' | 'wait';
  /** All that an echo must answer when nothing in it is spoiled, but that PONGs may come earlier. */
  answer: Buffer | undefined;
}

type Random = () => number;

const oneOf = <T>(random: Random, choices: readonly T[]): T => choices[pick(random, choices.length)] as T;
const bytes = (random: Random, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => pick(random, 256)));
const repeat = (piece: Buffer, times: number): Buffer =>
  Buffer.concat(Array.from({ length: times }, () => piece));

/** What is asked by all PINGs that an answer is expected to. */
const PONG = pong('context');

/** An answer with its PONGs before all else. */
export function inOrder(answer: Buffer): Buffer {
  const parts = answer.toString('latin1').split(PONG.toString('latin1'));
  return Buffer.concat([repeat(PONG, parts.length - 1), Buffer.from(parts.join(''), 'latin1')]);
}

/** Sizes at which something changes. */
const SIZES = [0, 1, 2, 254, 255, 256, 1023, 1024, 1025, MESSAGE_MAX_BYTES - 1, MESSAGE_MAX_BYTES];
const WRONG_SIZES = [MESSAGE_MAX_BYTES + 1, 65_536, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1];

interface Part {
  sent: Buffer;
  answer: Buffer;
}

/** Something that a peer may say. */
export function allowed(random: Random): Part {
  const payload = Buffer.alloc(oneOf(random, SIZES), pick(random, 256));
  switch (pick(random, 5)) {
    case 0:
      return { sent: message(payload), answer: message('', payload) };
    case 1:
      return { sent: repeat(message('', 'again'), 300), answer: repeat(message('', 'again'), 300) };
    case 2:
      return { sent: ping('context'), answer: PONG };
    case 3:
      return { sent: message('no delimiter', 'at all'), answer: Buffer.alloc(0) };
    default:
      return { sent: message('', payload), answer: message('', payload) };
  }
}

/** Something that it may not. */
export function spoiled(random: Random, part: Buffer): Buffer {
  const at = pick(random, part.length);
  switch (pick(random, 14)) {
    case 0: {
      const flipped = Buffer.from(part);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << pick(random, 8));
      return flipped;
    }
    case 1:
      return part.subarray(0, at);
    case 2:
      return Buffer.concat([part.subarray(0, at), bytes(random, 1 + pick(random, 20)), part.subarray(at)]);
    case 3:
      return Buffer.concat([part, part]);
    case 4:
      return bytes(random, 1 + pick(random, 300));
    case 5:
      return longHeader(pick(random, 8), oneOf(random, [...SIZES, ...WRONG_SIZES]));
    case 6:
      return Buffer.concat([
        rawFrame(pick(random, 256), Buffer.alloc(oneOf(random, SIZES))),
        rawFrame(pick(random, 8), Buffer.alloc(oneOf(random, SIZES))),
      ]);
    case 7:
      return repeat(Buffer.of(1, 0), oneOf(random, [2, 100, 50_000]));
    case 8:
      return repeat(rawFrame(1, Buffer.alloc(100)), oneOf(random, [2, 100, 1000]));
    case 9:
      return ping('x'.repeat(pick(random, 200)));
    case 10:
      return command(
        oneOf(random, ['READY', 'ERROR', 'SUBSCRIBE', 'PING', 'PONG', 'HELLO', '', 'x'.repeat(255)]),
        bytes(random, oneOf(random, [0, 1, 2, 20, 700])),
      );
    case 11:
      return command(
        'READY',
        property(oneOf(random, ['Socket-Type', 'Identity', '']), oneOf(random, ['PUB', '', 'x'])),
      );
    case 12:
      return greeting(pick(random, 256), pick(random, 256), oneOf(random, ['NULL', 'PLAIN', 'CURVE', 'ÿ']));
    default:
      return greeting20(pick(random, 256), 'x'.repeat(pick(random, 256)));
  }
}

/** The first of a conversation, by the version that is spoken. */
function opening(random: Random): { parts: Part[]; has20: boolean } {
  const nothing = Buffer.alloc(0);
  const identity = 'i'.repeat(pick(random, 256));
  if (random() < 0.2)
    return { has20: true, parts: [{ sent: greeting20(5, identity), answer: ROUTER_GREETING_20 }] };
  return {
    has20: false,
    parts: [
      { sent: greeting(3, pick(random, 2)), answer: ROUTER_GREETING },
      { sent: ready(oneOf(random, ['DEALER', 'REQ', 'ROUTER']), identity), answer: nothing },
    ],
  };
}

/** The conversation that a random generator gives. */
export function converse(random: Random): Conversation {
  const { parts, has20 } = opening(random);
  for (let i = pick(random, 6); i > 0; i--) {
    const part = allowed(random);
    // Version 2.0 has no PING.
    if (!has20 || part.sent[0] !== 4) parts.push(part);
  }
  const isSpoiled = random() < 0.85;
  const sent = parts.map((part) => part.sent);
  if (isSpoiled) {
    const at = pick(random, sent.length + 1);
    const part = sent[at] ?? message('', 'x');
    sent.splice(at, random() < 0.7 ? 1 : 0, spoiled(random, part));
  }
  const all = Buffer.concat(sent);
  const cuts = Array.from({ length: random() < 0.5 ? 0 : pick(random, 12) }, () => pick(random, 2 ** 30));
  const answer = Buffer.concat(parts.map((part) => part.answer));
  if (!isSpoiled) return { pieces: cut(all, cuts), reads: true, ending: 'end', answer };
  return {
    pieces: cut(all, cuts),
    reads: random() < 0.8,
    ending: oneOf(random, ['end', 'reset', 'reset', 'wait']),
    answer: undefined,
  };
}
