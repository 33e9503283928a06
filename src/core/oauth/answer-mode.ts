import type { FlowPlan } from './request-draft.ts';

/**
 * Where the answer to a plan's authorization request will stand: as the request asks for it, else as the
 * bank's profile says.
 *
 * @see OAuth 2.0 Multiple Response Type Encoding Practices §2.1 (`response_mode`)
 */
export function answerMode({ profile, draft }: FlowPlan): 'query' | 'fragment' | 'form_post' {
  const { edits, extra } = draft;
  const asked = edits.response_mode ?? extra.find(({ name }) => name === 'response_mode')?.value;
  if (asked === 'query' || asked === 'fragment' || asked === 'form_post') return asked;
  return profile.redirectAnswer?.mode ?? 'query';
}
