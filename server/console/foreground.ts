import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Job control: whether this process is among those that may read from its terminal. Another that reads is stopped by the
 * system (SIGTTIN), and a yard is not to stop since somebody types into the shell that started it.
 */
export async function isInForeground(): Promise<boolean> {
  if (process.platform === 'win32') return true;
  try {
    const [group, foreground] = process.platform === 'linux' ? await groupsOfLinux() : await groupsByPs();
    // None: what it reads is no terminal that controls it, and asks for nothing.
    return foreground === undefined || foreground <= 0 || foreground === group;
  } catch {
    // Better a console that is not there than a yard that stops.
    return false;
  }
}

/** The process group, and the one in the foreground of the terminal. */
async function groupsOfLinux(): Promise<(number | undefined)[]> {
  const stat = await readFile('/proc/self/stat', 'utf8');
  // Behind the name in parentheses, which may hold anything: state, parent, group, session, terminal, foreground group.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [Number(group), Number(foreground)];
}

async function groupsByPs(): Promise<(number | undefined)[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)]);
  return stdout.trim().split(/\s+/).map(Number);
}
