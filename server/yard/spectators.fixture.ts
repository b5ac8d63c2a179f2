import type { ServerMessage } from '../../shared/protocol/messages';
import type { Flush } from './outbox';
import type { Recipient } from './recipient';
import { messagesTo } from './yard.fixture';

/** What a flush holds for one recipient, by the addresses. */
export function told(flush: Flush | undefined, recipient: Recipient, nowMs = 0) {
  const messages = messagesTo(flush, recipient, nowMs);
  return {
    addresses: messages.map(({ address }) => address),
    of: <A extends ServerMessage['address']>(address: A) =>
      messages.filter(
        (message): message is Extract<ServerMessage, { address: A }> => message.address === address,
      ),
  };
}
