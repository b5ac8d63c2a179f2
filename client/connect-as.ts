import { FollowingClient } from './following-client';
import type { SessionShell } from './session-shell';
import { YardClient } from './yard-client';

/** The client of somebody in front of this shell: see FollowingClient. */
export function connectAs(
  shell: SessionShell,
  ...[server, profile, events, key]: ConstructorParameters<typeof FollowingClient>
): FollowingClient {
  const identify = (serverKey: string) => shell.identify(serverKey);
  return new FollowingClient(
    ...([server, profile, events, key, identify] as const),
    (to, ...args) => new YardClient(shell.wayTo?.(to) ?? to, ...args, identify),
  );
}
