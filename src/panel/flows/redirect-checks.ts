import type { FlowState } from '../../core/flow/flow-state.ts';
import { responseValue } from '../../core/oauth/authorization-response.ts';

export type CheckResult = 'equal' | 'different' | 'missing' | 'not_asked';

export interface RedirectCheck {
  what: 'redirect_uri' | 'state' | 'iss';
  result: CheckResult;
}

/** The comparisons that a captured redirect went through, read from its findings. Empty before there is one. */
export function redirectChecks({ redirect, started }: FlowState): RedirectCheck[] {
  if (!redirect) return [];
  const found = (...ids: string[]) => redirect.findings.some(({ id }) => ids.includes(id));
  const stateSent = started.secrets.some(({ kind }) => kind === 'state');
  // What stands in a JWT was not compared.
  const inJwt = !redirect.signed && responseValue(redirect.response, 'response') !== undefined;
  const issuerSent = responseValue(redirect.response, 'iss') !== undefined;
  const checks: RedirectCheck[] = [
    { what: 'redirect_uri', result: found('AP01') ? 'different' : 'equal' },
    { what: 'state', result: compared(stateSent, inJwt || found('AP02'), found('AP03')) },
    { what: 'iss', result: compared(issuerSent || found('AP10'), found('AP10'), found('AP09')) },
  ];
  // A signed answer names its issuer within, and that is one of the checks of what was signed.
  return checks.filter(({ what }) => what !== 'iss' || !redirect.signed || found('AP09', 'AP10'));
}

function compared(asked: boolean, missing: boolean, different: boolean): CheckResult {
  if (!asked) return 'not_asked';
  if (missing) return 'missing';
  return different ? 'different' : 'equal';
}
