import type { Fault, HostedYard, ToRenderer, YardPlan } from '../shared/bridge';
import { cleanText, nameFault } from '../shared/profile';
import { PortTakenError, YardHost } from './host';
import { Phones } from './phones';
import { nextFreePort } from './reach';

export interface HostingEvents {
  /** To the page. */
  tell(message: ToRenderer): void;
  /** A yard was opened or closed. */
  onChange(): void;
  /** The yard ended by itself; `why` is a sentence for the person. */
  onEnd(why: string): void;
}

/** The yard that this machine holds open, if it does, and the phones that are invited to it. */
export class Hosting {
  private readonly announceOn: readonly string[];
  private readonly events: HostingEvents;
  private readonly phones: Phones;
  private host: YardHost | undefined;
  private isOpening = false;

  /** @param announceOn the network interfaces on which yards are announced; empty for all that fit */
  constructor(announceOn: readonly string[], events: HostingEvents) {
    this.announceOn = announceOn;
    this.events = events;
    this.phones = new Phones((message) => events.tell(message));
  }

  /** Undefined while no yard is open. */
  get yard(): HostedYard | undefined {
    return this.host?.yard;
  }

  /** Opens a yard. False when that cannot be, and the person is told why. */
  async open(plan: YardPlan): Promise<boolean> {
    if (this.host || this.isOpening) return false;
    this.isOpening = true;
    try {
      const name = cleanText(plan.name);
      const reason = nameFault(name) ?? portFault(plan.port);
      if (reason !== undefined) throw new Error(reason);
      this.host = await YardHost.open({ ...plan, name }, this.announceOn, {
        onRestart: () => this.events.tell({ address: 'notice', text: RESTARTED }),
        onEnd: (why) => this.events.onEnd(why),
      });
      this.events.onChange();
      return true;
    } catch (error) {
      this.events.tell({ address: 'fault', ...(await faultOf(error as Error, plan)) });
      return false;
    } finally {
      this.isOpening = false;
    }
  }

  /** Closes the yard, if there is one. */
  async close(): Promise<void> {
    const host = this.host;
    this.host = undefined;
    this.events.onChange();
    // The yard first: it says goodbye to the phones too.
    await host?.stop();
    await this.phones.callBack();
  }

  /** Invites phones to a yard that is open to the network, or calls them back. */
  hearOfPhones(isOpen: boolean): void {
    if (!isOpen) void this.phones.callBack();
    else if (this.yard?.reach === 'network') void this.phones.invite(this.yard.port);
  }

  /** Tells a new page what there is. */
  tellAll(): void {
    this.events.onChange();
    this.phones.tellUrls();
  }
}

const RESTARTED = 'The yard’s server stopped by a fault and was started again.';

async function faultOf(error: Error, { reach, port }: YardPlan): Promise<Fault> {
  const freePort = error instanceof PortTakenError ? await nextFreePort(reach, port) : undefined;
  return { about: 'host', reason: error.message, ...(freePort !== undefined && { freePort }) };
}

function portFault(port: number): string | undefined {
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65535;
  return isPort ? undefined : 'A port is a whole number from 1 to 65535.';
}
