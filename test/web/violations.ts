import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA, and what axe holds to be good practice beside it. */
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with a page as it stands, with the elements at fault. */
export async function violations(page: Page, rules: readonly string[] = RULES): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(rules)} })`)) as axe.AxeResults;
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`);
}
