import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { openRedirector } from './rules/open-redirector.ts';
import { referrerLeak } from './rules/referrer-leak.ts';

/** One request of the page behind the redirect URI; the first of a list is that page itself. */
export interface LandingRequest {
  url: string;
  /** its `Referer` header */
  referrer?: string | undefined;
  status?: number | undefined;
  /** where its answer sends the browser on to; may be relative */
  location?: string | undefined;
}

export interface LandingSubject {
  requests: readonly LandingRequest[];
}

const rules: readonly Rule<LandingSubject>[] = [referrerLeak, openRedirector];

/** What the redirect page does with the answer that it got. @see RFC 9700 §4.2, §4.11.1 */
export function lintLanding(requests: readonly LandingRequest[]): Finding[] {
  return applyRules(rules, { requests });
}
