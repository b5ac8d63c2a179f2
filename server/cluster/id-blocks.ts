import type { Kv } from './kv';

/** Of the value that holds the next id that no server has taken. */
const KEY = 'ids';
/** So many ids are taken at once. */
export const BLOCK_IDS = 256;
/** With fewer left than this the next block is fetched. */
const LOW_IDS = 64;
/** Below are ids of blocks; from here on those of servers that were alone. */
export const ALONE_FROM = 2 ** 30;
/** How often a block is tried for: each time it fails, another server has one more. */
const TRIES_MAX = 64;

interface Block {
  next: number;
  end: number;
}

/**
 * Ids that no two servers of one yard give out: in blocks, each of which one server has taken by compare and set, and never gives
 * back. So no lease can be lost, and a server that is cut off goes on with what it has. One without a block takes a random one
 * above 2^30, of 4,194,304: two servers with k such blocks each have one in common with a probability of k²/4,194,304.
 */
export class IdBlocks {
  /** How many blocks were taken, and how many made up. */
  readonly taken = { shared: 0, random: 0 };
  private readonly kv: Pick<Kv, 'get' | 'update'>;
  private readonly random: () => number;
  private readonly warn: (sentence: string) => void;
  private block: Block = { next: 1, end: 1 };
  private following: Block | undefined;
  private fetching: Promise<void> | undefined;
  /** Below are ids that this server has taken, or other ones had before. */
  private takenBelow = 1;
  private isWarned = false;

  /**
   * @param random from 0 to below 1, as Math.random
   * @param warn is told once in a sentence when what the servers keep of ids cannot be used
   */
  constructor(kv: Pick<Kv, 'get' | 'update'>, random: () => number, warn: (sentence: string) => void) {
    this.kv = kv;
    this.random = random;
    this.warn = warn;
  }

  /**
   * An id that nobody has, at once.
   * @param isTaken says of an id whether it is somebody's already, here or at another server
   */
  next(isTaken: (id: number) => boolean): number {
    for (;;) {
      const { block } = this;
      while (block.next < block.end) {
        const id = block.next++;
        if (isTaken(id)) continue;
        if (!this.following && block.end - block.next < LOW_IDS) void this.fetch();
        return id;
      }
      if (!this.following) void this.fetch();
      this.block = this.following ?? this.randomBlock();
      this.following = undefined;
    }
  }

  /** Takes the next block where there is none yet. Resolves when it is there, or cannot be had now. */
  fetch(): Promise<void> {
    this.fetching ??= this.takeBlock().then(
      (block) => {
        this.following ??= block;
        this.fetching = undefined;
      },
      () => {
        // It is away, and is asked again at the next id.
        this.fetching = undefined;
      },
    );
    return this.fetching;
  }

  /**
   * To be called when the store is told anew: it may have been lost, and would give out again what this server has. Resolves when
   * it knows better, or is away.
   */
  async reclaim(): Promise<void> {
    try {
      for (let tries = 0; tries < TRIES_MAX; tries++) {
        const entry = await this.kv.get(KEY);
        const free = entry ? readFree(entry.value) : 1;
        if (free === undefined || this.notTaken(free) === free) return;
        const value = Buffer.from(String(this.takenBelow));
        if ((await this.kv.update(KEY, value, entry?.revision ?? 0)) !== undefined) return;
      }
    } catch {
      // It is told anew when it is back.
    }
  }

  private async takeBlock(): Promise<Block | undefined> {
    if (this.following) return undefined;
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const entry = await this.kv.get(KEY);
      const stored = entry ? readFree(entry.value) : 1;
      if (stored === undefined) {
        this.warnOnce();
        return undefined;
      }
      const free = this.notTaken(stored);
      const end = free + BLOCK_IDS;
      // After the last one from the beginning: who is still there of the first is skipped.
      const following = end + BLOCK_IDS > ALONE_FROM ? 1 : end;
      const written = await this.kv.update(KEY, Buffer.from(String(following)), entry?.revision ?? 0);
      if (written === undefined) continue;
      this.taken.shared++;
      this.takenBelow = following;
      return { next: free, end };
    }
    return undefined;
  }

  /** The next free id as the store has it, or a higher one where that is taken: far below, it has begun anew after the last one. */
  private notTaken(free: number): number {
    return free < this.takenBelow && this.takenBelow - free < ALONE_FROM / 2 ? this.takenBelow : free;
  }

  private randomBlock(): Block {
    this.taken.random++;
    const blocks = (2 ** 31 - ALONE_FROM) / BLOCK_IDS;
    const first = ALONE_FROM + BLOCK_IDS * Math.floor(this.random() * blocks);
    return { next: first, end: Math.min(first + BLOCK_IDS, 2 ** 31 - 1) };
  }

  private warnOnce(): void {
    if (!this.isWarned)
      this.warn(
        `What the servers of this yard keep under "${KEY}" is no number of an id, so this one gives out ids at random: remove that key from the bucket, and it is made anew.`,
      );
    this.isWarned = true;
  }
}

/** The next free id; undefined when it is none. */
function readFree(value: Uint8Array): number | undefined {
  const text = Buffer.from(value.subarray(0, 11)).toString();
  const free = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  return free >= 1 && free + BLOCK_IDS <= ALONE_FROM ? free : undefined;
}
