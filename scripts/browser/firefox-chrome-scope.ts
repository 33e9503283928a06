import type { Browser } from 'puppeteer-core';
import { z } from 'zod';

interface BidiConnection {
  send(method: string, params: object): Promise<unknown>;
}

function hasBidiConnection(browser: Browser): browser is Browser & { connection: BidiConnection } {
  return 'connection' in browser && typeof browser.connection === 'object';
}

const treeAnswer = z.object({
  result: z.object({ contexts: z.array(z.object({ context: z.string() })).min(1) }),
});

const evaluateAnswer = z.object({
  result: z.discriminatedUnion('type', [
    z.object({ type: z.literal('success'), result: z.object({ value: z.string().optional() }) }),
    z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
  ]),
});

/**
 * Evaluates the body of an async function in Firefox's own window, where its tabs, add-ons and
 * developer tools are objects, and gives what it returned. Needs `--remote-allow-system-access`.
 */
export async function evaluateInFirefox(browser: Browser, body: string): Promise<unknown> {
  if (!hasBidiConnection(browser))
    throw new Error('This browser is not driven over WebDriver BiDi.');
  const tree = treeAnswer.parse(
    await browser.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' }),
  );
  const answer = evaluateAnswer.parse(
    await browser.connection.send('script.evaluate', {
      expression: `(async () => JSON.stringify((await (async () => { ${body} })()) ?? null))()`,
      target: { context: tree.result.contexts[0]?.context },
      awaitPromise: true,
    }),
  );
  if (answer.result.type === 'exception') throw new Error(answer.result.exceptionDetails.text);
  return JSON.parse(answer.result.result.value ?? 'null');
}
