import { answerTo, checkSocketType, decodeReady, encodeError, PING, READY } from './commands';
import { PLAIN_FRAMING } from './frames/encoder';
import { command, ping, pong, property, ready } from './zmtp.fixture';

/** A command's body, as the decoder gives it. */
const body = (frame: Buffer): Buffer => frame.subarray(2);

test('says what RFC 37 has it say', () => {
  expect(READY).toEqual(ready('ROUTER'));
  expect(PLAIN_FRAMING.command(PING)).toEqual(ping());
  expect(encodeError('Oh')).toEqual(command('ERROR', Buffer.from('\u0002Oh')));
});

test("reads a peer's READY: names have no case, and what is unknown is passed over", () => {
  expect(decodeReady(body(ready('DEALER', 'me')))).toEqual({ socketType: 'DEALER' });
  expect(
    decodeReady(body(command('READY', property('X-Own', 'any'), property('sOCKET-tYPE', 'REQ')))),
  ).toEqual({ socketType: 'REQ' });
  expect(decodeReady(body(command('READY')))).toEqual({ socketType: undefined });
});

test.each([
  ['another command', ping()],
  ['a longer name', command('READYS')],
  ['nothing', command('')],
  ['a property without a size', command('READY', Buffer.from('\u0001a'))],
  ['a property without a name', command('READY', property('', 'value'))],
  ['a property that is cut', command('READY', property('Socket-Type', 'DEALER').subarray(0, -1))],
  [
    'a property of 4 GB',
    command('READY', Buffer.concat([Buffer.from('\u0001a'), Buffer.alloc(4, 255), Buffer.from('x')])),
  ],
])('takes no READY from %s', (_, frame) => {
  expect(() => decodeReady(body(frame))).toThrow();
});

test('a Router speaks with a Dealer, a Req and a Router, and tells others that it does not', () => {
  for (const type of ['DEALER', 'REQ', 'ROUTER']) checkSocketType(type);
  for (const type of ['PUB', 'REP', 'dealer', '', undefined])
    expect(() => checkSocketType(type)).toThrow(
      expect.objectContaining({ reply: encodeError('Invalid socket type') }) as Error,
    );
});

test('answers PING by its context, and nothing else', () => {
  expect(answerTo(body(ping()))).toEqual(body(pong()));
  expect(answerTo(body(ping('sixteen bytes at')))).toEqual(body(pong('sixteen bytes at')));
  expect(answerTo(body(pong('any')))).toBeUndefined();
  expect(answerTo(body(command('SUBSCRIBE', Buffer.from('all'))))).toBeUndefined();
});

test.each([
  ['a context of 17 bytes', ping('seventeen bytes !')],
  ['a PING without its time to live', command('PING', Buffer.alloc(1))],
  ['an ERROR', command('ERROR', Buffer.of(0))],
  ['a name that is cut', Buffer.from('\u0004\u0003\u0004PI')],
  ['no name', command('')],
])('refuses %s', (_, frame) => {
  expect(() => answerTo(body(frame))).toThrow();
});
