import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import type { FromRenderer } from '../shared/bridge';
import { PageConnection } from './page-connection';
import type { PageSessionEvents } from './page-session';

/** As much of a WebSocket as a connection uses. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  pings = 0;
  closed: unknown[] = [];
  isTerminated = false;

  ping(): void {
    this.pings++;
  }

  send(): void {
    // Nobody reads it.
  }

  close(...reason: unknown[]): void {
    this.readyState = 2;
    this.closed = reason;
  }

  terminate(): void {
    if (this.isTerminated) return;
    this.isTerminated = true;
    this.emit('close');
  }
}

function open(handle: (message: FromRenderer) => void = () => undefined) {
  const socket = new FakeSocket();
  let ends = 0;
  let events: PageSessionEvents | undefined;
  new PageConnection(socket as unknown as WebSocket, (given) => {
    events = given;
    return { handle, disconnect: () => undefined, end: () => (ends += 1) };
  });
  return { socket, ends: () => ends, fail: (error: Error) => events?.onError(error) };
}

beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const ENTER = Buffer.from('{"address":"enter"}');

test('a fault in what a page asked for ends that page alone', () => {
  const { socket, ends } = open(() => {
    throw new Error('Too many open file descriptors');
  });
  socket.emit('message', ENTER, false);
  expect(socket.closed[0]).toBe(1011);
  expect(ends()).toBe(1);
});

test('so does one that comes later', () => {
  const { socket, ends, fail } = open();
  socket.emit('message', ENTER, false);
  fail(new Error('Too many open file descriptors'));
  expect(socket.closed[0]).toBe(1011);
  expect(ends()).toBe(1);
});

test('a page that answers no ping is dropped, one that answers or speaks is not', () => {
  const [silent, answering, speaking] = [open(), open(), open()];
  for (let seconds = 0; seconds < 10; seconds++) {
    jest.advanceTimersByTime(1000);
    answering.socket.emit('pong');
    speaking.socket.emit('message', ENTER, false);
  }
  expect(silent.socket.pings).toBeGreaterThan(1);
  expect([silent, answering, speaking].map(({ socket }) => socket.isTerminated)).toEqual([
    true,
    false,
    false,
  ]);
  expect([silent, answering, speaking].map(({ ends }) => ends())).toEqual([1, 0, 0]);
});

test.each(['ping', 'pong'])('a page that sends a flood of %ss is dropped at once', (frame) => {
  const [flooding, ordinary] = [open(), open()];
  for (let i = 0; i < 1000; i++) flooding.socket.emit(frame);
  expect(flooding.socket.isTerminated).toBe(true);
  for (let seconds = 0; seconds < 10; seconds++) {
    jest.advanceTimersByTime(1000);
    ordinary.socket.emit(frame);
    ordinary.socket.emit('pong');
  }
  expect(ordinary.socket.isTerminated).toBe(false);
  expect(flooding.ends()).toBe(1);
});
