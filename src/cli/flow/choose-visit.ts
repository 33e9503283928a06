import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { ok, type Result } from '../../core/result.ts';
import { asPersona } from '../browser/as-persona.ts';
import { openBrowserPage } from '../browser/open-browser.ts';
import { type PageStep, readPageSteps } from '../browser/page-step.ts';
import { visitInPage } from '../browser/visit-page.ts';
import { visitPlainly } from '../browser/visit-plain.ts';
import type { Visit } from './visit.ts';

/** Options that say who opens the bank's page. */
export const visitOptions = {
  browser: { type: 'string' },
  'no-browser': { type: 'boolean' },
  headless: { type: 'boolean' },
  'browser-arg': { type: 'string', multiple: true },
  approve: { type: 'string' },
  persona: { type: 'string' },
} as const;

export interface VisitChoice {
  /** `false`, whatever its type says, where Node takes `--no-browser` for its opposite */
  browser?: string | undefined;
  'no-browser'?: boolean | undefined;
  headless?: boolean | undefined;
  'browser-arg'?: string[] | undefined;
  approve?: string | undefined;
  persona?: string | undefined;
}

export function isWithoutBrowser(options: VisitChoice): boolean {
  return options['no-browser'] === true || (options.browser as unknown) === false;
}

/** The way of opening a bank's page that the options choose: a browser, unless they say none. */
export function chooseVisit(
  options: VisitChoice,
  plan: FlowPlan,
  {
    env,
    send,
    timeLimitMs,
  }: {
    env: Readonly<Record<string, string | undefined>>;
    send: typeof fetch;
    timeLimitMs: number;
  },
): Result<Visit, string> {
  if (isWithoutBrowser(options)) return ok(visitPlainly(send, timeLimitMs));
  const steps: Result<readonly PageStep[], string> =
    options.approve === undefined
      ? ok(plan.profile.sandbox?.approval ?? [])
      : readPageSteps(options.approve, env);
  if (!steps.ok) return steps;
  const people = asPersona(steps.value, plan.profile, options.persona);
  if (!people.ok) return people;
  const { browser: where = 'local', headless = false, 'browser-arg': args = [] } = options;
  return ok(async (request, sight) => {
    const { redirectUri } = request;
    const opened = await openBrowserPage({ where, headless, args, redirectUri });
    if (!opened.ok) return opened;
    const { page, close } = opened.value;
    try {
      return await visitInPage(page, { steps: people.value, timeLimitMs })(request, sight);
    } finally {
      await close();
    }
  });
}
