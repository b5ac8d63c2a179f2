import { FollowingClient } from './following-client';
import type { ConnectPlain } from './plain-client';
import type { SessionShell } from './session-shell';
import { YardClient } from './yard-client';

/** The client of somebody in front of this shell: see FollowingClient. */
export function connectAs(
  shell: SessionShell,
  ...[server, profile, events, key]: ConstructorParameters<typeof FollowingClient>
): FollowingClient {
  const identify = (serverKey: string) => shell.identify(serverKey);
  const connect: ConnectPlain = (to, ...args) => new YardClient(shell.wayTo?.(to) ?? to, ...args, identify);
  return new FollowingClient(server, profile, events, key, undefined, connect);
}
