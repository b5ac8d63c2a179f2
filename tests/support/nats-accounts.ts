/** A NATS that lets in by credentials alone, as its own tools set it up: an operator, an account and a user, each with a signed JWT. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nkeys } from '@nats-io/transport-node';

const UNLIMITED = { subs: -1, data: -1, payload: -1 };

export class NatsAccounts {
  /** A configuration for nats-server, and a user's file of credentials. */
  readonly config: string;
  readonly credentials: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'zeroyard-accounts-'));

  /** @param allowed the subjects that the user may publish and subscribe to */
  constructor(allowed: readonly string[]) {
    const [operator, account, user] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createUser()];
    const operatorJwt = sign(operator, operator, { type: 'operator' });
    const limits = { ...UNLIMITED, conn: -1, leaf: -1, imports: -1, exports: -1, wildcards: true };
    const accountJwt = sign(operator, account, { type: 'account', limits });
    const permissions = { pub: { allow: allowed }, sub: { allow: allowed } };
    const userJwt = sign(account, user, { type: 'user', ...UNLIMITED, ...permissions });
    // JetStream does not start without one.
    const system = nkeys.createAccount();
    const systemJwt = sign(operator, system, { type: 'account', limits });
    this.config = this.write('nats.conf', [
      ...[`operator: ${operatorJwt}`, `system_account: ${system.getPublicKey()}`, 'resolver: MEMORY'],
      `resolver_preload: { ${account.getPublicKey()}: ${accountJwt}, ${system.getPublicKey()}: ${systemJwt} }`,
    ]);
    this.credentials = this.write('user.creds', [
      ...['-----BEGIN NATS USER JWT-----', userJwt, '------END NATS USER JWT------', ''],
      ...['-----BEGIN USER NKEY SEED-----', Buffer.from(user.getSeed()).toString()],
      '------END USER NKEY SEED------',
    ]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private write(name: string, lines: readonly string[]): string {
    const file = join(this.folder, name);
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    return file;
  }
}

function sign(issuer: nkeys.KeyPair, subject: nkeys.KeyPair, claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const [iss, sub] = [issuer.getPublicKey(), subject.getPublicKey()];
  const said = { jti: `${sub} ${iat}`, iat, iss, sub, name: 'test', nats: { ...claims, version: 2 } };
  const signed = `${encode({ typ: 'JWT', alg: 'ed25519-nkey' })}.${encode(said)}`;
  return `${signed}.${Buffer.from(issuer.sign(Buffer.from(signed))).toString('base64url')}`;
}
