// Node as jest gives it, with what its sandbox cannot load, loaded outside of it. zeromq's addon keeps hold of whoever
// loads it first in a process, and the sandbox of that test file is gone when the next file runs. conf is an ES module,
// which jest requires on Node 24.9 and newer alone.
import { TestEnvironment } from 'jest-environment-node';
import Conf from 'conf';
import * as zeromq from 'zeromq';

export default class OutsideEnvironment extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    this.global['zeromq'] = zeromq;
    this.global['conf'] = { __esModule: true, default: Conf };
  }
}
