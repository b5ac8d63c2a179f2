/**
 * What strangers' handshakes cost a secured server, beside what their connections cost an open one. An address is charged
 * for each connection that it opens, and a connection does one handshake: so a flood of HELLOs, each of which is right and has
 * the server compute, costs no more than a flood of connections. Loopback has no such limit, so this needs a network namespace.
 */
import { CurveClient } from '../server/net/zmtp/curve/curve-client.fixture';
import { greeting, ready } from '../server/net/zmtp/zmtp.fixture';
import { insideNamespace, ip } from './support/namespaces';
import { costsOf, COSTS_OBSTACLE } from './support/process-costs';
import { killAll, Program, startServerInside } from './support/programs';
import { keysFolder, TEST_KEYS } from './support/secured';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

const [OPEN_PORT, SECURED_PORT] = [5557, 5558];
const NAMESPACE = `zy-secured-${process.pid}`;
const inside = insideNamespace(NAMESPACE);
const STRANGER = '10.99.9.1';
const LOOPBACK = '127.0.0.1';
const FLOOD = 2000;
const ROUNDS = 3;
/** Of those that are let in. */
const CONNECTIONS_MAX = 20;

const faults = [
  ip('netns', 'add', NAMESPACE),
  ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up'),
  ip('-n', NAMESPACE, 'addr', 'add', `${STRANGER}/32`, 'dev', 'lo'),
];
const fault = faults.find((each) => each !== undefined);
const missing = fault === undefined ? COSTS_OBSTACLE : `there are no network namespaces: ${fault}`;

afterEach(killAll);
afterAll(() => ip('netns', 'delete', NAMESPACE));

const PLAIN = Buffer.concat([greeting(), ready()]);
const HELLO = Buffer.concat([
  CurveClient.GREETING,
  new CurveClient(Buffer.from(TEST_KEYS.publicKey, 'base64url')).hello(),
]);

/** Connections that each say this. Resolves with how many of them were greeted, once each was or is closed. */
async function connections(address: string, port: number, count: number, opening: Buffer): Promise<number> {
  const args = [address, String(port), String(count), opening.toString('hex')];
  const connector = new Program('connector', args, inside);
  const state = () =>
    JSON.parse(connector.output.split('\n').at(-2) ?? '{"greeted":0,"closed":0}') as {
      greeted: number;
      closed: number;
    };
  await until('each to be greeted or closed', () => state().greeted + state().closed >= count);
  const { greeted } = state();
  await connector.stop('SIGKILL');
  return greeted;
}

testUnless(
  missing,
  'a flood of HELLOs from one address costs a secured server no more than one of connections an open server',
  async () => {
    const open = await startServerInside(inside, OPEN_PORT, '--host', '0.0.0.0');
    const secured = await startServerInside(
      inside,
      SECURED_PORT,
      '--host',
      '0.0.0.0',
      '--keys',
      keysFolder(),
    );
    const cost = async (server: Program, port: number, opening: Buffer, address: string, count: number) => {
      const { processorMs } = await costsOf(server.process.pid ?? 0, async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const greeted = await connections(address, port, count, opening);
          if (address === STRANGER) expect(greeted).toBeLessThanOrEqual(CONNECTIONS_MAX);
        }
      });
      return processorMs;
    };
    const both = async (address: string, count: number): Promise<number> => {
      const openMs = await cost(open, OPEN_PORT, PLAIN, address, count);
      const securedMs = await cost(secured, SECURED_PORT, HELLO, address, count);
      console.log(`${address}: ${openMs} ms in the clear, ${securedMs} ms secured`);
      return securedMs / openMs;
    };
    // Compiled and grown to its size.
    await both(STRANGER, FLOOD);
    expect(await both(STRANGER, FLOOD)).toBeLessThan(1.4);
    // Without a limit each HELLO is computed.
    await both(LOOPBACK, 200);
    expect(await both(LOOPBACK, 200)).toBeLessThan(4);
  },
);
