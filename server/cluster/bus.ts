/** What NATS takes unless its operator says otherwise. */
export const PACKET_MAX_BYTES = 1024 * 1024;

/** What carries messages between the servers of one yard: at most once, in order for each publisher and subject, as NATS does. */
export interface Bus {
  /** Whether what is published now goes out. Nothing is kept for later: it would be stale. */
  readonly isConnected: boolean;
  /** Publishes to all who listen; dropped and counted where that cannot be. Never waits. The bytes are copied. */
  publish(subject: string, bytes: Uint8Array): void;
  /**
   * Listens to a subject, in which `*` stands for one token and `>` for the rest. What it itself has published does not come
   * back. The bytes are valid during the call.
   */
  subscribe(subject: string, listener: (bytes: Uint8Array, subject: string) => void): Subscription;
}

export interface Subscription {
  unsubscribe(): void;
}
