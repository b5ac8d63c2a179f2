import { RESUME_MS } from '../../shared/config';
import { remote } from '../yard/linked-yards.fixture';
import { controlMessagesTo, joinAsGuest } from '../yard/yard.fixture';
import { accessOf } from './access-reports';
import { asJson, inTerminal } from './answer';
import { LINE_MAX_BYTES } from './console';
import { HOST_KEY, identityOf, openConsole as open, SERVER_KEY, TICKETS } from './console.fixture';

test('list says who is here, with what is to be known of each, and who waits', () => {
  const { join, say, run, yard } = open({ askFirst: true });
  expect(say('list')).toBe('Nobody is here.');
  join('Ada', undefined, HOST_KEY);
  yard.access.admitted(identityOf(2));
  join('Grace', identityOf(2));
  join('Edsger', identityOf(3));
  say('mute 2');
  say('lock');
  expect(say('list')).toBe(
    '2 here: 1 "Ada" (host), 2 "Grace" (muted). The yard is locked. 1 waiting (admit or reject): 1 "Edsger".',
  );
  expect(run('list').fields).toMatchObject({
    size: 2,
    isLocked: true,
    players: [
      { id: 1, name: 'Ada', isHost: true, isMuted: false, isGuest: false },
      { id: 2, name: 'Grace', isMuted: true },
    ],
    waiting: [{ number: 1, name: 'Edsger', colour: '#e69f00' }],
  });
});

test('list says at which server somebody is who is at another one', () => {
  const { yard, say, run } = open();
  yard.remote.set('aServer', remote({ isGuest: true }), 0);
  expect(say('list')).toBe('1 here: 900 "Remote" (guest, at server aServer).');
  expect(run('list').fields?.['players']).toMatchObject([{ id: 900, server: 'aServer' }]);
});

test('a server is named by its address where that is known: its own name says nothing to an operator', () => {
  const addressOf = (server: string) => (server === 'aServer' ? 'tcp://192.168.1.22:5557' : undefined);
  const ask = () => Promise.reject(new Error('is not asked'));
  const { yard, say } = open({}, undefined, { waiting: [], ask, addressOf });
  yard.remote.set('aServer', remote(), 0);
  expect(say('list')).toBe('1 here: 900 "Remote" (at tcp://192.168.1.22:5557).');
});

test('words in capitals are the same words', () => {
  const { join, say, console } = open({ invitedOnly: true });
  expect(say('LIST')).toBe('Nobody is here.');
  expect(console.run('List')?.word).toBe('list');
  expect(say('Help BAN')).toBe(say('help ban'));
  expect(say('HELP')).toBe(say('help'));
  expect(say('Invite NEW')).toContain(TICKETS[1]);
  join('Ada', identityOf(1));
  expect(say('SAY Hello')).toContain('Told to');
  expect(say('Constructor')).toContain('There is no word "Constructor"');
});

test('list says no more names than a line holds', () => {
  const { yard, say, run } = open();
  for (let n = 0; n < 48; n++) joinAsGuest(yard);
  expect(say('list')).toContain('48 "Guest 48" (guest).');
  Object.assign(yard.options, { maxPlayers: 500 });
  for (let n = 0; n < 200; n++) joinAsGuest(yard);
  expect(say('list')).toMatch(/^248 here: .*100 "Guest 100" \(guest\) and 148 more\.$/);
  expect(run('list').fields?.['players']).toHaveLength(100);
});

test('say tells everybody a line of the host, cleaned, and says what is wrong with one that is none', () => {
  const { yard, say, run } = open();
  const guest = joinAsGuest(yard);
  expect(say('say   Supper\u202E!  ')).toBe('Told to 1, as the host’s.');
  expect(controlMessagesTo(yard.flush(0), guest)).toContainEqual({
    ...{ address: '/player/said', id: 0, text: 'Supper!' },
  });
  expect(run('say')).toEqual({
    isError: true,
    text: 'A line of chat has 1 to 200 characters; this one has 0.',
  });
  for (let i = 0; i < 2000; i++) run(`say ${'x'.repeat(200)}`);
  expect(run(`say ${'x'.repeat(200)}`)).toMatchObject({ isError: true });
});

