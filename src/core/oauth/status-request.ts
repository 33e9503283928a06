import { templateValues } from '../banks/request-values.ts';
import { missingNames } from '../banks/template.ts';
import type { FlowPlan } from './request-draft.ts';

/** To be told of a token, or to end it. */
export type TokenStatusPurpose = 'introspection' | 'revocation';

/**
 * The name of the request by which a bank tells of a token, or ends it; `undefined` where the plan's
 * environment has no such endpoint.
 *
 * @see RFC 7662 §2, RFC 7009 §2
 */
export function statusRequest(
  { profile, draft }: FlowPlan,
  role: TokenStatusPurpose,
): string | undefined {
  const values = templateValues(profile, draft.environment, draft.variables) ?? {};
  const found = Object.entries(profile.requests).find(([, template]) => template.role === role);
  return found && missingNames(found[1].url, values).length === 0 ? found[0] : undefined;
}
