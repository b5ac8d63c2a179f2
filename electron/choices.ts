import { cleanText, validateName } from '../shared/profile';
import {
  defaultYardName,
  FIRST_CHOICES,
  isAccess,
  isReach,
  type YardChoices,
  type YardPlan,
} from '../shared/hosted-yard';
import { isYardSizeName } from '../shared/yard-size';

/** As they stand in the settings file: anything may be in it, or missing. */
export interface StoredChoices {
  name?: string | undefined;
  reach?: string;
  access?: { computer?: string; network?: string };
  port?: number;
  size?: string;
}

/**
 * How somebody hosts the next time who hosts by this plan now.
 * @param before how they hosted the last time; undefined for never
 * @param host the host's name: a yard that is named after its host is named after them the next time too
 */
export function choicesAfter(before: YardChoices | undefined, plan: YardPlan, host: string): YardChoices {
  const { reach, port, size } = plan;
  const name = cleanText(plan.name);
  return {
    name: name === defaultYardName(host) ? undefined : name,
    ...{ reach, port, size },
    access: { ...(before ?? FIRST_CHOICES).access, [reach]: plan.access },
  };
}

/** What of it makes sense; the rest is as it is for who never hosted. */
export function healChoices({ name, reach, access, port, size }: StoredChoices): YardChoices {
  const first = FIRST_CHOICES;
  return {
    name: name !== undefined && validateName(name) === undefined ? name : undefined,
    reach: isReach(reach) ? reach : first.reach,
    access: {
      computer: isAccess(access?.computer) ? access.computer : first.access.computer,
      network: isAccess(access?.network) ? access.network : first.access.network,
    },
    port: port !== undefined && isPort(port) ? port : first.port,
    size: isYardSizeName(size) ? size : first.size,
  };
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}
