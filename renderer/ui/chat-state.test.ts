import { Chat, GLANCE_LINES, LOG_EMOTES, LOG_LINES, type LogEvent } from './chat-state';

const ADA = { name: 'Ada', colour: '#e69f00' };
const GRACE = { name: 'Grace', colour: '#56b4e9' };

let chat: Chat;
let events: LogEvent[];
beforeEach(() => {
  chat = new Chat();
  events = [];
  chat.onEvent = (event) => events.push(event);
  enter();
});

/** Comes in, and has heard who was there before. */
function enter(): void {
  chat.connection('present');
  chat.yardReceived();
  chat.yardReceived();
}

const kinds = () => chat.log.value.map(({ kind }) => kind);

test('own lines stand in the log at once, clean, and make no sound', () => {
  expect(chat.say('  hello\n ', ADA, 0)).toBe('hello');
  expect(chat.log.value).toMatchObject([{ kind: 'said', by: ADA, text: 'hello' }]);
  expect(events).toEqual([]);
});

test('lines of others stand in the log, and are told', () => {
  chat.said(GRACE, 'hi', 0);
  expect(chat.log.value).toMatchObject([{ kind: 'said', by: GRACE, text: 'hi' }]);
  expect(events).toEqual(['said']);
});

test.each([
  ['', 'has 1 to 200 characters; this one has 0'],
  ['x'.repeat(201), 'has 1 to 200 characters; this one has 201'],
])('a line that is too short or too long is not said, and the person told why', (text, words) => {
  expect(chat.say(text, ADA, 0)).toBeUndefined();
  expect(chat.fault.value?.text).toContain(words);
  expect(chat.log.value).toEqual([]);
});

test('two hundred emoji are two hundred characters', () => {
  expect(chat.say('👋'.repeat(200), ADA, 0)).toHaveLength(400);
});

test('who types too fast is told, and the next line that is said takes the words away', () => {
  const said = Array.from({ length: 5 }, (_, i) => chat.say(String(i), ADA, 0));
  expect(said).toEqual(['0', '1', '2', '3', undefined]);
  expect(chat.fault.value?.text).toBe('Not so fast. Try again in a second.');
  expect(chat.say('4', ADA, 500)).toBe('4');
  expect(chat.fault.value).toBeUndefined();
});

test('without a connection nothing is said, and the person told so', () => {
  chat.connection('lost');
  expect(chat.say('hello', ADA, 0)).toBeUndefined();
  expect(chat.fault.value?.text).toContain('no connection');
});

test('those who are there at the arrival are no news, who comes and goes later is', () => {
  chat.connection('present');
  chat.yardReceived();
  chat.came(GRACE, 100);
  expect(chat.log.value).toEqual([]);
  chat.yardReceived();
  chat.came(GRACE, 5000);
  chat.left(GRACE, 6000);
  expect(kinds()).toEqual(['came', 'left']);
  expect(events).toEqual(['came', 'left']);
});

test('while the connection is lost, and just after, nobody comes or goes', () => {
  chat.connection('lost');
  chat.left(GRACE, 5001);
  chat.connection('present');
  chat.yardReceived();
  chat.came(GRACE, 9001);
  expect(chat.log.value).toEqual([]);
});

test('who comes together stands in one line, until somebody speaks', () => {
  chat.came(GRACE, 5000);
  chat.came(ADA, 5500);
  expect(chat.log.value).toMatchObject([{ kind: 'came', names: ['Grace', 'Ada'] }]);
  chat.said(GRACE, 'hi', 5600);
  chat.came(ADA, 5700);
  expect(kinds()).toEqual(['came', 'said', 'came']);
});

test('a crowd does not sweep a line of chat out of the log', () => {
  chat.said(GRACE, 'hi', 5000);
  for (let i = 0; i < 100; i++) chat.came({ ...ADA, name: `Walker ${i}` }, 5000 + 20 * i);
  expect(kinds()).toEqual(['said', 'came']);
});

const texts = (log: Chat['log']['value']) => log.map((line) => ('text' in line ? line.text : ''));

test('the log keeps the newest 200 lines, and shows the newest six at a glance', () => {
  for (let i = 0; i < 250; i++) chat.said(GRACE, String(i), i);
  expect(LOG_LINES).toBe(200);
  expect(texts(chat.log.value)).toEqual(Array.from({ length: 200 }, (_, i) => String(i + 50)));
  expect(texts(chat.glance.value)).toEqual(['244', '245', '246', '247', '248', '249']);
});

test('emotes do not push talk out: of each person the last is kept, of a crowd the last two are seen at a glance', () => {
  for (let i = 0; i < GLANCE_LINES; i++) chat.said(ADA, String(i), i);
  for (let i = 0; i < 300; i++) chat.said(GRACE, '👋', i);
  expect(kinds()).toEqual([...Array<string>(GLANCE_LINES).fill('said'), 'emote']);
  for (let i = 0; i < 300; i++) chat.said({ ...GRACE, name: `Walker ${i}` }, '🎉', i);
  expect(kinds().filter((kind) => kind === 'emote')).toHaveLength(LOG_EMOTES);
  expect(texts(chat.glance.value)).toEqual(['0', '1', '2', '3', '4', '5', '🎉', '🎉']);
});

test('own lines are recalled, own emotes are not', () => {
  chat.say('hello', ADA, 0);
  chat.say('👋', ADA, 0);
  expect(chat.recall.step(-1, '')).toBe('hello');
});

test('another yard begins with an empty log and a closed field', () => {
  chat.said(GRACE, 'hi', 0);
  chat.isOpen.value = true;
  chat.draft.value = 'hel';
  chat.clear();
  expect([chat.log.value, chat.isOpen.value, chat.draft.value]).toEqual([[], false, '']);
});
