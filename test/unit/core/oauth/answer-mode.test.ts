import { describe, expect, it } from 'vitest';
import { answerMode, signedAnswer } from '../../../../src/core/oauth/answer-mode.ts';
import type { FlowPlan, RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const asking = (value: string): Partial<RequestDraft> => ({
  extra: [
    { name: 'response_type', value: 'fragment' },
    { name: 'response_mode', value },
  ],
});

function planWith(
  change: Partial<RequestDraft>,
  redirectAnswer?: FlowPlan['profile']['redirectAnswer'],
): FlowPlan {
  const { profile, draft } = planOf('oidc', change);
  const { redirectAnswer: _none, ...plain } = profile;
  return { profile: redirectAnswer ? { ...plain, redirectAnswer } : plain, draft };
}

/** The same plan with a `response_mode` in the profile's own request. */
function inTemplate(plan: FlowPlan, value: string): FlowPlan {
  const requests = Object.entries(plan.profile.requests).map(([name, template]) => [
    name,
    template.role === 'authorize'
      ? { ...template, parameters: [...template.parameters, { name: 'response_mode', value }] }
      : template,
  ]);
  return { ...plan, profile: { ...plan.profile, requests: Object.fromEntries(requests) } };
}

describe('where the answer will stand', () => {
  it.each<[string, FlowPlan, ReturnType<typeof answerMode>]>([
    ['in the query, where nobody says', planWith({}), 'query'],
    ['as the profile says', planWith({}, { mode: 'form_post' }), 'form_post'],
    ['as is asked for', planWith(asking('fragment')), 'fragment'],
    ['as is asked for', planWith(asking('form_post')), 'form_post'],
    [
      'as is asked for, not as the profile says',
      planWith(asking('query'), { mode: 'fragment' }),
      'query',
    ],
    ['as is asked for, signed', planWith(asking('fragment.jwt')), 'fragment'],
    [
      'as the profile says, where only a JWT is asked for',
      planWith(asking('jwt'), { mode: 'fragment' }),
      'fragment',
    ],
    [
      'as the profile says, where nobody knows what is asked for',
      planWith(asking('web_message')),
      'query',
    ],
    ['as the profile’s request has it', inTemplate(planWith({}), 'form_post'), 'form_post'],
    [
      'as a person wrote over it',
      inTemplate(planWith({ edits: { response_mode: 'fragment' } }), 'form_post'),
      'fragment',
    ],
    [
      'as the profile says, where a person took it out',
      inTemplate(planWith({ edits: { response_mode: null } }), 'form_post'),
      'query',
    ],
  ])('%s', (_where, plan, mode) => {
    expect(answerMode(plan)).toBe(mode);
  });
});

describe('the algorithms of a signed answer', () => {
  it.each<[string, FlowPlan, readonly string[] | undefined]>([
    ['none, where nobody says', planWith({}), undefined],
    ['those of the profile', planWith({}, { mode: 'query', signed: ['PS256'] }), ['PS256']],
    [
      'those of the profile, for a JWT',
      planWith(asking('jwt'), { mode: 'query', signed: ['PS256'] }),
      ['PS256'],
    ],
    ['any, where the bank does not say', planWith(asking('query.jwt')), []],
    [
      'none for a plain mode, whatever the profile says',
      planWith(asking('query'), { mode: 'query', signed: ['PS256'] }),
      undefined,
    ],
    ['none for what only ends or begins like it', planWith(asking('notjwt')), undefined],
    ['none for what only ends or begins like it', planWith(asking('jwt.query')), undefined],
    [
      'none, where a person took the mode out',
      planWith({ edits: { response_mode: null } }, { mode: 'query', signed: ['PS256'] }),
      undefined,
    ],
  ])('%s', (_which, plan, algorithms) => {
    expect(signedAnswer(plan)).toEqual(algorithms);
  });
});
