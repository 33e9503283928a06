import { choicesForHost } from '../../banks/host-choices.ts';
import { variableValue } from '../../banks/request-values.ts';
import { hostOf } from '../bank-use.ts';
import type { ProfileFacts } from '../lint-profile.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** Where hosts carry the bank's code, every address must carry the one that was chosen. */
export const stetOtherBank: Rule<ProfileFacts> = {
  id: 'PS06',
  slug: 'stet-other-bank',
  severity: 'error',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ profile, environment, variables, addresses }) {
    const { bankVariable = '' } = profile;
    const variable = profile.variables[bankVariable];
    const own = profile.environments[environment];
    if (!variable || !own) return;
    const chosen = variableValue(variable, variables[bankVariable]);
    const source = profileSource(profile, `variables.${bankVariable}`);
    for (const host of new Set(addresses.map(hostOf))) {
      const choice = choicesForHost(host ?? '', profile, own)?.[bankVariable];
      const code = choice === undefined ? chosen : variableValue(variable, choice);
      if (code !== chosen) yield { facts: [host ?? '', code, chosen], source };
    }
  },
};
