import type { Address } from '../shared/address';

/** Why the shell cannot listen there: a sentence for a person, and whether something else does. */
export function whyNotOpen(
  error: NodeJS.ErrnoException,
  { host, port }: Address,
): { reason: string; isTaken: boolean } {
  return { reason: sentenceFor(error, host, port), isTaken: error.code === 'EADDRINUSE' };
}

function sentenceFor({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: stop that one, or choose another with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host}: give one of its own with --host, or 0.0.0.0 for every network.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this program has: choose one from 1024 up with --port.`;
    default:
      return `Nothing can listen at ${host}, port ${port}: ${message}`;
  }
}
