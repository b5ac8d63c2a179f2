// Node as jest gives it, with zeromq loaded outside of jest's sandbox: the addon keeps hold of whoever loads it first in
// a process, and the sandbox of that test file is gone when the next file runs.
import { TestEnvironment } from 'jest-environment-node';
import * as zeromq from 'zeromq';

export default class ZeromqEnvironment extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    this.global['zeromq'] = zeromq;
  }
}
