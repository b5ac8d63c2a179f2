/** The generator of walkers by keys, a process of its own as load/generator.ts is. */
import { runGenerator } from '../load/run';
import { WalkersGenerator } from './walkers-generator';
import type { WalkersLoad } from './walkers-load';

const load = JSON.parse(process.argv[2] ?? '') as WalkersLoad;
runGenerator(() => new WalkersGenerator(load), load.settleS);
