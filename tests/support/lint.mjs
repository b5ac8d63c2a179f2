// Lints pieces of code by the project's own configuration, in a process of its own: ESLint loads that as a module, which
// jest's sandbox does not. In: JSON, [file, code] pairs. Out: JSON, for each the messages of the one rule asked for.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const [, , rule] = process.argv;
const eslint = new ESLint({ ruleFilter: ({ ruleId }) => ruleId === rule });
const messages = [];
for (const [filePath, code] of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath });
  messages.push(result?.messages.filter(({ ruleId }) => ruleId === rule).map(({ message }) => message));
}
console.log(JSON.stringify(messages));
