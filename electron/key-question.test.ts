import type { ToRenderer } from '../shared/bridge';
import { KeyQuestion } from './key-question';

const KEY = 'A'.repeat(43);
const changed = { name: 'Attic', address: 'tcp://192.168.1.20:5557', serverKey: KEY };
const target = {
  host: '192.168.1.20',
  port: 5557,
  serverKey: `B${KEY.slice(1)}`,
  ticket: 'AAAAAAAAAAAAAAAAAAAAAA',
};

let posted: ToRenderer[];
let question: KeyQuestion;
beforeEach(() => {
  posted = [];
  question = new KeyQuestion((message) => posted.push(message));
});

test('the page is asked without key or ticket, also when it is loaded again, and is told when the question is gone', () => {
  question.ask({ changed, target });
  question.postState();
  question.answer(false);
  const { name, address } = changed;
  const asked = { address: 'keyChange', change: { name, address, isOpen: false } };
  expect(posted).toEqual([asked, asked, { address: 'keyChange', change: undefined }]);
});

test('who enters anyway goes where they were asked about, once; who stays out does not', () => {
  question.ask({ changed, target });
  expect(question.answer(false)).toBeUndefined();
  expect(question.answer(true)).toBeUndefined();
  question.ask({ changed, target });
  expect(question.answer(true)).toEqual({ changed, target });
  expect(question.answer(true)).toBeUndefined();
});

test('a yard that is open now is said to be', () => {
  question.ask({ changed, target: { host: '192.168.1.20', port: 5557 } });
  expect(posted).toMatchObject([{ change: { isOpen: true } }]);
});
