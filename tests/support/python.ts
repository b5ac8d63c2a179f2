import { spawnSync } from 'node:child_process';

/** A python that has this module; undefined where there is none. One from elsewhere may hide Debian's, for which it is installed. */
export function pythonWith(module: string): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', `import ${module}`]).status === 0,
  );
}

export const PYTHON_WITH_ZMQ = pythonWith('zmq');

/** Why a test with pyzmq cannot run here; undefined where it can. */
export const PYZMQ_OBSTACLE =
  PYTHON_WITH_ZMQ === undefined ? 'no python3 here can import zmq (Debian’s python3-zmq)' : undefined;
