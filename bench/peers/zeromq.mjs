// A naive relay on zeromq.js: each message on at once to all others. `zeromq.mjs PORT`
import { Router } from 'zeromq';

// With a timeout of 0 a message that cannot be queued is dropped, and no peer waits for another.
const router = new Router({ sendTimeout: 0 });
await router.bind(`tcp://127.0.0.1:${process.argv[2]}`);
console.log('open');
const peers = new Map();
for await (const [id, delimiter, payload] of router) {
  const key = id.toString('latin1');
  if (!peers.has(key)) peers.set(key, id);
  for (const [other, otherId] of peers) {
    if (other !== key) router.send([otherId, delimiter, payload]).catch(() => undefined);
  }
}
