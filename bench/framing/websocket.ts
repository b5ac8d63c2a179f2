/** WebSocket (RFC 6455), as a client without extensions speaks it. */
import { randomBytes } from 'node:crypto';
import { frameOf, type Framing } from './framing';

const FINAL = 0x80;
const MASKED = 0x80;
const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const HEADERS_END = '\r\n\r\n';

/**
 * @param path where on the server, such as `/socket.io/?EIO=4`
 * @param kind what its messages are
 */
export function webSocket(path: string, kind: 'text' | 'binary'): Framing {
  return {
    greeting: () =>
      Buffer.from(
        [
          `GET ${path} HTTP/1.1`,
          'Host: 127.0.0.1',
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        ].join('\r\n') + HEADERS_END,
      ),

    greetingEnd(bytes) {
      const end = bytes.indexOf(HEADERS_END);
      if (end < 0) return undefined;
      const [status = ''] = bytes.toString('latin1', 0, end).split('\r\n');
      if (!status.includes(' 101 ')) throw new Error(`The server wants no WebSocket at ${path}: ${status}`);
      return end + HEADERS_END.length;
    },

    opening: Buffer.alloc(0),

    read(bytes, at, frame) {
      if (at + 2 > bytes.length) return false;
      let size = (bytes[at + 1] ?? 0) & 0x7f;
      let start = at + 2;
      if (size === 126) {
        if (at + 4 > bytes.length) return false;
        size = bytes.readUInt16BE(at + 2);
        start = at + 4;
      } else if (size === 127) {
        if (at + 10 > bytes.length) return false;
        size = bytes.readUInt32BE(at + 6);
        start = at + 10;
      }
      if (start + size > bytes.length) return false;
      const opcode = (bytes[at] ?? 0) & 0x0f;
      if (opcode === OPCODE.close) throw new Error('The server closed a connection.');
      frame.kind = opcode === OPCODE.ping || opcode === OPCODE.pong ? 'control' : 'message';
      frame.start = start;
      frame.end = frame.next = start + size;
      return true;
    },

    answer: (ping) => masked(OPCODE.pong, ping),

    wrap: (payload, frame) => masked(OPCODE[kind], payload, frame),
  };
}

/** A client masks what it sends. Which key it takes is of no importance between two programs of one machine. */
function masked(opcode: number, payload: Buffer, frame?: Buffer): Buffer {
  const header = payload.length < 126 ? 2 : 4;
  const bytes = frameOf(header + 4 + payload.length, frame);
  bytes[0] = FINAL | opcode;
  if (header === 2) bytes[1] = MASKED | payload.length;
  else {
    bytes[1] = MASKED | 126;
    bytes.writeUInt16BE(payload.length, 2);
  }
  const key = 0x5a;
  bytes.fill(key, header, header + 4);
  for (let i = 0; i < payload.length; i++) bytes[header + 4 + i] = (payload[i] ?? 0) ^ key;
  return bytes;
}
