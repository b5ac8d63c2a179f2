/** Whether a yard answers somewhere, for who leads others there. */
import { parseAddress } from '../shared/address';
import type { MovedMessage } from '../shared/protocol/messages';
import { formatTarget } from '../shared/target';
import { connectDealer, createDealer } from './dealer';

/** How long a handshake may take. */
const TIMEOUT_MS = 3000;

/**
 * Whether a ZMTP server answers at this address, that of a secured yard with its key: by a handshake (RFC 23, 26) that is
 * finished, and says nothing after it. That something listens there shows nothing: it may be any program of anybody's.
 */
export async function isYardAt({ server, key }: Pick<MovedMessage, 'server' | 'key'>): Promise<boolean> {
  const target = formatTarget({ ...parseAddress(server), ...(key !== '' && { serverKey: key }) });
  const dealer = createDealer(target);
  let timer: NodeJS.Timeout | undefined;
  const answer = new Promise<boolean>((resolve) => {
    dealer.events.on('handshake', () => resolve(true));
    timer = setTimeout(() => resolve(false), TIMEOUT_MS);
  });
  try {
    connectDealer(dealer, target);
    return await answer;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    if (!dealer.closed) dealer.close();
  }
}
