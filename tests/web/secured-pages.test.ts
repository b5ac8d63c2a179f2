/** Pages of a web shell that leads to a secured yard. */
import { readFileSync } from 'node:fs';
import { identifyBy } from '../../client/identity';
import { JOIN_VARIABLE } from '../../shared/process-reports';
import type { Refusal } from '../../shared/protocol/messages';
import { formatInvite, formatTarget } from '../../shared/target';
import { closeChromium, closeScreens, describeInChromium, openPage, PHONE } from '../support/chromium';
import { closeYards, FakeYard } from '../support/fake-yard';
import { freePort } from '../support/free-port';
import { killAll, Program } from '../support/programs';
import { pause, until } from '../support/until';
import { closePages, FakePage } from '../support/web';

const SECRET = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const TICKET = Buffer.alloc(16, 9).toString('base64url');
const SILENCE_MS = 3000;

let yard: FakeYard;
let port: number;
beforeEach(async () => {
  port = await freePort();
  yard = await FakeYard.open(await freePort(), 'Attic', true);
});
afterEach(async () => {
  await closeScreens();
  closePages();
  closeYards();
  await killAll();
});
afterAll(closeChromium);

function refusal(code: Refusal['code']): Refusal {
  return { address: '/refused', code, reason: 'Because.' };
}

/** A web shell that was given the yard by its environment. */
async function startShell(invite: string): Promise<Program> {
  const program = new Program('web', ['--port', String(port)], [], { env: { [JOIN_VARIABLE]: invite } });
  await until('the web shell to print a URL', () => program.output.includes('http:'));
  return program;
}

test('an invite from the environment is used for every page, and stands nowhere that others read', async () => {
  const program = await startShell(formatInvite({ ...yard.target, ticket: TICKET }));
  const page = await FakePage.open(port);
  page.send({ address: 'identity', secret: SECRET });
  page.send({ address: 'profile', name: 'Ada', colour: '#e69f00' });
  page.send({ address: 'enter', position: undefined });
  await page.until('connection', ({ state }) => state === 'present');
  const identity = identifyBy(SECRET)(yard.serverKey ?? '');
  expect(yard.profiles[0]).toMatchObject({ identity, ticket: TICKET });
  const told = JSON.stringify(page.received);
  for (const text of [
    readFileSync(`/proc/${program.process.pid}/cmdline`, 'utf8'),
    program.output,
    program.errors,
    told,
  ])
    for (const secret of [TICKET, yard.serverKey ?? '', SECRET]) expect(text).not.toContain(secret);
  expect(told).toContain(`tcp://127.0.0.1:${yard.target.port}`);
});

test('without a ticket a page takes that of an invite to its own yard, at whatever address, and of no other', async () => {
  await startShell(formatTarget(yard.target));
  yard.refuse = ({ ticket }) => (ticket === TICKET ? undefined : refusal('invite'));
  const page = await FakePage.open(port);
  page.send({ address: 'identity', secret: SECRET });
  page.send({ address: 'profile', name: 'Ada', colour: '#e69f00' });
  page.send({ address: 'enter', position: undefined });
  await page.until('/refused', ({ code }) => code === 'invite');
  const elsewhere = { ...yard.target, host: '192.168.1.20', ticket: TICKET };
  page.send({ address: 'join', target: formatInvite({ ...elsewhere, serverKey: SECRET }), name: undefined });
  await page.until('fault', ({ reason }) => reason.includes('alone'));
  page.send({ address: 'join', target: formatInvite(elsewhere), name: undefined });
  await page.until('connection', ({ state }) => state === 'present');
});

describeInChromium('in a browser', () => {
  test('a phone is the same somebody when its page is loaded again', async () => {
    await startShell(formatTarget(yard.target));
    const phone = await openPage(new URL(`http://127.0.0.1:${port}`), PHONE);
    await phone.untilStatus('Attic at');
    const identities = () => new Set(yard.profiles.map(({ identity }) => identity));
    const before = [...identities()];
    yard.profiles.length = 0;
    await phone.page.reload();
    await until('a profile', () => yard.profiles.length > 0);
    expect([...identities()]).toEqual(before);
    expect(before[0]).toHaveLength(43);
  });

  test('who is removed stays in the lobby, also when the page is loaded again, until they join by hand', async () => {
    await startShell(formatTarget(yard.target));
    const phone = await openPage(new URL(`http://127.0.0.1:${port}`), PHONE);
    await phone.untilStatus('Attic at');
    yard.remove('kicked', 'The host has removed you.');
    await phone.untilLobby();
    await phone.untilAlert('The host has removed you.');
    yard.profiles.length = 0;
    yard.refuse = () => undefined;
    await phone.page.reload();
    await phone.untilLobby();
    await phone.untilAlert('The host has removed you.');
    await pause(SILENCE_MS);
    expect(yard.profiles).toEqual([]);
    await phone.press(/^Join /);
    await phone.untilStatus('Attic at');
    await phone.page.reload();
    await phone.untilStatus('Attic at');
  });
});
