import { HOST_KEY_VARIABLE } from '../../shared/process-reports';
import { openWords, takeHostKey } from './lifecycle';

test('the key of the host is taken out of the environment, and there need be none', () => {
  const env = { [HOST_KEY_VARIABLE]: 'a secret', PATH: '/bin' };
  expect(takeHostKey(env)).toBe('a secret');
  expect(env).toEqual({ PATH: '/bin' });
  expect(takeHostKey(env)).toBeUndefined();
});

test('a yard that is open to every network says by which addresses others join it', () => {
  const words = (address: string, hosts: string[]) => openWords({ address, yard: 'Attic' }, hosts);
  expect(words('tcp://0.0.0.0:5557', ['192.168.1.20', '10.0.3.1'])).toBe(
    'The yard "Attic" is open at tcp://0.0.0.0:5557: others join tcp://192.168.1.20:5557 or tcp://10.0.3.1:5557 (Ctrl+C closes it).',
  );
  expect(words('tcp://[::]:5557', ['192.168.1.20'])).toContain('others join tcp://192.168.1.20:5557 (');
  expect(words('tcp://0.0.0.0:5557', [])).toBe(
    'The yard "Attic" is open at tcp://0.0.0.0:5557, but this computer is in no network now (Ctrl+C closes it).',
  );
  for (const address of ['tcp://127.0.0.1:5557', 'tcp://192.168.1.20:5557'])
    expect(words(address, ['192.168.1.20'])).toBe(
      `The yard "Attic" is open at ${address} (Ctrl+C closes it).`,
    );
});

test('a secured yard says the invites by which others join it, as far as it can be reached', () => {
  const serverKey = 'A'.repeat(43);
  const words = (address: string, hosts: string[]) => openWords({ address, yard: 'Attic', serverKey }, hosts);
  expect(words('tcp://0.0.0.0:5557', ['192.168.1.20', 'fe80::1%eth0'])).toBe(
    `The yard "Attic" is open at tcp://0.0.0.0:5557: others join zeroyard://join/192.168.1.20:5557?key=${serverKey} or zeroyard://join/[fe80::1%25eth0]:5557?key=${serverKey} (Ctrl+C closes it).`,
  );
  expect(words('tcp://[::1]:5557', ['192.168.1.20'])).toContain(
    `: others join zeroyard://join/[::1]:5557?key=${serverKey} (`,
  );
  expect(words('tcp://0.0.0.0:5557', [])).toContain(`in no network now; its key is ${serverKey} (`);
});

test('a yard for the invited says where its invite is, and no invite that leads nowhere', () => {
  const secured = { address: 'tcp://127.0.0.1:5557', yard: 'Attic', serverKey: 'A'.repeat(43) };
  expect(openWords({ ...secured, isInvitedOnly: true }, [])).toBe(
    'The yard "Attic" is open at tcp://127.0.0.1:5557: others join by the invite that the word "invite" on its console prints (Ctrl+C closes it).',
  );
});
