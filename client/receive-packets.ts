import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Dealer } from 'zeromq';
import type { ReceiveBudget } from './receive-budget';

const EMPTY = Buffer.alloc(0);

export interface ReceiveEvents {
  /** The last frame of a message. */
  onPacket: (packet: Uint8Array) => void;
  /** The server sends more than the budget, and has done so for seconds. */
  onFlood: () => void;
}

/** Receives within the budget until the socket is closed. */
export async function receivePackets(
  socket: Dealer,
  budget: ReceiveBudget,
  { onPacket, onFlood }: ReceiveEvents,
): Promise<void> {
  try {
    for await (const frames of socket) {
      const bytes = frames.reduce((sum, { length }) => sum + length, 0);
      budget.chargePacket(bytes, performance.now());
      onPacket(frames.at(-1) ?? EMPTY);
      const nowMs = performance.now();
      if (budget.isFlooded(nowMs)) onFlood();
      const pauseMs = budget.pauseMs(nowMs);
      // What is there already is received without a turn of the event loop: timers, and a goodbye, would wait for a flood's end.
      if (pauseMs > 0) await setTimeout(pauseMs, undefined, { ref: false });
      else await setImmediate();
    }
  } catch (error) {
    // A receive that was under way when the socket was closed fails (ENOTSOCK).
    if (!socket.closed) throw error;
  }
}
