import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { z } from 'zod';

const reportSchema = z.array(
  z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ target: z.json() })) }),
);

/** The rules on what colours can break; everything else is the same in every scheme. */
export const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * What axe-core finds wrong with a page as it is now, a line for each element. A driver evaluates by
 * its own right, so that the content security policy of the page has no say in it. `only` and `but` name rules.
 */
export async function axeComplaints(
  page: Page,
  { only, but = [] }: { only?: readonly string[]; but?: readonly string[] } = {},
): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const rules = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
  const options = { resultTypes: ['violations'], rules, ...(only && { runOnly: only }) };
  const violations = await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return reportSchema
    .parse(violations)
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id} (${help}): ${JSON.stringify(target)}`),
    );
}
