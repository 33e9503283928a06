import { templateValues } from '../core/banks/request-values.ts';
import { isSecureAddress } from '../core/lint/secure-address.ts';
import { answerMode, signedAnswer } from '../core/oauth/answer-mode.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { askForHosts } from './ask-for-host.ts';
import { canAskForHosts } from './browser.ts';

/** The redirect URI to whose host access is needed to read the answer; `undefined` where none is. */
export function postedTo(plan: FlowPlan): string | undefined {
  if (plan.draft.grant !== 'authorization_code' || answerMode(plan) !== 'form_post')
    return undefined;
  const redirectUri = plan.draft.edits.redirect_uri ?? plan.draft.redirectUri;
  return isSecureAddress(redirectUri) && canAskForHosts() ? redirectUri : undefined;
}

/** Addresses without whose hosts no answer can be read: where it is posted to, and the keys of who signs it. */
export function answerHosts(plan: FlowPlan): string[] {
  const { profile, draft } = plan;
  const keys =
    signedAnswer(plan) && templateValues(profile, draft.environment, draft.variables)?.jwksUri;
  const fetched = keys && isSecureAddress(keys) && canAskForHosts() ? keys : [];
  return [postedTo(plan) ?? [], fetched].flat();
}

/**
 * Asks for the hosts that reading the answer takes. Call it straight from a click. The flow may start without: the
 * answer can be pasted.
 */
export async function askToReadAnswer(plan: FlowPlan): Promise<void> {
  const addresses = answerHosts(plan);
  if (addresses.length > 0) await askForHosts(addresses).catch(() => false);
}
