/**
 * ZMTP's commands, by which the two Routers' ends speak of the connection itself: RFC 37 (3.1) and 23 (3.0). A command is
 * one frame: the length of its name, the name, and its data. READY and ERROR belong to the NULL handshake, PING and PONG
 * to the heartbeat. Any other is none of ours and is passed over.
 */
import { PLAIN_FRAMING } from './frames/encoder';
import { ProtocolError } from './protocol-error';

const PING_TTL_BYTES = 2;
const PING_CONTEXT_MAX_BYTES = 16;

/** Whom a Router speaks with. */
const PEER_TYPES: readonly string[] = ['DEALER', 'REQ', 'ROUTER'];

/** The body of a command. @param data up to 200 bytes, so that its size is a short one */
function encodeCommand(name: string, ...data: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.of(name.length), Buffer.from(name, 'latin1'), ...data]);
}

function encodeProperty(name: string, value: string): Buffer {
  const bytes = Buffer.from(`.${name}....${value}`, 'latin1');
  bytes.writeUInt8(name.length, 0);
  bytes.writeUInt32BE(value.length, 1 + name.length);
  return bytes;
}

/** What a Router says of itself. */
export const OWN_METADATA = Buffer.concat([
  encodeProperty('Socket-Type', 'ROUTER'),
  encodeProperty('Identity', ''),
]);
/** The frame that says it where nothing is sealed. */
export const READY = PLAIN_FRAMING.command(encodeCommand('READY', OWN_METADATA));
/** The body of a PING. Without a time to live: the peer is not to end the connection by itself. */
export const PING = encodeCommand('PING', Buffer.alloc(PING_TTL_BYTES));

/** The frame that says why a handshake fails, for the other end's log. @param reason printable ASCII, up to 200 characters */
export function encodeError(reason: string): Buffer {
  const text = Buffer.from(reason, 'latin1');
  return PLAIN_FRAMING.command(encodeCommand('ERROR', Buffer.of(text.length), text));
}

/** What a peer's READY says of it. */
export interface Metadata {
  socketType: string | undefined;
}

/** Reads a READY, of which the identity is passed over. Throws a ProtocolError when it is none, or breaks its form. */
export function decodeReady(body: Buffer): Metadata {
  if (!isNamed(body, 'READY')) throw new ProtocolError('a command other than READY in the handshake');
  return decodeMetadata(body.subarray(1 + 'READY'.length));
}

/** Reads properties, of which the identity is passed over. Throws a ProtocolError when they break their form. */
export function decodeMetadata(body: Buffer): Metadata {
  let socketType: string | undefined;
  let at = 0;
  while (at < body.length) {
    const nameEnd = at + 1 + (body[at] ?? 0);
    const valueStart = nameEnd + 4;
    if (nameEnd === at + 1 || valueStart > body.length) throw new ProtocolError('a broken property');
    const valueEnd = valueStart + body.readUInt32BE(nameEnd);
    if (valueEnd > body.length) throw new ProtocolError('a broken property');
    const name = body.toString('latin1', at + 1, nameEnd);
    // Names have no case.
    if (name.toLowerCase() === 'socket-type') socketType = body.toString('latin1', valueStart, valueEnd);
    at = valueEnd;
  }
  return { socketType };
}

/** Throws a ProtocolError, with an ERROR for the peer, unless a Router may speak with this type of socket. */
export function checkSocketType(socketType: string | undefined): void {
  if (socketType === undefined || !PEER_TYPES.includes(socketType))
    throw new ProtocolError('a socket type that no Router takes', encodeError('Invalid socket type'));
}

/**
 * Looks at a command that came after the handshake. Returns the body of the one to answer with, if it asks for one. Throws a
 * ProtocolError when it is an ERROR, or breaks its form.
 */
export function answerTo(body: Buffer): Buffer | undefined {
  const nameBytes = body[0] ?? 0;
  if (nameBytes === 0 || body.length < 1 + nameBytes) throw new ProtocolError('a command without a name');
  if (isNamed(body, 'PING')) {
    const context = body.subarray(1 + nameBytes + PING_TTL_BYTES);
    if (body.length < 1 + nameBytes + PING_TTL_BYTES || context.length > PING_CONTEXT_MAX_BYTES)
      throw new ProtocolError('a broken PING');
    return encodeCommand('PONG', context);
  }
  if (isNamed(body, 'ERROR')) throw new ProtocolError('the peer says ERROR');
  return undefined;
}

function isNamed(body: Buffer, name: string): boolean {
  return body[0] === name.length && body.toString('latin1', 1, 1 + name.length) === name;
}
