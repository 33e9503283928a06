import { isSecureAddress } from '../core/lint/secure-address.ts';
import { answerMode } from '../core/oauth/answer-mode.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { askForHost } from './ask-for-host.ts';
import { canAskForHosts } from './browser.ts';

/** The redirect URI to whose host access is needed to read the answer; `undefined` where none is. */
export function postedTo(plan: FlowPlan): string | undefined {
  if (plan.draft.grant !== 'authorization_code' || answerMode(plan) !== 'form_post')
    return undefined;
  const redirectUri = plan.draft.edits.redirect_uri ?? plan.draft.redirectUri;
  return isSecureAddress(redirectUri) && canAskForHosts() ? redirectUri : undefined;
}

/**
 * Asks for the redirect URI's host where the bank posts its answer there. Call it straight from a click.
 * The flow may start without: the answer can be pasted.
 */
export async function askToReadPost(plan: FlowPlan): Promise<void> {
  const address = postedTo(plan);
  if (address !== undefined) await askForHost(address).catch(() => false);
}