test('kick removes a player, and those of its identity with it', () => {
  const { join, say, answered, yard } = open();
  join('Ada', identityOf(1));
  join('Grace', identityOf(2));
  join('Ada', identityOf(1), 'another key');
  expect(say('kick 1')).toBe('1 "Ada" is removed, and may come back in a minute.');
  expect(answered).toEqual([
    [1, 'kicked'],
    [3, 'kicked'],
  ]);
  expect(yard.size).toBe(1);
  expect(join('Ada', identityOf(1), 'a third key')).toMatchObject({ ok: false, refusal: { code: 'kicked' } });
});

test('ban is kept, told by bans, and taken back by unban', () => {
  const { join, say, run, answered, written } = open();
  join('Ada', identityOf(1));
  expect(say('ban 1')).toBe(`1 "Ada" is banned (unban ${identityOf(1)} takes it back).`);
  expect(answered).toEqual([[1, 'banned']]);
  expect(written).toEqual([[{ identity: identityOf(1), name: 'Ada' }]]);
  expect(join('Countess', identityOf(1), 'new')).toMatchObject({ ok: false, refusal: { code: 'banned' } });
  expect(say('bans')).toBe(`1 banned: ${identityOf(1)} "Ada".`);
  expect(run('bans').fields).toEqual({ bans: [{ identity: identityOf(1), name: 'Ada' }] });
  expect(say(`unban ${identityOf(2)}`)).toBe(`No such identity is banned. Banned: ${identityOf(1)} "Ada".`);
  expect(say('unban 1')).toBe('An identity has 43 characters, as "bans" says them: unban IDENTITY.');
  expect(say(`unban ${identityOf(1)}`)).toBe(`${identityOf(1)} "Ada" is not banned any more.`);
  expect(written.at(-1)).toEqual([]);
  expect(say('bans')).toBe('Nobody is banned.');
  expect(join('Ada', identityOf(1))).toMatchObject({ ok: true });
});

test('who was removed, or has left, is banned as long as it could come back', () => {
  const { join, say, yard } = open();
  join('Ada', identityOf(1));
  say('kick 1');
  expect(say('mute 1')).toMatch(/^There is no player 1/);
  expect(say('ban 1')).toBe(`1 "Ada" is banned (unban ${identityOf(1)} takes it back).`);
  expect(join('Ada', identityOf(1))).toMatchObject({ refusal: { code: 'banned' } });
  yard.tick(RESUME_MS + 1);
  expect(say('ban 1')).toMatch(/^There is no player 1/);
});

test('nobody is banned who has no identity, in an open yard nobody at all', () => {
  const secured = open();
  secured.join('Ada');
  expect(secured.run('ban 1')).toMatchObject({
    isError: true,
    text: expect.stringContaining('no identity') as string,
  });
  const yard = open({ secure: false });
  yard.join('Ada', identityOf(1));
  expect(yard.say('ban 1')).toBe(
    'Nobody can be banned here: players of an open yard have no identity (--secure). Kick them.',
  );
  expect([secured.yard.size, yard.yard.size]).toEqual([1, 1]);
});

test('the host, and another player of its identity, is neither removed nor banned, and the host not muted', () => {
  const { join, run, yard } = open();
  join('Ada', identityOf(1), HOST_KEY);
  join('Ada', identityOf(1), 'second window');
  for (const line of ['kick 1', 'ban 1', 'kick 2', 'ban 2', 'mute 1'])
    expect([line, run(line).isError]).toEqual([line, true]);
  expect([yard.size, accessOf(yard).muted]).toEqual([2, []]);
});

