import { answerMode } from '../oauth/answer-mode.ts';
import { authorizeTemplate } from '../oauth/authorization-request.ts';
import type { FlowPlan, RequestDraft } from '../oauth/request-draft.ts';
import { type FaultId, faultOf } from './fault.ts';
import { UNKNOWN_SCOPE } from './faulty-request.ts';

const WRONG_STATE = 'wrong-state-on-purpose';

/** What the rows of a flow change in its authorization request, under the bank's own names. */
export function faultyEdits(plan: FlowPlan, rows: readonly FaultId[]): RequestDraft['edits'] {
  const names = authorizeNames(plan);
  const edits: Record<string, string | null> = {};
  for (const id of rows) {
    const { strikes, change: [parameter] = [] } = faultOf(id);
    if (strikes !== 'authorize') continue;
    if (parameter === 'scope' && names.scope !== undefined) edits[names.scope] = UNKNOWN_SCOPE;
    if (parameter === 'response_type' && names.response_type !== undefined) {
      edits[names.response_type] = null;
    }
  }
  return edits;
}

/**
 * An answer as somebody else would slip it in: well-formed, at the redirect URI, with a state that we never
 * sent.
 *
 * @see RFC 6749 §10.12
 */
export function forgedAnswer(plan: FlowPlan): string {
  const { profile, draft } = plan;
  const { code = 'code', state = 'state' } = profile.redirectAnswer ?? {};
  const landsOn = draft.edits.redirect_uri ?? draft.redirectUri;
  const mark = answerMode(plan) === 'fragment' ? '#' : landsOn.includes('?') ? '&' : '?';
  return `${landsOn}${mark}${code}=forged-code&${state}=${WRONG_STATE}`;
}

/** What the bank calls these two of its authorization request; `undefined` where it has none. */
export function authorizeNames(plan: FlowPlan): {
  scope: string | undefined;
  response_type: string | undefined;
} {
  const { parameters = [] } = authorizeTemplate(plan) ?? {};
  return {
    scope: parameters.find(({ value }) => value.includes('{scope}'))?.name,
    response_type: parameters.find(({ name }) => name === 'response_type')?.name,
  };
}
