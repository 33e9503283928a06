import { templateValues } from '../../core/banks/request-values.ts';
import { isFirefox } from '../browser.ts';
import type { DraftForm } from './draft-form.ts';

/**
 * The addresses whose hosts a hold of this form's redirect wants to see: the bank's in Chromium, where a
 * service worker of the app comes before our rules; in Firefox the app's, to read an answer that is posted.
 */
export function holdHosts({ profile, draft }: DraftForm): string[] {
  if (draft.grant !== 'authorization_code') return [];
  const { environment, variables, redirectUri } = draft;
  const bank = templateValues(profile, environment, variables)?.authorizationEndpoint ?? '';
  const posted = profile.redirectAnswer?.mode === 'form_post';
  const wanted = isFirefox() ? (posted ? redirectUri : '') : bank;
  return URL.canParse(wanted) && /^https?:/.test(wanted) ? [wanted] : [];
}