test('lock, unlock, mute and unmute are seen by the game', () => {
  const { join, say, yard } = open();
  join('Ada');
  expect(say('lock')).toContain('The yard is locked');
  expect(say('mute 1')).toContain('1 "Ada" is muted');
  expect(say('mute 1')).toBe('1 "Ada" is muted already.');
  expect(accessOf(yard)).toEqual({ isLocked: true, ticket: undefined, waiting: [], bans: [], muted: [1] });
  expect(say('unlock')).toContain('not locked');
  expect(say('unmute 1')).toBe('1 "Ada" is not muted any more.');
  expect(say('unmute 1')).toBe('1 "Ada" is not muted.');
  expect(accessOf(yard)).toMatchObject({ isLocked: false, muted: [] });
});

test('invite says the way in, with the ticket where one is asked for; "invite new" replaces it', () => {
  expect(open({ secure: false }).say('invite')).toBe('zeroyard://join/192.0.2.7:5557');
  expect(open().say('invite')).toBe(`zeroyard://join/192.0.2.7:5557?key=${SERVER_KEY}`);
  expect(open().run('invite new')).toMatchObject({ isError: true });
  const { say, written, yard } = open({ invitedOnly: true });
  const inviteWith = (ticket: string) => `zeroyard://join/192.0.2.7:5557?key=${SERVER_KEY}&ticket=${ticket}`;
  expect(say('invite')).toBe(inviteWith(TICKETS[0]));
  expect(say('invite new')).toBe(inviteWith(TICKETS[1]));
  expect([yard.access.ticket, written]).toEqual([TICKETS[1], [TICKETS[1]]]);
  expect(say('invite old')).toBe('Say "invite" or "invite new".');
});

test('admit lets in who waits, reject sends it away for a minute or for good', () => {
  const { join, say, answered, written, yard } = open({ askFirst: true });
  for (const n of [1, 2, 3]) join(`Walker ${n}`, identityOf(n));
  expect(say('admit 1')).toBe('1 "Walker 1" is let in, and does not wait another time.');
  expect(say('reject 2')).toBe('2 "Walker 2" is sent away, and may ask again in a minute.');
  expect(say('reject 3 for good')).toBe(`3 "Walker 3" is banned (unban ${identityOf(3)} takes it back).`);
  expect(answered).toEqual([
    [1, undefined],
    [2, 'kicked'],
    [3, 'banned'],
  ]);
  expect(written).toHaveLength(1);
  expect(join('Walker 1', identityOf(1))).toMatchObject({ ok: true });
  expect(yard.access.waiting.all).toEqual([]);
});

test('nobody is let in while the yard is locked, and the answer says so', () => {
  const { join, say, run, answered } = open({ askFirst: true });
  join('Ada', identityOf(1));
  run('lock');
  expect(run('admit 1').isError).toBe(true);
  expect(say('admit 1')).toBe('The yard is locked, so 1 "Ada" cannot come in: unlock it first.');
  expect(answered).toEqual([]);
  run('unlock');
  expect(say('admit 1')).toContain('is let in');
});

test('a disk that takes nothing ends nothing: it holds for this run, and the answer says so', () => {
  const { join, say, yard } = open({ invitedOnly: true }, '/keys/bans.json cannot be written: ENOSPC.');
  const words =
    'It holds until the server ends, since it could not be kept: /keys/bans.json cannot be written: ENOSPC.';
  yard.access.admitted(identityOf(1));
  join('Ada', identityOf(1));
  expect(say('ban 1')).toContain(words);
  expect(say('invite new')).toContain(words);
  expect([yard.access.bans.size, yard.access.ticket]).toEqual([1, TICKETS[1]]);
  expect(say(`unban ${identityOf(1)}`)).toContain(words);
});

test('game begins one and ends it, and says what is wrong', () => {
  const { say, run } = open();
  expect(say('game')).toBe('No game is played. The games are: tag, treasure, hide, ghosts.');
  expect(say('GAME tag')).toBe('The game tag begins as soon as 2 are here to play it.');
  expect(say('game')).toContain('waits for players');
  expect(run('game chess')).toMatchObject({ isError: true, text: expect.stringContaining('tag') as string });
  expect(say('game end')).toBe('The game has ended.');
});

