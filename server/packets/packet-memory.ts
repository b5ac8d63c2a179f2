/** As much as the packets of a small yard need; for larger ones it grows, and stays below FLUSH_MAX_BYTES. */
const LEAST_BYTES = 16 * 1024;

/**
 * Where the packet at hand is put together: the same memory for each, which stays in the processor's cache, and leaves
 * nothing to collect.
 */
let words = new Int32Array(LEAST_BYTES / 4);

/** So many bytes, which are valid until the next call, and the memory they begin by words. */
export function packetMemory(bytes: number): { bytes: Uint8Array; words: Int32Array } {
  if (words.byteLength < bytes) words = new Int32Array(Math.ceil(bytes / 2));
  return { bytes: new Uint8Array(words.buffer, 0, bytes), words };
}
