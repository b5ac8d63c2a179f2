/** Messages as no program of good will sends them. */
import { PROTOCOL_VERSION } from '../../shared/config';
import { packBundle } from '../../shared/protocol/bundles';
import { packMessage } from '../../shared/protocol/osc';
import { encodeMotions } from '../../shared/protocol/motions.fixture';
import { encodeClientMessage, encodeServerMessage } from '../../shared/protocol/messages';
import { pick } from './random';

const USUAL_MAX_BYTES = 4096;
const OVERSIZE_SHARE = 0.003;
const OVERSIZE_MAX_BYTES = 64 * 1024;
const MUTATIONS_MAX = 4;

/** What there is to mutate: all a peer may say, and what only the server may, about the players `victims`. */
export function validPackets(victims: readonly number[]): Uint8Array[] {
  const position = encodeClientMessage({ address: '/position', x: 700, y: 500 });
  const profile = {
    address: '/profile',
    protocol: PROTOCOL_VERSION,
    name: 'Mallory',
    colour: '#d55e00',
  } as const;
  const say = encodeClientMessage({ address: '/say', text: 'Où êtes-vous ? 🦊' });
  const spoofs = victims.flatMap((id) => [
    encodeServerMessage({ address: '/player/left', id }),
    encodeServerMessage({ address: '/player/profile', id, name: 'Mallory', colour: '#d55e00' }),
    encodeServerMessage({ address: '/player/position', id, x: 0, y: 0 }),
    encodeMotions([{ id, x: 0, y: 0, vx: 0, vy: 0, atMs: 0, flags: 0 }], 0),
  ]);
  const motion = encodeClientMessage({ address: '/motion', x: 700, y: 500, vx: 240, vy: 0 });
  return [
    motion,
    packBundle([motion], Date.now()),
    position,
    say,
    encodeClientMessage(profile),
    encodeClientMessage({ ...profile, key: 'a key' }),
    encodeClientMessage({ address: '/ping', n: 7 }),
    encodeClientMessage({ address: '/leave' }),
    packMessage('/position', 'ii', [3, 4]),
    packMessage('/mouse', 'fsb', [1.5, 'left', new Uint8Array(5)]),
    packBundle([position, packBundle([say, position], 0), ...spoofs], 0),
    ...spoofs,
  ];
}

/** The frames of one message: mostly a delimiter and a mutated packet, else up to four frames of anything. */
export function mutatedMessage(valid: readonly Uint8Array[], random: () => number): Uint8Array[] {
  const packet = (): Uint8Array => {
    if (random() < OVERSIZE_SHARE)
      return randomBytes(random, USUAL_MAX_BYTES + pick(random, OVERSIZE_MAX_BYTES));
    // Squared, most sizes are small, as those of OSC are.
    if (random() < 0.3) return randomBytes(random, Math.floor(random() ** 2 * (USUAL_MAX_BYTES + 1)));
    return mutate(valid[pick(random, valid.length)] ?? new Uint8Array(), random);
  };
  if (random() < 0.7) return [new Uint8Array(), packet()];
  return Array.from({ length: pick(random, 5) }, packet);
}

/** Flips bits, cuts or inserts bytes, up to a few times; now and then it leaves the packet as it is. */
function mutate(packet: Uint8Array, random: () => number): Uint8Array {
  let bytes = Uint8Array.from(packet);
  for (let n = pick(random, MUTATIONS_MAX + 1); n > 0; n--) {
    const at = pick(random, bytes.length);
    switch (pick(random, 4)) {
      case 0:
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(random, 8));
        break;
      case 1:
        bytes = bytes.slice(0, at);
        break;
      case 2:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + pick(random, 4))]);
        break;
      default:
        bytes = Uint8Array.from([
          ...bytes.subarray(0, at),
          ...randomBytes(random, 1 + pick(random, 8)),
          ...bytes.subarray(at),
        ]);
    }
  }
  return bytes;
}

function randomBytes(random: () => number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => pick(random, 256));
}
