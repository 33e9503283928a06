import type { BankProfile } from '../../banks/bank-profile.ts';
import { templatePattern } from '../../banks/template-pattern.ts';
import { carriesRequestObject, givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** Only where the profile says how the whole scope must look: there the guide of the standard applies. */
export const bgScope: Rule<AuthorizationRequestSubject> = {
  id: 'PS16',
  slug: 'bg-scope',
  severity: 'error',
  actor: 'you',
  source: 'NextGenPSD2 implementation guide',
  *check({ request: { parameters }, profile }) {
    const template = profile?.scope.template;
    if (template === undefined || carriesRequestObject(parameters)) return;
    const scope = givenValue(parameters, 'scope') ?? '';
    if (!scopePattern(template).test(scope)) {
      const source = profileSource(profile, 'scope.template');
      yield { facts: [`scope=${scope}`, `scope=${template}`], source };
    }
    if (!guideWantsPkce(profile)) return;
    const challenge = givenValue(parameters, 'code_challenge');
    const method = givenValue(parameters, 'code_challenge_method') ?? '';
    if (challenge === undefined || method !== 'S256') {
      const seen = challenge === undefined ? 'code_challenge=' : `code_challenge_method=${method}`;
      const source = profileSource(profile, 'pkce');
      yield { facts: [seen, 'code_challenge_method=S256'], severity: 'warn', source };
    }
  },
};

/** All scopes that a scope template allows: each place stands for any text without a blank. */
export function scopePattern(template: string): RegExp {
  return templatePattern(template, '[^ ]+');
}

/** True where this rule speaks of PKCE in the place of the general ones. */
export function guideWantsPkce(profile: BankProfile | undefined): boolean {
  return profile?.scope.template !== undefined && profile.pkce === 'required';
}
