import { responseParameters } from '../../oauth/authorization-response.ts';
import { bankWords } from '../bank-words.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const codeAndError: Rule<ResponseSubject> = {
  id: 'AP07',
  slug: 'code-and-error',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §4.1.2.1',
  *check({ response }) {
    const parameters = responseParameters(response);
    const [code, error] = ['code', 'error'].map((name) => givenValue(parameters, name));
    if (code !== undefined && error !== undefined) yield { facts: [code.length, bankWords(error)] };
  },
};
