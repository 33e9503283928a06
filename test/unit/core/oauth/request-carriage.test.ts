import { expect, it } from 'vitest';
import { requestCarriage } from '../../../../src/core/oauth/request-carriage.ts';
import type { FlowPlan, RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const plain = { pushed: false, object: false };
const both = { pushed: true, object: true };

/** A bank that demands both, or neither. */
function planAt(bank: 'strict' | 'free', change: Partial<RequestDraft>): FlowPlan {
  const { profile, draft } = planOf('oidc', change);
  const { pushedRequests: _pushed, requestObject: _object, ...free } = profile;
  const strict = {
    ...free,
    pushedRequests: 'required',
    requestObject: { requirement: 'required' },
  };
  return { profile: (bank === 'strict' ? strict : free) as FlowPlan['profile'], draft };
}
const extra = (name: string, value: string) => ({ extra: [{ name, value }] });

it.each<[string, FlowPlan, object]>([
  ['plainly, where nobody says', planAt('free', {}), plain],
  ['as the bank demands', planAt('strict', {}), both],
  ['as the person chose', planAt('free', { pushed: true, requestObject: true }), both],
  ['as the person chose', planAt('strict', { pushed: false, requestObject: false }), plain],
  ['plainly, with a reference of its own', planAt('strict', extra('request_uri', 'urn:x')), plain],
  [
    'plainly, with a reference written over',
    planAt('strict', { edits: { request_uri: 'urn:x' } }),
    plain,
  ],
  [
    'pushed, with an object of its own',
    planAt('strict', extra('request', 'FAKE')),
    { pushed: true, object: false },
  ],
  ['as demanded, where that is empty', planAt('strict', extra('request', '')), both],
  ['as demanded, where that is empty', planAt('strict', extra('request_uri', '')), both],
  [
    'as demanded, where that was taken out',
    planAt('strict', { edits: { request_uri: null } }),
    both,
  ],
  ['as demanded, with anything else', planAt('strict', extra('prompt', 'login')), both],
])('goes %s', (_how, plan, carriage) => {
  expect(requestCarriage(plan)).toEqual(carriage);
});
