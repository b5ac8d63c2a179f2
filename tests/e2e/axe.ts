import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { pause } from '../support/until';

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');

/** What axe finds to mend in a page, with the elements that it concerns; empty when there is nothing. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Transitions are over.
  await pause(400);
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
  });
}
