import type { BankProfile } from '../../banks/bank-profile.ts';
import type { Parameter } from '../../oauth/parameter.ts';
import { bankWords } from '../bank-words.ts';
import { givenValue } from '../given-parameter.ts';
import type { Rule } from '../rule.ts';
import { scopePattern } from './bg-scope.ts';

/** A request with a scope: to the authorization endpoint or to the token endpoint. */
export interface ScopeSubject {
  request: { parameters: readonly Parameter[] };
  profile?: BankProfile | undefined;
}

/** A scope value's characters; the comma is legal by RFC 6749, and still nearly always a separator by mistake. */
const LEGAL = /[!#-+\--[\]-~]/;

/** One finding for each character, where it stands first. */
export const scopeGrammar: Rule<ScopeSubject> = {
  id: 'AQ14',
  slug: 'scope-grammar',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.3',
  *check({ request: { parameters }, profile }) {
    const scope = givenValue(parameters, 'scope');
    const { separator = ' ', values = [], template } = profile?.scope ?? {};
    if (scope === undefined || (template && scopePattern(template).test(scope))) return;
    const faults = new Map<string, number>();
    const add = (found: string, at: number) => {
      if (!faults.has(found)) faults.set(found, at + 1);
    };
    let at = 0;
    for (const value of scope.split(separator)) {
      if (value === '') add(separator, Math.min(at, scope.length - separator.length));
      for (const [index, character] of [...value].entries()) {
        if (!values.includes(value) && !LEGAL.test(character)) add(character, at + index);
      }
      at += value.length + separator.length;
    }
    for (const [found, position] of faults) {
      yield { facts: [position, bankWords(found), separator] };
    }
  },
};
