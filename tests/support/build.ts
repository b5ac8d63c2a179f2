import { execFileSync } from 'node:child_process';

/** Before the first test: the programs under test are those that people start. */
export default function build(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
}
