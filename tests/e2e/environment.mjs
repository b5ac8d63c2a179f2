// The environment of the other tests, with the display of this worker. Chosen outside of Jest's sandbox: programs that a test
// starts may get their environment variables from there.
import OutsideEnvironment from '../support/environment.mjs';
import { DISPLAYS_VARIABLE } from './displays.mjs';

export default class WindowEnvironment extends OutsideEnvironment {
  /** @param {ConstructorParameters<typeof OutsideEnvironment>} args */
  constructor(...args) {
    const further = process.env[DISPLAYS_VARIABLE]?.split(' ') ?? [];
    const display = further[Number(process.env['JEST_WORKER_ID']) - 2];
    if (display) process.env['DISPLAY'] = display;
    super(...args);
  }
}
