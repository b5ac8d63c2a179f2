/**
 * Electron 25 brings Node 18.15, and pino 10 asks for `tracingChannel` as soon as it loads, which came with 18.19.
 * Where it is missing, pino gets a channel that nobody listens to. To be imported before pino.
 */
import diagnostics from 'node:diagnostics_channel';

const unheard = { hasSubscribers: false };
const older: { tracingChannel?: unknown } = diagnostics;
older.tracingChannel ??= () => unheard;
