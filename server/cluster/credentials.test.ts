import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCredentials, rereadCredentials } from './credentials';

const credentials = (jwt: string) =>
  [
    ...['-----BEGIN NATS USER JWT-----', jwt, '------END NATS USER JWT------', ''],
    ...['-----BEGIN USER NKEY SEED-----', 'SUA', '------END USER NKEY SEED------', ''],
  ].join('\n');

test('credentials that were renewed are those of the next connection; half a file, or none, changes nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zeroyard-credentials-'));
  const file = join(folder, 'user.creds');
  try {
    writeFileSync(file, credentials('first'));
    const current = rereadCredentials(file, await readCredentials(file));
    const text = () => Buffer.from(current()).toString();
    expect(text()).toContain('first');
    writeFileSync(file, credentials('second'));
    expect(text()).toContain('second');
    writeFileSync(file, credentials('third').slice(0, -20));
    expect(text()).toContain('second');
    rmSync(file);
    expect(text()).toContain('second');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
