import { findOption } from '../../banks/request-values.ts';
import type { ProfileFacts } from '../lint-profile.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

export const bankNotServed: Rule<ProfileFacts> = {
  id: 'PR11',
  slug: 'bank-not-served',
  severity: 'warn',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ profile, environment, variables }) {
    const { bankVariable = '' } = profile;
    const variable = profile.variables[bankVariable];
    const choice = variables[bankVariable] ?? variable?.default ?? variable?.options?.[0]?.key;
    const option = variable && choice !== undefined ? findOption(variable, choice) : undefined;
    if (!option?.environments || option.environments.includes(environment)) return;
    const source = profileSource(profile, `variables.${bankVariable}`);
    yield { facts: [option.label, environment, option.environments.join(', ')], source };
  },
};
