import { lookup } from 'node:dns/promises';
import type { Address } from '../shared/address';

/** Throws an Error with a sentence for a person when the yard's host is the name of no computer. */
export async function checkYardHost({ host }: Address): Promise<void> {
  try {
    await lookup(host);
  } catch {
    throw new Error(
      `No computer named ${host} was found: --join takes the address of a yard, such as tcp://192.168.1.20.`,
    );
  }
}
