import diagnostics from 'node:diagnostics_channel';

const newer: { tracingChannel?: unknown } = diagnostics;
const { tracingChannel } = newer;
afterEach(() => {
  newer.tracingChannel = tracingChannel;
});

test('the log works on a Node without tracingChannel, which Electron 25 brings', async () => {
  delete newer.tracingChannel;
  const { createLog } = await import('./log');
  let text = '';
  const log = createLog(
    { json: true, logLevel: 'info' },
    { write: (line) => (text += line), on: () => undefined },
  );
  log.info('Here.');
  expect(text).toContain('"msg":"Here."');
});
