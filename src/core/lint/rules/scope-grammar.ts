import type { BankProfile } from '../../banks/bank-profile.ts';
import type { Parameter } from '../../oauth/parameter.ts';
import { bankWords } from '../bank-words.ts';
import { givenValue } from '../given-parameter.ts';
import type { Rule } from '../rule.ts';

/** A request with a scope: to the authorization endpoint or to the token endpoint. */
export interface ScopeSubject {
  request: { parameters: readonly Parameter[] };
  profile?: BankProfile;
}

/** A scope value's characters; the comma is legal by RFC 6749, and still nearly always a separator by mistake. */
const LEGAL = /[!#-+\--[\]-~]/;

export const scopeGrammar: Rule<ScopeSubject> = {
  id: 'AQ14',
  slug: 'scope-grammar',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.3',
  *check({ request: { parameters }, profile }) {
    const scope = givenValue(parameters, 'scope');
    const separator = profile?.scope.separator ?? ' ';
    let mayEnd = false;
    for (const [at, character] of [...(scope ?? '')].entries()) {
      const isLast = at === [...(scope ?? '')].length - 1;
      const separates = character === separator;
      if (separates ? !mayEnd || isLast : !LEGAL.test(character)) {
        yield { facts: [at + 1, bankWords(character), separator] };
      }
      mayEnd = !separates;
    }
  },
};
