import { responseParameters } from '../../oauth/authorization-response.ts';
import { bankWords } from '../bank-words.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

/** Characters outside these are illegal: printable ASCII but for the double quote and the backslash. */
const ILLEGAL = /[^ !#-[\]-~]/u;

export const errorTextIllegal: Rule<ResponseSubject> = {
  id: 'AP18',
  slug: 'error-text-illegal',
  severity: 'info',
  actor: 'bank',
  source: 'RFC 6749 §4.1.2.1, App. A.7–A.9',
  *check({ response }) {
    const parameters = responseParameters(response);
    for (const name of ['error', 'error_description', 'error_uri']) {
      const found = givenValue(parameters, name)?.match(ILLEGAL)?.[0];
      if (found !== undefined) yield { facts: [name, bankWords(found)] };
    }
    const uri = givenValue(parameters, 'error_uri');
    if (uri !== undefined && !uri.startsWith('https://')) {
      yield { facts: ['error_uri', bankWords(uri.split(/[/?#]/)[0])] };
    }
  },
};
