/** The dialects by their names. */
import { BENCH_KEYS } from '../framing/bench-keys';
import { ZmtpCurve } from '../framing/zmtp-curve';
import type { DialectName } from '../load/load';
import type { UpdateSink } from '../load/update-sink';
import { ColyseusDialect } from './colyseus';
import type { Dialect } from './dialect';
import { wsDialect, zeromqDialect } from './relays';
import { SocketIoDialect } from './socketio';
import { ZeroyardDialect } from './zeroyard';

const serverKey = Buffer.from(BENCH_KEYS.publicKey, 'base64url');

const DIALECTS: Record<DialectName, (sink: UpdateSink, port: number) => Dialect> = {
  zeroyard: (sink) => new ZeroyardDialect(sink),
  'zeroyard-secure': (sink) => new ZeroyardDialect(sink, () => new ZmtpCurve(serverKey)),
  zeromq: zeromqDialect,
  ws: wsDialect,
  socketio: (sink) => new SocketIoDialect(sink),
  colyseus: (sink, port) => new ColyseusDialect(sink, port),
};

/** @param port of the server, where its clients ask it by HTTP first */
export function createDialect(name: DialectName, sink: UpdateSink, port: number): Dialect {
  return DIALECTS[name](sink, port);
}
