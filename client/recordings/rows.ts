import { HOST_NAME } from '../../shared/profile';
import { unpackMessage } from '../../shared/protocol/osc-reader';
import type { RecordedBundle, RecordedMessage } from '../../shared/recording/recorded-bundle';
import { RecordedYard, type RecordedNews, type RecordedPlayer } from '../../shared/recording/recorded-yard';
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import type { Row } from './row';

/** A motion is told no later than this after its moment: what is older than that is known, and in order. */
const SETTLED_MS = 1000;

/**
 * The rows of a recording: one for each motion, for each event and, if that is wanted, for everybody at regular moments; in
 * the order of their times, but for what was told more than a second late. It keeps no more than a second of them.
 * Deterministic: no I/O, no clock.
 */
export class Rows {
  private readonly sampleMs: number | undefined;
  private readonly yard = new RecordedYard();
  private beganMs: number | undefined;
  private toldMs = 0;
  /** Until when everything is handed out. */
  private settledMs = -Infinity;
  private samples = 0;
  private waiting: Row[] = [];
  /** What was told last in each message of a state, which is told again and again. */
  private readonly states = new Map<string, string>();

  /** @param hz at how many moments a second it is said where everybody was; undefined for none */
  constructor(hz?: number) {
    this.sampleMs = hz === undefined ? undefined : 1000 / hz;
  }

  /** Takes the next bundle in, and returns the rows that are known by now. */
  push(bundle: RecordedBundle): Row[] {
    this.beganMs ??= bundle.atMs;
    this.toldMs = bundle.atMs;
    for (const news of this.yard.apply(bundle)) this.add(news, bundle.atMs);
    return this.settle(bundle.atMs - SETTLED_MS);
  }

  /** The rows that are left. */
  end(): Row[] {
    return this.settle(this.toldMs);
  }

  private add(news: RecordedNews, atMs: number): void {
    switch (news.kind) {
      case 'told':
        return this.addTold(news.message, atMs);
      case 'moved': {
        const { player, motion } = news;
        const { x, y, vx, vy, flags } = motion;
        // Who is known by positions has told no velocity.
        if ((flags & MOTION_FLAGS.byPositions) !== 0) this.addRow(motion.atMs, 'position', player, { x, y });
        else this.addRow(motion.atMs, 'motion', player, { x, y, vx, vy });
        return;
      }
      default:
        return this.addRow(atMs, news.kind, news.player, {
          text: JSON.stringify({ colour: news.player.colour }),
        });
    }
  }

  private addTold(message: RecordedMessage, atMs: number): void {
    switch (message.address) {
      case '/player/said': {
        const { id, text } = message;
        return this.addRow(atMs, 'said', this.yard.players.get(id) ?? { id, name: HOST_NAME }, { text });
      }
      case '/mark':
        return this.addRow(atMs, 'mark', undefined, { text: message.text });
      case 'foreign': {
        const osc = unpackMessage(message.packet);
        const said = osc && { address: osc.address, args: osc.args.map(plain) };
        return this.addRow(atMs, 'osc', undefined, { text: JSON.stringify(said ?? {}) });
      }
      default: {
        const { address, ...fields } = message;
        const text = JSON.stringify(fields, (_, value) => plain(value));
        if (this.states.get(address) === text) return;
        this.states.set(address, text);
        return this.addRow(atMs, address.slice(1).replaceAll('/', '-'), undefined, { text });
      }
    }
  }

  private addRow(
    atMs: number,
    event: string,
    player: Pick<RecordedPlayer, 'id' | 'name'> | undefined,
    { x, y, vx, vy, text }: Pick<Row, 'x' | 'y' | 'vx' | 'vy' | 'text'>,
  ): void {
    const timeUs = Math.round(atMs * 1000);
    const sinceUs = timeUs - Math.round((this.beganMs ?? atMs) * 1000);
    this.waiting.push({
      ...{ timeUs, sinceUs, event, id: player?.id, name: player?.name, text },
      ...{ x: thousandths(x), y: thousandths(y), vx: thousandths(vx), vy: thousandths(vy) },
    });
  }

  /** Hands out all up to a moment. */
  private settle(untilMs: number): Row[] {
    this.sample(untilMs);
    this.yard.forget(untilMs);
    if (untilMs <= this.settledMs) return [];
    this.settledMs = untilMs;
    const untilUs = untilMs * 1000;
    const known = this.waiting.filter(({ timeUs }) => timeUs <= untilUs);
    this.waiting = this.waiting.filter(({ timeUs }) => timeUs > untilUs);
    return known.sort((one, other) => one.timeUs - other.timeUs);
  }

  private sample(untilMs: number): void {
    const { sampleMs, beganMs } = this;
    if (sampleMs === undefined || beganMs === undefined) return;
    for (; beganMs + this.samples * sampleMs <= untilMs; this.samples++) {
      const atMs = beganMs + this.samples * sampleMs;
      for (const player of this.yard.known) {
        const place = atMs < player.leftMs ? player.track.at(atMs, this.yard.size) : undefined;
        if (place) this.addRow(atMs, 'sample', player, place);
      }
    }
  }
}

/** Bytes and typed arrays as JSON has numbers. */
function plain(value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value;
}

function thousandths(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
