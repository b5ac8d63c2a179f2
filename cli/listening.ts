import type { Address } from '../shared/address';

/** Why nothing can listen there, as a sentence for a person. @param option the one that says where */
export function whyNotListening(
  { code, message }: NodeJS.ErrnoException,
  option: string,
  { host, port }: Address,
): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: stop that one, or choose another with ${option}.`;
    case 'EADDRNOTAVAIL':
    case 'ENODEV':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host}: give one of its own with --host, or 0.0.0.0 for every network.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this program has: choose one from 1024 up with ${option}.`;
    default:
      return `Nothing can listen at ${host}, port ${port} (${option}): ${message}`;
  }
}
