/**
 * How tests reach a server: in the clear or, in the runs of jest's project `secured`, by CURVE. All servers of such a run have
 * one key pair, which stands here, so that whatever is started by a test knows it.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { curveKeyPair } from 'zeromq';

export const TEST_KEYS = {
  publicKey: 'xDBDY4KpcbzJkE-CyG-5wfwu7-1ZV8CZWM6BBzDCPFQ',
  secretKey: '2BZ1U4m1iBozTBVtBtKLBCDCjJewP4oEVpetdRwnhlk',
};
/** Its public key as the zeromq package takes it. */
const SERVER_KEY_Z85 = '-4TL*F#J+5:=GqI:zXS9@4vE9sY-zbsK8E5fV2}K';
const SECRET_KEY_Z85 = '/CnQdIm5cTgFwK22gwzjaI%87US[0Fr*P}h94cFz';
/** By which the programs that a test starts know that they are to speak CURVE. */
const VARIABLE = 'TEST_SERVER_KEY_Z85';

if (Reflect.get(globalThis, 'SECURED') === true) process.env[VARIABLE] = SERVER_KEY_Z85;

export const isSecured = (): boolean => process.env[VARIABLE] !== undefined;

/** The folder of a server that has the test's keys. */
export function keysFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zeroyard-keys-'));
  writeFileSync(join(folder, 'server.key'), JSON.stringify(TEST_KEYS), { mode: 0o600 });
  return folder;
}

/** The server of this run at a port, as a target. */
export function targetAt(port: number): string {
  return `tcp://127.0.0.1:${port}${isSecured() ? `?key=${TEST_KEYS.publicKey}` : ''}`;
}

/** The options of a server of this run. */
export function securityArgs(): string[] {
  return isSecured() ? ['--keys', keysFolder()] : [];
}

/** What a Router needs to be taken for a server of this run. */
export function routerOptions(): object {
  return isSecured() ? { curveServer: true, curveSecretKey: SECRET_KEY_Z85 } : {};
}

/** What a Dealer needs to reach the servers of this run. */
export function securityOptions(): object {
  return isSecured() ? securedOptions() : {};
}

/** What one needs to reach a secured server with the test's keys. */
export function securedOptions(serverKeyZ85 = SERVER_KEY_Z85): object {
  const { publicKey, secretKey } = curveKeyPair();
  return { curveServerKey: serverKeyZ85, curvePublicKey: publicKey, curveSecretKey: secretKey };
}
