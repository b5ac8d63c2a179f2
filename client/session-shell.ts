import type { ToRenderer } from '../shared/bridge';
import type { OfferMessage } from '../shared/protocol/messages';
import type { Identify } from './identity';

/** What a session is part of: a window of the desktop game, or a page of the web shell. */
export interface SessionShell {
  /** Sends to the page. */
  post(message: ToRenderer): void;
  /** As whom the person is known at the secured yard whose server has this public key. */
  identify: Identify;
  /**
   * The yard at `server`, a target as text, has a name, or another than before; or it is there from now on, and the person with
   * it, led by the one that was at `from`.
   */
  onYardName(name: string, server: string, from?: string): void;
  /** By which target, as text, the yard at `server` is connected to; without this, and elsewhere, by the same. */
  wayTo?(server: string): string;
  /** What the person is told of their yard’s move to this address, `tcp://HOST:PORT`, where it is not the usual. */
  movedWords?(server: string): string | undefined;
  /** By which key the person comes to their yard at this address, where it is another than before (FollowingClientEvents). */
  keyAt?(address: string): string | undefined;
  /** The person had chosen no colour, and was given this one: it is theirs from now on. */
  onColourGiven(colour: string): void;
  /** The host asks whether this shell holds the yard from now on; a shell without this cannot. */
  onOffer?(offer: OfferMessage): void;
  /**
   * The yard said goodbye, or was left for what it sent, or does not want the person (`isRemoved`). The shell leads them out
   * of it, by `leave`; `notice` is a sentence for them.
   */
  onClosed(notice: string, isRemoved: boolean): void;
}
