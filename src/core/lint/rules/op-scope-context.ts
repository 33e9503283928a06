import { variableValue } from '../../banks/request-values.ts';
import type { RequestUse } from '../bank-use.ts';
import { carriesRequestObject, givenValue } from '../given-parameter.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';
import { askedScopes } from '../scope-values.ts';

/** Which values a scope must hold, and which not together; the groups come from the profile. */
export const opScopeContext: Rule<RequestUse> = {
  id: 'PS13',
  slug: 'op-scope-context',
  severity: 'error',
  actor: 'you',
  source: "The bank's own documentation",
  *check(subject) {
    const { request, profile } = subject;
    if (!profile || carriesRequestObject(request.parameters)) return;
    const scope = givenValue(request.parameters, 'scope') ?? '';
    const asked = askedScopes({ request, profile });
    for (const [name, group, wanted] of groups(subject, asked)) {
      const found = group.filter((value) => asked.includes(value)).length;
      const isRight = { '≥ 1': found > 0, '1': found === 1, '≤ 1': found < 2, '0': found === 0 };
      if (isRight[wanted]) continue;
      const source = profileSource(profile, `scope.${name}`);
      yield { facts: [scope, found, wanted, group.join(', ')], source };
    }
  },
};

type Group = [rule: string, values: readonly string[], wanted: '≥ 1' | '1' | '≤ 1' | '0'];

function* groups(subject: RequestUse, asked: readonly string[]): Iterable<Group> {
  const { scope } = subject.profile ?? {};
  for (const group of scope?.atLeastOne ?? []) yield ['atLeastOne', group, '≥ 1'];
  for (const group of scope?.exactlyOne ?? []) yield ['exactlyOne', group, '1'];
  for (const group of scope?.forbidTogether ?? []) yield ['forbidTogether', group, '≤ 1'];
  for (const value of scope?.allOf ?? []) yield ['allOf', [value], '1'];
  for (const [value, beside] of Object.entries(scope?.onlyBeside ?? {})) {
    if (asked.includes(value)) yield ['onlyBeside', [beside], '1'];
  }
  for (const { variable, is, values } of scope?.allowedWhen ?? []) {
    const foreign = asked.filter((value) => !values.includes(value));
    if (isChosen(subject, variable, is)) yield ['allowedWhen', foreign, '0'];
  }
}

/** Whether a variable, or the environment, is known to have a value. */
function isChosen({ profile, environment, variables }: RequestUse, name: string, value: string) {
  if (name === 'environment') return environment === value;
  const variable = profile?.variables[name];
  if (!variable || !variables) return false;
  return variables[name] === value || variableValue(variable, variables[name]) === value;
}