test('record records to a file of that name or to a new one, and record stop says what it holds', async () => {
  const { console, recorder } = open();
  const answer = async (line: string) => console.run(line)?.answer;
  expect(await answer('record Evening.osc')).toMatchObject({
    ...{ isError: false, fields: { path: 'Evening.osc' } },
    text: 'The yard is recorded to Evening.osc, and everybody in it is told so.',
  });
  expect(await answer('record')).toMatchObject({ fields: { path: 'My yard.osc' } });
  expect(recorder.start.mock.calls).toEqual([['Evening.osc'], ['']]);
  expect(await answer('record full.osc')).toEqual({ isError: true, text: 'The disk is full.' });
  expect(await answer('record STOP')).toEqual({ isError: true, text: 'The yard is not recorded.' });
  recorder.stop.mockResolvedValueOnce('12 s, 0.1 MB.');
  expect(await answer('record stop')).toEqual({ isError: false, text: '12 s, 0.1 MB.' });
});

test('stop has the server end, and help says the words', () => {
  const { console, say, stop } = open();
  expect(say('stop')).toBe('The yard closes.');
  expect(stop).toHaveBeenCalledTimes(1);
  for (const word of 'list say kick ban bans unban lock unlock invite admit reject mute unmute record stop help'.split(
    ' ',
  )) {
    expect(say('help')).toMatch(new RegExp(`\\b${word}\\b`));
    expect(console.run(`help ${word}`)).toMatchObject({ word: 'help', answer: { isError: false } });
  }
  for (const word of ['toString', '__proto__'])
    expect(say(word)).toMatch(new RegExp(`^There is no word "${word}"\\. The words are: list, `));
});

test.each([
  ['kick', 'Say which player: kick ID. Here: 1 "Ada", 2 "Grace".'],
  ['kick Ada', 'Say which player: kick ID. Here: 1 "Ada", 2 "Grace".'],
  ['mute 7', 'There is no player 7. Here: 1 "Ada", 2 "Grace".'],
  ['admit', 'Say who: admit NUMBER. Nobody waits.'],
  ['reject 1', 'Nobody waits under the number 1. Nobody waits.'],
  ['reject 1 for good', 'Nobody waits under the number 1. Nobody waits.'],
  ['lock now', 'Nothing stands behind "lock", which lets nobody new in.'],
  [`say ${'x'.repeat(LINE_MAX_BYTES)}`, 'A line has at most 4096 bytes: this one was left out.'],
])('%s: what would be right', (line, words) => {
  const { join, run } = open();
  join('Ada');
  join('Grace');
  const answer = run(line);
  expect([answer.isError, inTerminal(answer)]).toEqual([true, words]);
});

test('a line without a word is answered by nothing', () => {
  const { console } = open();
  expect([console.run(''), console.run('  \t')]).toEqual([undefined, undefined]);
});

test('a terminal is shown a name as such, whatever it holds, and what was typed as nothing else', () => {
  const { join, say } = open();
  join('A "b" ُ ل');
  expect(say('list')).toBe('1 here: 1 "A \\"b\\" ُ ل".');
  expect(say('\x1b[2J\x07')).toMatch(/^There is no word "\[2J"\./);
});

test('an answer for machines is one object, with what is in the line as fields', () => {
  const { join, run } = open();
  join('Ada');
  const json = asJson(run('list'), 'list', '2026-11-27T12:00:00.000Z');
  expect(JSON.parse(json)).toMatchObject({
    ...{ level: 'info', event: 'answer', command: 'list', isError: false, msg: '1 here: 1 "Ada".' },
    players: [{ id: 1, name: 'Ada' }],
  });
  expect(JSON.parse(asJson(run('kick 9'), 'kick', ''))).toMatchObject({ level: 'error', isError: true });
});
