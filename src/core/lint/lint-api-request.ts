import { ENDPOINT_NAMES } from '../banks/endpoint-names.ts';
import { templateValues } from '../banks/request-values.ts';
import type { HttpRequest } from '../oauth/http-message.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import { hostOf } from './bank-use.ts';
import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { foreignHost } from './rules/foreign-host.ts';
import { tokenInQuery } from './rules/token-in-query.ts';
import { wrongScheme } from './rules/wrong-scheme.ts';

/** A request with an access token in it, about to go out. */
export interface ApiRequestSubject {
  request: HttpRequest;
  accessToken: string;
  token_type: string | undefined;
  /** the hosts of the environment in use */
  hosts: readonly string[];
}

const rules: readonly Rule<ApiRequestSubject>[] = [tokenInQuery, wrongScheme, foreignHost];

/** What speaks against sending an access token with a request. @see RFC 6750 §2 */
export function lintApiRequest(
  subject: Omit<ApiRequestSubject, 'hosts'>,
  { profile, draft }: FlowPlan,
): Finding[] {
  const values = templateValues(profile, draft.environment, draft.variables) ?? {};
  const hosts = ENDPOINT_NAMES.flatMap((name) => hostOf(values[name] ?? '') ?? []);
  return applyRules(rules, { ...subject, hosts });
}
