// Guests who stand there, and connections that never speak: `crowd.mjs PORT GUESTS SILENT`. Prints "joined" when all guests
// are in the yard, and when it is told to end (SIGTERM) one line of JSON: how many foreign packets each kind was sent.
import { Buffer } from 'node:buffer';
import { curveKeyPair, Dealer } from 'zeromq';

const [port = 0, guests = 0, silent = 0] = process.argv.slice(2).map(Number);
const PING = Buffer.concat([Buffer.from('/ping\0\0\0,i\0\0'), Buffer.alloc(4)]);
const YARD = Buffer.from('/yard\0');
/** What the address of every message of the server's own begins with. */
const OWN = ['/yard', '/player/', '/pong', '/corrected', '/refused', '#bundle'].map((text) =>
  Buffer.from(text),
);

const relayed = { guests: 0, silent: 0 };
let joined = 0;
for (let i = 0; i < guests; i++) void readAll(await open(), 'guests', PING);
for (let i = 0; i < silent; i++) void readAll(await open(), 'silent');
process.on('SIGTERM', () => {
  console.log(JSON.stringify(relayed));
  process.exit();
});

/** A Dealer whose connection is made. */
async function open() {
  const dealer = new Dealer({ linger: 0, ...securityOptions() });
  const connected = new Promise((resolve) => dealer.events.on('handshake', resolve));
  dealer.connect(`tcp://127.0.0.1:${port}`);
  await connected;
  return dealer;
}

/**
 * @param {Dealer} dealer
 * @param {'guests' | 'silent'} kind
 * @param {Buffer} [first] what it says, if anything
 */
async function readAll(dealer, kind, first) {
  if (first) await dealer.send(['', first]);
  let isJoined = false;
  for await (const frames of dealer) {
    const packet = frames.at(-1) ?? PING;
    if (!OWN.some((start) => packet.subarray(0, start.length).equals(start))) relayed[kind]++;
    else if (!isJoined && packet.subarray(0, YARD.length).equals(YARD)) {
      isJoined = true;
      if (++joined === guests) console.log('joined');
    }
  }
}

/** As secured.ts has it. */
function securityOptions() {
  const { TEST_SERVER_KEY_Z85: curveServerKey } = process.env;
  if (curveServerKey === undefined) return {};
  const { publicKey, secretKey } = curveKeyPair();
  return { curveServerKey, curvePublicKey: publicKey, curveSecretKey: secretKey };
}
