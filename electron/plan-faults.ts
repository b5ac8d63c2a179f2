import type { Fault } from '../shared/bridge';
import type { YardPlan } from '../shared/hosted-yard';
import { cleanText, validateName } from '../shared/profile';
import { isPort } from './choices';
import { portAfter } from './free-port';
import { PortTakenError } from './server-process';

/** A yard cannot be as it was wanted, and one field is why. */
class PlanError extends Error {
  readonly field: 'name' | 'port';

  constructor(reason: string, field: PlanError['field']) {
    super(reason);
    this.field = field;
  }
}

/** What the person is told where their yard could not be opened, and at which field. */
export async function faultOf(error: Error, { reach, port }: YardPlan): Promise<Fault> {
  const fault: Fault = { about: 'host', reason: error.message };
  if (error instanceof PlanError) return { ...fault, field: error.field };
  if (error instanceof PortTakenError)
    return { ...fault, field: 'port', freePort: await portAfter(port, reach) };
  return fault;
}

function validatePort(port: number): string | undefined {
  return isPort(port) ? undefined : 'A port is a whole number from 1 to 65535.';
}

/** The name that a yard is opened under. Throws where it cannot be opened as it is wanted: see faultOf(). */
export function checkPlan(plan: YardPlan): string {
  const name = cleanText(plan.name);
  const [nameFault, portFault] = [validateName(name), validatePort(plan.port)];
  if (nameFault !== undefined) throw new PlanError(nameFault, 'name');
  if (portFault !== undefined) throw new PlanError(portFault, 'port');
  return name;
}
