// A peer that sends as fast as it can, half of it positions and half packets of its own: `flooder.mjs PORT SECONDS`.
// Prints "flooding" at the start, and at the end one line of JSON: how much it sent, and with which codes it was refused.
import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers';
import { setImmediate } from 'node:timers/promises';
import { curveKeyPair, Dealer } from 'zeromq';

/** Between two looks at the clock and at what came in. */
const BURST_PACKETS = 100;
/** How long the server's last word may take after the flood. */
const LAST_WORD_MS = 500;
const REFUSED = Buffer.from('/refused\0\0\0\0,ss\0');

const [, , port, seconds] = process.argv;
const position = Buffer.concat([Buffer.from('/position\0\0\0,ii\0'), Buffer.alloc(8)]);
const foreign = Buffer.from('/flood\0\0,\0\0\0');
// With a timeout a flooder whom the server has cut off ends in time all the same.
const dealer = new Dealer({ linger: 0, sendTimeout: 100, ...securityOptions() });
dealer.connect(`tcp://127.0.0.1:${port}`);

/** @type {Set<string>} */
const codes = new Set();
const reading = readAll();
console.log('flooding');
const endMs = performance.now() + Number(seconds) * 1000;
let sent = 0;
while (performance.now() < endMs) {
  for (let i = 0; i < BURST_PACKETS; i++) {
    position.writeInt32BE(sent % 1000, 16);
    try {
      await dealer.send(['', i % 2 ? foreign : position]);
      sent++;
    } catch {
      break;
    }
  }
  // Promises that are fulfilled at once would never let the socket's own events through.
  await setImmediate();
}
setTimeout(() => dealer.close(), LAST_WORD_MS);
await reading;
console.log(JSON.stringify({ sent, codes: [...codes] }));

async function readAll() {
  for await (const frames of dealer) {
    const packet = frames.at(-1);
    if (!packet?.subarray(0, REFUSED.length).equals(REFUSED)) continue;
    const code = packet.subarray(REFUSED.length);
    codes.add(code.toString('utf8', 0, code.indexOf(0)));
  }
}

/** As secured.ts has it. */
function securityOptions() {
  const { TEST_SERVER_KEY_Z85: curveServerKey } = process.env;
  if (curveServerKey === undefined) return {};
  const { publicKey, secretKey } = curveKeyPair();
  return { curveServerKey, curvePublicKey: publicKey, curveSecretKey: secretKey };
}
