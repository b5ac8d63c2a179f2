/** Prints the addresses under which others reach this machine, as a line of JSON now and at each change. */
import { HostWatcher } from '../../client/reachable-hosts';

const print = (hosts: readonly string[]): void => console.log(JSON.stringify(hosts));
void HostWatcher.start(print).then(({ hosts }) => print(hosts));
// The watcher alone keeps no program running.
setInterval(() => undefined, 1000);
