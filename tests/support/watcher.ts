/**
 * A player as a process of its own that prints its picture of the yard, a line of JSON each time that it changed: the
 * headless player of the product keeps what it sees to itself. Its arguments are a port and a name; it stands at (1, 1).
 */
import { join } from './pictures';

const PRINT_INTERVAL_MS = 50;

const { picture, player } = join(Number(process.argv[2]), process.argv[3] ?? '');
player.move({ x: 1, y: 1, vx: 0, vy: 0 });
let printed = '';
setInterval(() => {
  const line = JSON.stringify(picture.sights());
  if (line !== printed) console.log(line);
  printed = line;
}, PRINT_INTERVAL_MS);
