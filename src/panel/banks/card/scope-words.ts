import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { listText } from '../list-text.ts';

/** The rules of a profile's scope, one sentence each. */
export function scopeWords({ scope, variables }: BankProfile): string[] {
  const all = (values: readonly string[]) => listText(values);
  const either = (values: readonly string[]) => listText(values, 'disjunction');
  const { exactlyOne = [], atLeastOne = [], forbidTogether = [], allowedWhen = [] } = scope;
  const { allOf = [], lostAtRefresh = [] } = scope;
  const { onlyBeside = {}, doubtful = {}, grantFor = {} } = scope;
  return [
    ...(scope.template === undefined ? [] : [message('scope_template', scope.template)]),
    ...(allOf.length > 0 ? [message('scope_all_of', all(allOf))] : []),
    ...exactlyOne.map((values) => message('scope_exactly_one', either(values))),
    ...atLeastOne.map((values) => message('scope_at_least_one', either(values))),
    ...forbidTogether.map((values) => message('scope_not_together', all(values))),
    ...Object.entries(onlyBeside).map(([value, other]) =>
      message('scope_only_beside', value, other),
    ),
    ...allowedWhen.map(({ variable, is, values }) =>
      message('scope_allowed_when', variables[variable]?.label ?? variable, is, all(values)),
    ),
    ...Object.entries(grantFor).map(([value, grants]) =>
      message('scope_grant_for', value, either(grants.map((grant) => message(`grant_${grant}`)))),
    ),
    ...Object.entries(doubtful).map(([value, words]) => message('scope_doubtful', value, words)),
    ...(lostAtRefresh.length > 0 ? [message('scope_lost_at_refresh', all(lostAtRefresh))] : []),
    message(`scope_on_exchange_${scope.onCodeExchange}`),
    ...(scope.inAnswer === 'always' ? [message('scope_in_answer')] : []),
  ];
}

/** How scope values are kept apart, in words. */
export function separatorWord(separator: string): string {
  return separator === ' ' ? message('scope_separator_blank') : separator;
}
